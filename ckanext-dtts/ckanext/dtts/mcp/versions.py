"""The revisions of the protocol that are spoken, and what a message says of its own.

Up to 2025-11-25 a client begins with `initialize`; since 2026-07-28 there is no handshake and every request
carries its revision in `params._meta` and, over HTTP, in headers that must say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

HANDSHAKE = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
MODERN = ("2026-07-28",)
VERSION_HEADER, METHOD_HEADER, NAME_HEADER = "mcp-protocol-version", "mcp-method", "mcp-name"

_VERSION_KEY = "io.modelcontextprotocol/protocolVersion"
_CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities"
_INVALID_PARAMS, _HEADER_MISMATCH, _UNSUPPORTED = -32602, -32020, -32022


class ProtocolError(Exception):
    """A message that is answered with an error of JSON-RPC; `code` by the protocol's own list."""

    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.code, self.message, self.data = code, message, data


def is_modern(headers: Mapping[str, str]) -> bool:
    """Whether a request is of a revision without a handshake, or of one that is not known here."""
    version = headers.get(VERSION_HEADER)
    return version is not None and version not in HANDSHAKE


def agreed(wanted: Any) -> str:
    """The revision that `initialize` answers: the client's if it is spoken here, else our newest."""
    return wanted if wanted in HANDSHAKE else HANDSHAKE[-1]


def need_envelope(method: str, params: Mapping[str, Any], headers: Mapping[str, str]) -> None:
    """Refuse a modern request whose envelope is incomplete, contradicts its headers or is not spoken here."""
    meta = params.get("_meta")
    if not isinstance(meta, Mapping) or _VERSION_KEY not in meta or _CAPABILITIES_KEY not in meta:
        raise ProtocolError(
            _INVALID_PARAMS, f"params._meta must carry {_VERSION_KEY} and {_CAPABILITIES_KEY}"
        )
    said = {VERSION_HEADER: meta[_VERSION_KEY], METHOD_HEADER: method}
    if method == "tools/call":
        said[NAME_HEADER] = params.get("name")
    for header, value in said.items():
        if headers.get(header) != value:
            raise ProtocolError(_HEADER_MISMATCH, f"the header {header} differs from the message")
    if meta[_VERSION_KEY] not in MODERN:
        told = {"supported": list(MODERN), "requested": meta[_VERSION_KEY]}
        raise ProtocolError(_UNSUPPORTED, "Unsupported protocol version", told)
