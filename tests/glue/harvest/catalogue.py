"""A catalogue on loopback: real sockets, a list that tests change, and a count of what was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGE = 20


class Catalogue:
    """`records` by catalogue name; `files` by path. Addresses are `/<name>?page=1`.

    A name in `hanging` is never answered, until `close` lets all go.
    """

    def __init__(self) -> None:
        self.records: dict[str, list[Any]] = {}
        self.files: dict[str, bytes] = {}
        self.hanging: set[str] = set()
        self.asked: list[str] = []
        self._let_go = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it is, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, path: str) -> bytes | None:
        """The body for an address; None when there is nothing."""
        parts = urlsplit(path)
        name = parts.path.strip("/")
        self.asked.append(path)
        if name in self.hanging:
            self._let_go.wait()
            return None
        if name in self.files:
            return self.files[name]
        if name not in self.records:
            return None
        page = int(parse_qs(parts.query).get("page", ["1"])[0])
        found = self.records[name]
        chosen = found[(page - 1) * PAGE : page * PAGE]
        return json.dumps({"total": len(found), "records": chosen}).encode()

    def close(self) -> None:
        """Ends the server, and lets go what hangs."""
        self._let_go.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def catalogue() -> Iterator[Catalogue]:
    """One that is closed at the end."""
    made = Catalogue()
    try:
        yield made
    finally:
        made.close()


def _handler(served: Catalogue) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = served.answer(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_said: Any) -> None:
            """Says nothing."""

    return Handler
