"""OAuth2 client credentials (RFC 6749, 4.4), as gateways of provinces ask for."""

from __future__ import annotations

import json
from collections.abc import Mapping

from dtts_harvesters.session.errors import FetchError
from dtts_harvesters.session.secrets import Credential


def token_request(credential: Credential) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The form, and the headers by which the client shows itself: HTTP Basic (2.3.1)."""
    form = {"grant_type": "client_credentials"}
    if credential.scope:
        form["scope"] = credential.scope
    pair = {"user": credential.values["client_id"], "password": credential.values["client_secret"]}
    return form, Credential("basic", pair).headers()


def token_of(content: bytes, host: str) -> str:
    """The token of an answer; FetchError `no-token` when it has none."""
    try:
        token = json.loads(content)["access_token"]
    except (ValueError, KeyError, TypeError):
        raise FetchError("no-token", host=host) from None
    if not isinstance(token, str) or not token.isprintable() or " " in token:
        raise FetchError("no-token", host=host)
    return token
