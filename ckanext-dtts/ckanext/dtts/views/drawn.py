"""Pictures of the portal: templates of cards as SVG, and the same as PNG."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Literal

import ckan.plugins.toolkit as tk
from flask import Response

from ckanext.dtts import config
from ckanext.dtts.errors import translated
from ckanext.dtts.views import assets, language
from ckanext.dtts.web import rate
from dtts.pictures import Card, plain_rules, png

Form = Literal["svg", "png"]
FORMS = "any(svg,png)"
_SHEETS = ("tokens", "chart", "map")
_STARTS = (".chart", ".map", ".values", ".l0", ".l1", ".l2", ".l3", ".l4")
# A picture is opened by itself too: its style stands in it, and nothing else may run or be loaded.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def answer(form: str, template: str, title: str, card: Card, name: str = "", **shown: Any) -> Response:
    """The picture; under `name` as a file to save, otherwise to be shown. PNG is counted, as files are."""
    if form == "png":
        with translated():
            rate.admit("picture", config.files_per_minute(), rate.REQUESTS)
    given = {"title": title, "card": card, "style": style(), "demo": False, **shown}
    svg = tk.render(f"dtts/picture/{template}.html", given)
    if form == "png":
        response = assets.Kept(_png(svg), content_type="image/png")
    else:
        response = assets.Kept(svg, content_type="image/svg+xml; charset=utf-8")
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Content-Language"] = language.current()
    if name:
        response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{form}")
    return response


@lru_cache(maxsize=64)
def _png(svg: str) -> bytes:
    """Drawn once for all who ask for it: a link that is passed on is looked at by many services at a time."""
    return png(svg)


@cache
def style() -> str:
    """The rules of charts and maps with the colours of paper in them."""
    texts = [(assets.FOLDER / "css" / f"{name}.css").read_text(encoding="utf-8") for name in _SHEETS]
    return plain_rules("".join(texts), _STARTS)
