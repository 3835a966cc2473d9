"""The web server: gunicorn with several processes and threads."""

from __future__ import annotations

import sys
import urllib.error
import urllib.request

from . import ckan, ports
from .files import fingerprint
from .place import Place
from .processes import Service

CODE = ("ckanext-dtts", "harvesters", "schemas", "config", "requirements.txt")
"""What a running web server or worker has loaded: when it changes, both are started again."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def service(place: Place) -> Service:
    """The server's first process."""
    return Service("web", place.run, place.log, place.account)


def start(place: Place) -> str | None:
    """Brings the server up, or starts it again when its code or configuration changed."""
    server = service(place)
    mark = loaded(place)
    if server.pid() is not None and server.mark() != mark:
        server.stop()
    if server.pid() is None:
        _check_address(place)
        ports.require_free(place.ports.web, "the portal", "PORT", place.host)
        command = [
            str(place.venv / "bin" / "gunicorn"),
            "-c",
            str(place.root / "config" / "gunicorn.conf.py"),
        ]
        server.start(
            command, cwd=place.var, env=environment(place), mark=mark, as_root=not ckan.runs_apart(place)
        )
    ports.wait_until(
        lambda: _answers(place),
        lambda: server.pid() is not None,
        120,
        lambda: f"The web server did not start: {server.last_words()} (see {server.log_file})",
    )
    return place.site_url


def stop(place: Place) -> bool:
    """Lets running requests end, then ends the server."""
    return service(place).stop(seconds=40)


def environment(place: Place) -> dict[str, str]:
    """What gunicorn and the worker read from the environment."""
    return {
        **ckan.environment(place),
        "CKAN_INI": str(place.ini),
        "DTTS_BIND": f"{place.host}:{place.ports.web}",
    }


def loaded(place: Place) -> str:
    """A fingerprint of all that the portal's programs load when they start."""
    return fingerprint([*(place.root / name for name in CODE), place.ini])


def is_plain_loopback(place: Place) -> bool:
    """Whether only this machine can reach the portal, because it speaks plain http."""
    return place.host in LOOPBACK and not place.site_url.startswith("https://")


def _check_address(place: Place) -> None:
    if place.host not in LOOPBACK and not place.site_url.startswith("https://"):
        sys.stdout.write(
            f"         Note: {place.host} is served over plain http, as DTTS_HOST says: passwords and\n"
            "         cookies can be read on the way. Put a proxy with TLS in front as soon as you can,\n"
            "         and name it: DTTS_SITE_URL=https://…\n"
        )


def _answers(place: Place) -> bool:
    host = "127.0.0.1" if place.host == "0.0.0.0" else place.host  # noqa: S104 (compared, not bound)
    try:
        address = f"http://{host}:{place.ports.web}/api/3/action/status_show"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
