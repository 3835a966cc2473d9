"""JSON-RPC 2.0 as the protocol uses it over HTTP: one message a request, answered at once, no session.

https://modelcontextprotocol.io/specification/2025-11-25/basic/transports and the revision 2026-07-28.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ckanext.dtts.mcp import versions
from ckanext.dtts.mcp.versions import ProtocolError

PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
_HTTP = {METHOD_NOT_FOUND: 404}
"""HTTP status of an error towards a modern client; every other one is 400."""
_LISTS_KEPT_MS = 3_600_000

Params = Mapping[str, Any]
Answer = Mapping[str, Any]


@dataclass(frozen=True)
class Server:
    """What is served: who it is, what it offers, and `call`, which runs a tool of a name with arguments."""

    name: str
    title: str
    version: str
    instructions: str
    tools: list[dict[str, Any]]
    call: Callable[[str, Params], dict[str, Any]]


@dataclass(frozen=True)
class Reply:
    """HTTP status and body; no body where the message wants none."""

    status: int
    body: Answer | None = None


def reply(server: Server, content: bytes, headers: Mapping[str, str]) -> Reply:
    """Answer one message; `headers` by their names in small letters."""
    try:
        message = json.loads(content)
    except (ValueError, RecursionError):
        return _failed(None, ProtocolError(PARSE_ERROR, "Parse error"), 400)
    if not _is_message(message):
        wrong = ProtocolError(INVALID_REQUEST, "The body must be one JSON-RPC request or notification")
        return _failed(None, wrong, 400)
    if "id" not in message:
        return Reply(202)
    modern = versions.is_modern(headers)
    try:
        result = _result(server, message, headers, modern=modern)
    except ProtocolError as error:
        return _failed(message["id"], error, _HTTP.get(error.code, 400) if modern else 200)
    return Reply(200, {"jsonrpc": "2.0", "id": message["id"], "result": result})


def _is_message(message: Any) -> bool:
    """One object with a method and, if it is a request, an id that is a text or a whole number."""
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
        return False
    identifier = message.get("id", 0)
    told = isinstance(message.get("method"), str) and isinstance(message.get("params", {}), dict)
    return told and isinstance(identifier, (str, int)) and not isinstance(identifier, bool)


def _result(server: Server, message: Answer, headers: Mapping[str, str], *, modern: bool) -> dict[str, Any]:
    method, params = message["method"], message.get("params", {})
    if modern:
        versions.need_envelope(method, params, headers)
    methods = _MODERN if modern else _HANDSHAKE
    if method not in methods:
        raise ProtocolError(METHOD_NOT_FOUND, f"Method not found: {method}")
    result = methods[method](server, params)
    return {**result, "resultType": "complete", **_signed(server)} if modern else result


def _initialize(server: Server, params: Params) -> dict[str, Any]:
    return {
        "protocolVersion": versions.agreed(params.get("protocolVersion")),
        "capabilities": {"tools": {"listChanged": False}},
        "serverInfo": _who(server),
        "instructions": server.instructions,
    }


def _discover(server: Server, _params: Params) -> dict[str, Any]:
    return {
        "supportedVersions": [*versions.MODERN],
        "capabilities": {"tools": {}},
        "instructions": server.instructions,
        **_KEPT,
    }


def _list_tools(server: Server, _params: Params) -> dict[str, Any]:
    return {"tools": server.tools}


def _list_tools_kept(server: Server, _params: Params) -> dict[str, Any]:
    return {"tools": server.tools, **_KEPT}


def _call_tool(server: Server, params: Params) -> dict[str, Any]:
    name, arguments = str(params.get("name")), params.get("arguments") or {}
    if name not in [tool["name"] for tool in server.tools] or not isinstance(arguments, dict):
        raise ProtocolError(INVALID_PARAMS, f"Unknown tool: {name}")
    return server.call(name, arguments)


def _ping(_server: Server, _params: Params) -> dict[str, Any]:
    return {}


def _who(server: Server) -> dict[str, str]:
    return {"name": server.name, "title": server.title, "version": server.version}


def _signed(server: Server) -> dict[str, Any]:
    return {"_meta": {"io.modelcontextprotocol/serverInfo": _who(server)}}


def _failed(identifier: Any, error: ProtocolError, status: int) -> Reply:
    said = {"code": error.code, "message": error.message}
    told = said if error.data is None else {**said, "data": error.data}
    return Reply(status, {"jsonrpc": "2.0", "id": identifier, "error": told})


_KEPT = {"ttlMs": _LISTS_KEPT_MS, "cacheScope": "public"}
Method = Callable[[Server, Params], dict[str, Any]]
_HANDSHAKE: Mapping[str, Method] = {
    "initialize": _initialize, "ping": _ping, "tools/list": _list_tools, "tools/call": _call_tool,
}  # fmt: skip
_MODERN: Mapping[str, Method] = {
    "server/discover": _discover, "tools/list": _list_tools_kept, "tools/call": _call_tool,
}  # fmt: skip
