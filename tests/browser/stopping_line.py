"""A line to the portal that is stopped in the middle of a test: a small HTTP proxy on the loopback.

While it is stopped nothing listens at its address, as when the server or the network is away.
"""

from __future__ import annotations

import http.client
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

HOST = "127.0.0.1"
OF_ONE_LINE = {"connection", "keep-alive", "transfer-encoding"}
"""Headers that are about one connection and not passed on."""


class StoppingLine:
    """Passes requests on to `port` of this machine; `instead` has bodies of its own for paths."""

    def __init__(self, port: int) -> None:
        self.instead: dict[str, bytes] = {}
        self._to = port
        self._server = self._listen(0)
        self._port = int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self._port}"

    def stop(self) -> None:
        """Nobody listens any more."""
        self._server.shutdown()
        self._server.server_close()

    def resume(self) -> None:
        """The line is back, at the same address."""
        self._server = self._listen(self._port)

    def __enter__(self) -> StoppingLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _listen(self, port: int) -> ThreadingHTTPServer:
        line = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                line.pass_on(self)

            do_POST = do_PUT = do_PATCH = do_HEAD = do_DELETE = do_GET  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer((HOST, port), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return server

    def pass_on(self, asked: BaseHTTPRequestHandler) -> None:
        """One request, to the portal and back."""
        if asked.path in self.instead:
            return self._answer(asked, 200, [("Content-Type", "text/javascript")], self.instead[asked.path])
        body = asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in asked.headers.items() if name.lower() not in OF_ONE_LINE}
        with closing(http.client.HTTPConnection(HOST, self._to, timeout=60)) as there:
            there.request(asked.command, asked.path, body, headers)
            answer = there.getresponse()
            status, told, content = answer.status, answer.getheaders(), answer.read()
        # A redirect to the portal's own address would leave the line.
        there_is = f"http://{HOST}:{self._to}"
        near = [(name, value.removeprefix(there_is) if name == "Location" else value) for name, value in told]
        return self._answer(asked, status, near, content)

    @staticmethod
    def _answer(
        asked: BaseHTTPRequestHandler, status: int, headers: list[tuple[str, str]], body: bytes
    ) -> None:
        asked.send_response_only(status)
        for name, value in headers:
            if name.lower() not in OF_ONE_LINE:
                asked.send_header(name, value)
        asked.end_headers()
        asked.wfile.write(body)
