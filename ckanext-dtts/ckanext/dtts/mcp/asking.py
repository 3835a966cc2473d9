"""Asks the portal's own API, in the same process: an assistant gets what everybody gets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app, request

from ckanext.dtts.errors import RefusedError


def ask(path: str, query: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON that `GET path` answers with these parameters; RefusedError with its sentences when it does
    not answer 200."""
    app: Any = current_app._get_current_object()  # type: ignore[attr-defined]
    given = {name: value for name, value in query.items() if value not in (None, "")}
    with app.test_request_context(path, query_string=given):
        response = app.make_response(_held(app) or app.dispatch_request())
    answer: dict[str, Any] = response.get_json()
    if response.status_code != 200:
        raise _refusal(answer)
    return answer


def _held(app: Any) -> Any:
    """What the API's own table of parameters has against the request; None when it has nothing. CKAN's own
    steps before a request are left out: they look for a person, and nobody is meant here."""
    for blueprint in request.blueprints:
        for look in app.before_request_funcs.get(blueprint, ()):
            refused = look()
            if refused is not None:
                return refused
    return None


def _refusal(answer: Mapping[str, Any]) -> RefusedError:
    error = answer.get("error") or {}
    message = error.get("message") or {}
    return RefusedError("query", error.get("code", "failed"), message.get("vi", ""), message.get("en", ""))
