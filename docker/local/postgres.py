"""A private PostgreSQL: TCP on the loopback only, every connection with a password."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

from . import keys, ports
from .errors import OperatorError
from .place import Place
from .processes import Service, run_step

ADMIN = "dtts_admin"
OLDEST = 14
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def binaries() -> Path:
    """The newest installed PostgreSQL that the portal works with; DTTS_PG_BIN names another."""
    given = os.environ.get("DTTS_PG_BIN")
    if given:
        return Path(given)
    found = {
        int(match[1]): path
        for path in Path("/usr/lib/postgresql").glob("*/bin")
        if (match := re.search(r"/(\d+)/bin$", str(path))) and (path / "initdb").exists()
    }
    suitable = [version for version in found if version >= OLDEST]
    if not suitable:
        raise OperatorError(
            "PostgreSQL was not found: run `sudo apt-get install postgresql-15`, "
            "or set DTTS_PG_BIN to the folder that holds initdb."
        )
    return found[15 if 15 in suitable else max(suitable)]


def service(place: Place) -> Service:
    """The server's process."""
    return Service("postgres", place.run, place.log, place.account)


def start(place: Place, *, lasting: bool = True) -> str | None:
    """Brings the server up, making its data folder first.

    One that is not `lasting` waits for no disk, and its data may be broken after the machine has crashed: for
    tests, which make theirs anew.
    """
    _init(place)
    server = service(place)
    mark = "" if lasting else "not lasting"
    if server.mark() not in (None, mark):
        stop(place)
    if server.pid() is None:
        ports.require_free(place.ports.postgres, "PostgreSQL", "DTTS_PG_PORT")
        _configure(place)
        options = _options(place, {} if lasting else HASTY)
        command = [str(binaries() / "postgres"), "-D", str(_data(place)), *options]
        server.start(command, cwd=place.var, mark=mark)
    ports.wait_until(
        lambda: _answers(place),
        lambda: server.pid() is not None,
        60,
        lambda: f"PostgreSQL did not start: {server.last_words()} (see {server.log_file})",
    )
    return f"port {place.ports.postgres}"


def stop(place: Place) -> bool:
    """Fast shutdown: open transactions are rolled back, nothing is recovered at the next start."""
    return service(place).stop(signal.SIGINT, 60)


def run_sql(place: Place, sql: str, database: str = "postgres") -> str:
    """Runs statements as the server's administrator and returns what they print, unaligned."""
    command = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1"]
    command += ["-p", str(place.ports.postgres), "-U", ADMIN, "-d", database]
    env = {**os.environ, "PGPASSWORD": keys.load(place)["pg_admin"], "PGCLIENTENCODING": "UTF8"}
    command[0] = str(binaries() / "psql")
    done = subprocess.run(
        command, input=sql, env=env, text=True, capture_output=True, check=False, timeout=300
    )
    if done.returncode:
        raise OperatorError(f"PostgreSQL refused a statement: {done.stderr.strip()}")
    return done.stdout.strip()


def _data(place: Place) -> Path:
    return place.var / "postgres" / "data"


def _options(place: Place, more: dict[str, str]) -> list[str]:
    settings = {
        "port": place.ports.postgres,
        "listen_addresses": "127.0.0.1",
        # No socket in the file system: its path may not pass 107 bytes, and TCP serves every program here.
        "unix_socket_directories": "",
        **more,
    }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _init(place: Place) -> None:
    """Makes the data folder beside and renames it, so that a killed initdb is simply done again."""
    data = _data(place)
    if data.exists():
        return
    data.parent.mkdir(parents=True, exist_ok=True)
    place.account.own(data.parent)
    part = data.with_name("data.part")
    shutil.rmtree(part, ignore_errors=True)
    password = place.run / "initdb-password"
    password.write_text(keys.load(place)["pg_admin"])
    password.chmod(0o600)
    place.account.own(password)
    # Text sorts as Vietnamese does (đ after d) wherever nobody asks for another order.
    command = [
        str(binaries() / "initdb"),
        "-D",
        str(part),
        "-U",
        ADMIN,
        f"--pwfile={password}",
        "-A",
        "scram-sha-256",
    ]
    command += [
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--locale-provider=icu",
        "--icu-locale=vi",
        "--no-instructions",
    ]
    done = run_step(command, cwd=place.var, capture_output=True, **place.account.spawn_options())
    password.unlink()
    if done.returncode:
        raise OperatorError(f"initdb failed: {done.stderr.strip().splitlines()[-1]}")
    part.rename(data)


def _configure(place: Place) -> None:
    for name in ("postgresql.conf", "pg_hba.conf"):
        target = _data(place) / name
        shutil.copyfile(place.root / "config" / "postgres" / name, target)
        place.account.own(target)


def _answers(place: Place) -> bool:
    command = [str(binaries() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(place.ports.postgres)]
    return subprocess.run(command, check=False).returncode == 0
