"""Whole addresses for letters, and the signed words in them that need no password."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from itsdangerous import BadData, URLSafeTimedSerializer


def page(path: str, lang: str) -> str:
    """The address of a page of the portal, as it is read from outside."""
    prefix = "/en" if lang == "en" else ""
    return f"{tk.config['ckan.site_url'].rstrip('/')}{prefix}{path}"


def sign(purpose: str, what: str) -> str:
    """A word that names `what` and holds for one purpose."""
    return str(_timed(purpose).dumps(what))


def read(purpose: str, word: str, max_age_s: int | None = None) -> str | None:
    """What a signed word names; None when it is not ours, for another purpose, or too old."""
    try:
        return str(_timed(purpose).loads(word, max_age=max_age_s))
    except BadData:
        return None


def _timed(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(tk.config["SECRET_KEY"], salt=f"dtts-mail-{purpose}")
