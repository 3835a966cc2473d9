"""A stock CKAN of the same version on the databases and index of a portal: none of our plugins, its own pages.

It is told the names of the dataset types, as it links a dataset by its type. A proxy in front of CKAN compresses, as its documentation says to; here the process does it, by gzip.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLUGINS = "datastore image_view text_view datatables_view"
# What names parts of ours, or files that CKAN would write beside those of the portal.
LEFT_OUT = ("scheming.", "licenses_group_url", "ckan.auth.route_after_login", "ckan.files.storage.dtts")
WAIT_S = 90
WSGI = """\
import gzip, os
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.views import dataset, resource
from flask import Blueprint
from dtts.catalogue import dataset_type_names

_app = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
for _type in dataset_type_names():
    _given = {"url_prefix": f"/{_type}", "url_defaults": {"package_type": _type}}
    _pages = Blueprint(_type, dataset.__name__, **_given)
    dataset.register_dataset_plugin_rules(_pages)
    _app._wsgi_app.register_blueprint(_pages)
    _given["url_prefix"] += "/<id>/resource"
    _files = Blueprint(f"{_type}_resource", resource.__name__, **_given)
    resource.register_dataset_plugin_rules(_files)
    _app._wsgi_app.register_blueprint(_files)
_TEXT = ("text/", "application/javascript", "application/json", "image/svg")


def application(environ, start_response):
    begun = {}

    def begin(status, headers, exc_info=None):
        begun.update(status=status, headers=headers)
        return lambda data: None

    body = _app(environ, begin)
    whole, headers = b"".join(body), begun["headers"]
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    if kind.startswith(_TEXT) and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        whole = gzip.compress(whole, 6)
        headers = [pair for pair in headers if pair[0].lower() != "content-length"]
        headers += [("Content-Encoding", "gzip"), ("Content-Length", str(len(whole)))]
    start_response(begun["status"], headers)
    return [whole]
"""


@contextmanager
def running(ini: Path) -> Iterator[str]:
    """The address of a stock CKAN beside the portal whose configuration is `ini`, until the block ends."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="dtts-stock-") as name:
        folder = Path(name)
        (folder / "stock.ini").write_text(stock(ini.read_text("utf-8"), address, folder), "utf-8")
        (folder / "stock_wsgi.py").write_text(WSGI, "utf-8")
        command = [sys.executable, "-m", "gunicorn", "--chdir", name, "-b", f"127.0.0.1:{port}"]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [*command, "--threads", "4", "--timeout", "120", "stock_wsgi:application"],
                env={**os.environ, "CKAN_INI": str(folder / "stock.ini")},
                stdout=log,
                stderr=log,
            )
            try:
                _wait(address, server, folder / "log")
                yield address
            finally:
                server.terminate()
                server.wait(30)


def stock(ini: str, address: str, folder: Path) -> str:
    """The configuration without what is ours, at another address, with assets of its own."""
    changed = {
        "ckan.plugins": PLUGINS,
        "ckan.site_url": address,
        "ckan.webassets.path": str(folder / "webassets"),
        "ckan.storage_path": str(folder / "storage"),
        "SESSION_COOKIE_NAME": "stock",
    }
    lines = [line for line in ini.splitlines() if not line.startswith(LEFT_OUT)]
    text = "\n".join(lines) + "\n"
    for key, value in changed.items():
        text = re.sub(rf"(?m)^{re.escape(key)} *=.*$", lambda _, k=key, v=value: f"{k} = {v}", text)
    return text


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=60):
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"stock CKAN answers {error.code}:\n{log.read_text()[-3000:]}") from error
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"stock CKAN did not start:\n{log.read_text()[-3000:]}")
