"""Our style sheets, script and icon, each at an address that carries its hash and never changes."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response
from werkzeug.datastructures import ResponseCacheControl

FOLDER = Path(__file__).parent.parent / "assets"
PARTS: dict[str, tuple[str, ...]] = {
    "site.css": (
        "tokens",
        "base",
        "shell",
        "parts",
        "table",
        "chart",
        "map",
        "form",
        "report",
        "notices",
        "ckan",
        "display",
        "print",
    ),
    "embed.css": ("tokens", "embed", "chart", "map"),
    "staff.css": ("tokens", "shell", "staff", "print"),
    "desk.css": ("desk",),
    "send.css": ("send",),
    "progress.js": ("progress",),
    "upload.js": ("upload",),
    "draft.js": ("draft",),
    "offline.js": ("offline",),
    "kept.js": ("kept",),
    "suggest.js": ("suggest",),
    "leaving.js": ("leaving",),
    "visit.js": ("visit",),
    "visit.css": ("visit",),
    "icon.svg": ("icon",),
}
FOLDERS = {"css": "css", "js": "js", "svg": "."}
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}

blueprint = Blueprint("dtts_assets", __name__)


class Kept(Response):
    """A response whose Cache-Control stands: CKAN rewrites that header through `cache_control`."""

    @property
    def cache_control(self) -> ResponseCacheControl:
        return ResponseCacheControl()


@cache
def content(name: str) -> bytes:
    """The parts of a file one after the other, style sheets without comments and line ends."""
    extension = name.rpartition(".")[2]
    texts = [
        (FOLDER / FOLDERS[extension] / f"{part}.{extension}").read_text(encoding="utf-8")
        for part in PARTS[name]
    ]
    text = "".join(texts)
    return (shorten(text) if extension == "css" else text).encode()


@cache
def script(name: str) -> str:
    """A script that is served at an address of its own."""
    return (FOLDER / "js" / f"{name}.js").read_text(encoding="utf-8")


def shorten(css: str) -> str:
    """CSS without comments and without the space that only people need."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?|(?<=:) (?=[^{}]*;)", lambda found: found[1] or "", css)
    return css.replace(";}", "}").strip()


@cache
def address(name: str) -> str:
    """Where the file of that name is served, with the first twelve digits of its hash."""
    stem, _, extension = name.rpartition(".")
    return f"/dtts-assets/{stem}.{hashlib.sha256(content(name)).hexdigest()[:12]}.{extension}"


@blueprint.get("/dtts-assets/<stem>.<digest>.<extension>")
def read(stem: str, digest: str, extension: str) -> Response:
    """The file; a page kept from before an update gets today's content, to be asked for again."""
    name = f"{stem}.{extension}"
    if name not in PARTS:
        tk.abort(404)
    response = Kept(content(name), content_type=f"{TYPES[extension]}; charset=utf-8")
    known = address(name).endswith(f".{digest}.{extension}")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if known else "no-cache"
    return response
