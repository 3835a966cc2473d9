"""Two languages by address: Vietnamese without a prefix, English under /en."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

DEFAULT = "vi"
NAMES = {"vi": "Tiếng Việt", "en": "English"}

blueprint = Blueprint("dtts_language", __name__)


@blueprint.before_app_request
def drop_prefix_of_default() -> Response | None:
    """`/vi/…` is the same page as `/…`: one page, one address."""
    environ = tk.request.environ
    if environ.get("CKAN_LANG") != DEFAULT or environ.get("CKAN_LANG_IS_DEFAULT", True):
        return None
    return redirect(address(DEFAULT), 308 if tk.request.method == "POST" else 301)


def current() -> str:
    """`vi` or `en`: the language of the page being made."""
    return "en" if str(tk.h.lang()).startswith("en") else DEFAULT


def address(code: str, external: bool = False) -> str:
    """This page, with its query, in that language."""
    environ = tk.request.environ
    path = _escaped(environ.get("PATH_INFO", "/"))
    query = _escaped(environ.get("QUERY_STRING", ""), "%?")
    prefix = "" if code == DEFAULT else f"/{code}"
    root = (tk.config.get("ckan.root_path") or "/{{LANG}}").replace("/{{LANG}}", prefix)
    site = tk.config["ckan.site_url"].rstrip("/") if external else ""
    return f"{site}{root}{path}" + (f"?{query}" if query else "")


def _escaped(wsgi_text: str, more: str = "") -> str:
    """Text of a WSGI environment, which is UTF-8 read as Latin-1, as it stands in an address."""
    text = wsgi_text.encode("latin-1").decode("utf-8", "replace")
    return quote(text, safe=f"/@:,;~!$&'()*+=-._{more}")


def choices() -> list[dict[str, Any]]:
    """Every language with its name and the address of this page in it."""
    here = current()
    return [
        {"code": code, "name": name, "url": address(code), "absolute": address(code, external=True)}
        | {"current": code == here}
        for code, name in NAMES.items()
    ]


def text(record: dict[str, Any], field: str) -> str:
    """`title` or `title_en`, whichever the reader's language asks for; the other when that is empty."""
    vietnamese, english = record.get(field) or "", record.get(f"{field}_en") or ""
    return (english or vietnamese) if current() == "en" else (vietnamese or english)


def pick(both: Any) -> str:
    """The reader's text out of `{"vi": …, "en": …}`; plain text comes back as it is."""
    if not isinstance(both, dict):
        return str(both or "")
    code = current()
    return str(both.get(code) or both.get(DEFAULT) or both.get("en") or "")
