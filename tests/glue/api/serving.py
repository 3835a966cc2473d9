"""The portal over real HTTP on the loopback, for tools that open an address by themselves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ckan.tests.helpers import CKANTestApp
from werkzeug.serving import make_server


@contextmanager
def served(site: CKANTestApp) -> Iterator[str]:
    """Its address, while it answers."""
    server = make_server("127.0.0.1", 0, site.flask_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
