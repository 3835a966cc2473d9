"""One thread a connection, one request a connection; what is sent back is exactly what a route gives."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    """What came, and what the whole server has seen before it."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    number: int


Route = Callable[[Request], bytes | Iterable[bytes]]


def reply(content: bytes = b"", status: str = "200 OK", length: bool = True, **headers: str) -> bytes:
    """A whole answer; names of headers have `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if length:
        named["Content-Length"] = str(len(content))
    lines = [
        f"HTTP/1.1 {status}",
        *(f"{name}: {value}" for name, value in named.items()),
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content


@dataclass
class Server:
    """Routes by path; `requests` holds all that came. Use it as a context: it ends with all its threads."""

    routes: dict[str, Route] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    ending: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    def __enter__(self) -> Server:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ending.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._accepting.join(5)

    def address(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of a path on this server."""
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def drip(self, piece: bytes) -> Iterator[bytes]:
        """The same piece again and again, a moment apart, until the server ends."""
        while not self.ending.wait(0.01):
            yield piece

    def _accept(self) -> None:
        while not self.ending.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(10)
            ours = self.tls.wrap_socket(connection, server_side=True) if self.tls else connection
            request = self._read(ours)
            if request is None:
                return
            self.requests.append(request)
            answer = self.routes.get(request.path, _nothing)(request)
            for piece in (answer,) if isinstance(answer, bytes) else answer:
                ours.sendall(piece)
            if self.tls:
                ours.close()

    def _read(self, connection: socket.socket) -> Request | None:
        raw = b""
        while b"\r\n\r\n" not in raw:
            piece = connection.recv(65536)
            if not piece:
                return None
            raw += piece
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        while len(body) < int(headers.get("content-length", 0)):
            body += connection.recv(65536)
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        return Request(method, parts.path, query, headers, body, len(self.requests) + 1)


def _nothing(request: Request) -> bytes:
    return reply(b"nothing here", "404 Not Found")
