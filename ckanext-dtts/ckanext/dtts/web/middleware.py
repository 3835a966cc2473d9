"""The last hand on every answer, outside Flask: CKAN sets cache headers after every hook of ours."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.http import parse_etags, unquote_etag

from ckanext.dtts.web import compression, display
from ckanext.dtts.web import headers as rules

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WsgiApp = Callable[[Environ, StartResponse], Iterable[bytes]]

# A longer body goes out as it comes: it gets no tag made of its content, and is never held in memory.
_LONGEST_HELD = 4 * 1024 * 1024
_ENCODED_TAG = re.compile(r'-(?:br|gzip)"')
_TAG_DIGITS = 32
_LANGUAGE = re.compile(r"^/(?:en|vi)/")


class FinishingMiddleware:
    """Protecting headers, Cache-Control, ETag with 304, and compression."""

    def __init__(self, app: WsgiApp, *, session_cookie: str, token_header: str, max_age: int) -> None:
        """`token_header`: the header that API tokens come in; `max_age`: seconds a page may be kept."""
        self._app = app
        self._cookie = re.compile(rf"(?:^|;\s*){re.escape(session_cookie)}=")
        self._token_key = "HTTP_" + token_header.upper().replace("-", "_")
        self._max_age = max_age

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        exchange = _Exchange(environ, self._asked(environ), start_response)
        body = self._app(environ, exchange.begin)
        return exchange.finish(body, self._max_age)

    def _asked(self, environ: Environ) -> rules.Asked:
        named = self._cookie.search(environ.get("HTTP_COOKIE", "")) or environ.get(self._token_key)
        return rules.Asked(
            path=_LANGUAGE.sub("/", environ.get("PATH_INFO", "")),
            reading=environ["REQUEST_METHOD"] in ("GET", "HEAD"),
            anonymous=not named and "HTTP_AUTHORIZATION" not in environ,
            https=environ.get("wsgi.url_scheme") == "https",
            usual=display.read(environ.get("HTTP_COOKIE", ""), environ.get("HTTP_SAVE_DATA", "")).is_usual,
        )


class _Exchange:
    """One request and what the application answers, held back until its headers are complete."""

    def __init__(self, environ: Environ, asked: rules.Asked, start_response: StartResponse) -> None:
        self._asked = asked
        self._start_response = start_response
        self._has_body = environ["REQUEST_METHOD"] != "HEAD"
        self._accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        self._known = parse_etags(known)
        if known:
            # Files compare the tags that they gave; what we add for an encoding is ours to take off.
            environ["HTTP_IF_NONE_MATCH"] = _ENCODED_TAG.sub('"', known)
        self._status = "500 Internal Server Error"
        self._headers = Headers()
        self._exc_info: Any = None

    def begin(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[..., Any]:
        """What the application calls as `start_response`."""
        self._status, self._headers, self._exc_info = status, Headers(headers), exc_info
        return self._refuse_write

    def finish(self, body: Iterable[bytes], max_age: int) -> Iterable[bytes]:
        """Complete the headers, send them, and give the body in the form that they announce."""
        code = int(self._status.split(" ", 1)[0])
        text = compression.worth_it(self._headers, code)
        rules.protect(self._headers, self._asked)
        rules.say_how_long(self._headers, self._asked, code, max_age)
        encoding = None
        if text:
            rules.vary(self._headers, "Accept-Encoding")
            encoding = compression.encoding_for(self._accepted) if self._has_body else None
        length = self._headers.get("Content-Length", type=int)
        if self._has_body and code == 200 and length is not None and length <= _LONGEST_HELD:
            return self._send_whole(_join(body), encoding)
        return self._send_as_it_comes(body, encoding)

    def _send_whole(self, body: bytes, encoding: str | None) -> list[bytes]:
        headers = self._headers
        keepable = rules.keepable(headers, self._asked, 200)
        if keepable and "ETag" not in headers:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:_TAG_DIGITS]}"'
        if encoding and len(body) >= compression.SMALLEST:
            self._announce(encoding)
            body = compression.whole(body, encoding, for_ever="immutable" in headers.get("Cache-Control", ""))
            headers["Content-Length"] = str(len(body))
        if keepable and self._is_known():
            headers.remove("Content-Length")
            headers.remove("Content-Encoding")
            self._status, body = "304 Not Modified", b""
        self._send_head()
        return [body] if body else []

    def _send_as_it_comes(self, body: Iterable[bytes], encoding: str | None) -> Iterable[bytes]:
        if not encoding:
            self._send_head()
            return body
        self._announce(encoding)
        self._send_head()
        return _Packed(body, encoding)

    def _announce(self, encoding: str) -> None:
        compression.announce(self._headers, encoding)
        if tag := self._headers.get("ETag"):
            self._headers["ETag"] = f'{tag[:-1]}-{encoding}"'

    def _is_known(self) -> bool:
        tag, _ = unquote_etag(self._headers.get("ETag"))
        return tag is not None and self._known.contains_weak(tag)

    def _send_head(self) -> None:
        self._start_response(self._status, self._headers.to_wsgi_list(), self._exc_info)

    @staticmethod
    def _refuse_write(data: bytes) -> None:
        raise RuntimeError("the application must return its body, not write it")


class _Packed:
    """A compressed stream that closes the body it is made of, also when the reader goes away."""

    def __init__(self, body: Iterable[bytes], encoding: str) -> None:
        self._body = body
        self._parts = compression.stream(body, encoding)

    def __iter__(self) -> Iterator[bytes]:
        return self._parts

    def close(self) -> None:
        _close(self._body)


def _join(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        _close(body)


def _close(body: Iterable[bytes]) -> None:
    if close := getattr(body, "close", None):
        close()
