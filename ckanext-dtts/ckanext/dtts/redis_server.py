"""Connections to Redis, which may be away at any time."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from redis import Redis

ANSWER_S = 2.0


def connect(timeout_s: float | None = None) -> Redis:
    """A connection of our own: CKAN's has no time limit, and a stalled Redis must stall nobody."""
    address = tk.config["ckan.redis.url"]
    return Redis.from_url(address, socket_timeout=timeout_s or ANSWER_S, socket_connect_timeout=ANSWER_S)


def key(*parts: str) -> str:
    """A name that no other portal on the same server uses."""
    return ":".join(("ckan", tk.config["ckan.site_id"], "dtts", *parts))
