"""`/mcp`: the Model Context Protocol over HTTP, for assistants. Read only, no session, nothing is kept."""

from __future__ import annotations

import json

from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, Response, request

from ckanext.dtts import config
from ckanext.dtts.errors import LaterError
from ckanext.dtts.mcp.protocol import reply
from ckanext.dtts.mcp.serve import server
from ckanext.dtts.web import rate

blueprint = Blueprint("dtts_mcp", __name__)
csrf.exempt(blueprint)  # it changes nothing and reads no cookie

MOST_BYTES = 65_536


@blueprint.post("/mcp")
def message() -> Response:
    """Answer one JSON-RPC message."""
    if request.mimetype != "application/json":
        return _refused(415, "Send one JSON-RPC message as application/json.")
    content = request.stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return _refused(413, f"A message has at most {MOST_BYTES} bytes.")
    try:
        rate.admit("mcp", config.mcp_per_minute(), rate.REQUESTS)
    except LaterError as later:
        return _refused(429, later.en, {"Retry-After": str(later.retry_after)})
    answer = reply(server(), content, {name.lower(): value for name, value in request.headers.items()})
    if answer.body is None:
        return Response(status=answer.status)
    return Response(json.dumps(answer.body, ensure_ascii=False), answer.status, mimetype="application/json")


@blueprint.route("/mcp", methods=["GET", "DELETE"])
def no_session() -> Response:
    """There is no stream to listen to and no session to end."""
    return _refused(405, "Send messages by POST; there is no session.", {"Allow": "POST"})


def _refused(status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    said = {"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": sentence}}
    return Response(json.dumps(said), status, headers, mimetype="application/json")
