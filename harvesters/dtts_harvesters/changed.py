"""Asking only for what has changed, without trusting the answer for ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dtts_harvesters.session import Answer

TRUSTED_FOR = timedelta(days=7)
"""Servers that forget to change an ETag are found out after that long: then the whole is asked for."""


def conditions(state: Mapping[str, Any], now: datetime) -> Mapping[str, str]:
    """The conditional headers for what `validators` kept; none when the last full reading is too old."""
    if "read" not in state or not timedelta(0) <= now - datetime.fromisoformat(state["read"]) < TRUSTED_FOR:
        return {}
    kept = {"If-None-Match": state.get("etag"), "If-Modified-Since": state.get("last_modified")}
    return {name: str(value) for name, value in kept.items() if value}


def validators(answer: Answer, now: datetime) -> Mapping[str, str]:
    """What a server says by which an unchanged answer can be known, and when it was read."""
    kept = {"etag": answer.headers.get("etag"), "last_modified": answer.headers.get("last-modified")}
    return {"read": now.isoformat(), **{name: value for name, value in kept.items() if value}}
