"""A private Redis: loopback only, with a password."""

from __future__ import annotations

import shutil
import socket

from . import keys, ports
from .errors import OperatorError
from .files import write_whole
from .place import Place
from .processes import Service


def service(place: Place) -> Service:
    """The server's process."""
    return Service("redis", place.run, place.log, place.account)


def start(place: Place) -> str | None:
    """Brings the server up."""
    server = service(place)
    if server.pid() is None:
        program = shutil.which("redis-server")
        if program is None:
            raise OperatorError("Redis was not found: run `sudo apt-get install redis-server`.")
        ports.require_free(place.ports.redis, "Redis", "DTTS_REDIS_PORT")
        server.start([program, str(_write_config(place))], cwd=place.var)
    ports.wait_until(
        lambda: _answers(place),
        lambda: server.pid() is not None,
        20,
        lambda: f"Redis did not start: {server.last_words()} (see {server.log_file})",
    )
    return f"port {place.ports.redis}"


def stop(place: Place) -> bool:
    """Ends the server, which saves its sessions first."""
    return service(place).stop()


def _write_config(place: Place) -> str:
    data = place.var / "redis"
    data.mkdir(exist_ok=True)
    place.account.own(data)
    path = data / "redis.conf"
    lines = [
        f"include {place.var / 'redis' / 'common.conf'}",
        "bind 127.0.0.1",
        f"port {place.ports.redis}",
        f"dir {data}",
        f"requirepass {keys.load(place)['redis']}",
    ]
    write_whole(data / "common.conf", (place.root / "config" / "redis" / "redis.conf").read_text())
    write_whole(path, "\n".join(lines) + "\n")
    place.account.own(path, data / "common.conf")
    return str(path)


def _answers(place: Place) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", place.ports.redis), timeout=2) as link:
            link.sendall(f"AUTH {keys.load(place)['redis']}\r\nPING\r\n".encode())
            return b"+OK" in link.recv(64)
    except OSError:
        return False
