"""Secrets of an instance, made once and kept in `var/secrets.json` for its owner alone."""

from __future__ import annotations

import json
import secrets

from .files import write_whole
from .place import Place

NAMES = ("secret_key", "csrf_secret_key", "api_token_secret", "pg_admin", "pg_portal", "pg_read", "redis")

SIGNING = ("secret_key", "csrf_secret_key", "api_token_secret")
"""What sessions, forms and API tokens are signed with."""


def load(place: Place) -> dict[str, str]:
    """All secrets by name; those that are missing are generated and kept."""
    path = place.var / "secrets.json"
    kept = json.loads(path.read_text()) if path.is_file() else {}
    missing = [name for name in NAMES if name not in kept]
    if missing:
        kept |= {name: secrets.token_urlsafe(32) for name in missing}
        write_whole(path, json.dumps(kept, indent=1))
        place.account.own(path)
    return kept
