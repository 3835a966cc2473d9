"""What a browser needs to keep pages for when the line is down, and the page that lists what it keeps."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response

from ckanext.dtts import config
from ckanext.dtts.offline import icons, manifest, worker
from ckanext.dtts.views import assets, language
from ckanext.dtts.views.dataset import show

MOST_BYTES = 5_000_000
"""A table whose CSV is larger is kept as its page only."""

blueprint = Blueprint("dtts_offline", __name__)


@blueprint.get("/sw.js")
def script() -> Response:
    """The worker, or where `dtts.offline` is off the one that takes it away; asked for at every visit."""
    text = worker.text() if config.offline() else worker.farewell()
    answer = assets.Kept(text, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blueprint.get("/manifest.webmanifest")
def described() -> Response:
    """The manifest in the language of the address."""
    return Response(
        json.dumps(manifest.of(language.current()), ensure_ascii=False),
        content_type="application/manifest+json; charset=utf-8",
    )


@blueprint.get("/icons/dtts.svg")
def drawing() -> Response:
    """The icon as it is drawn."""
    return Response(assets.content("icon.svg"), content_type="image/svg+xml; charset=utf-8")


@blueprint.get("/icons/dtts-<int:size>.png")
def picture(size: int) -> Response:
    """The icon in one of the sizes that systems ask for."""
    if size not in (*icons.SIZES, icons.APPLE):
        tk.abort(404)
    return Response(icons.png(size), content_type="image/png")


@blueprint.get("/ngoai-tuyen")
def away() -> str:
    """What this browser keeps; the worker shows it in place of a page that is not kept."""
    return tk.render("dtts/offline.html", {"chosen": None})


@blueprint.get("/ngoai-tuyen/<name>")
def choose(name: str) -> str:
    """The pages and files of a dataset, to be kept by a press."""
    pkg = show(name)
    if pkg["private"] or pkg["state"] != "active":
        tk.abort(404, tk._("There is no dataset at this address, or it is not public."))
    return tk.render("dtts/offline.html", {"chosen": pkg, "parts": parts(pkg)})


def parts(pkg: dict[str, Any]) -> list[dict[str, str]]:
    """Address and title of what is kept of a dataset: its page, and page and CSV of every table."""
    title = language.text(pkg, "title")
    found = [{"address": tk.url_for("dtts_dataset.read", name=pkg["name"]), "title": title}]
    for table in pkg["resources"]:
        if table.get("url_type") != "dtts":
            continue
        name, told = table["table"], language.text(table, "name")
        page = tk.url_for("dtts_table.read", dataset_name=pkg["name"], table_name=name)
        found.append({"address": page, "title": f"{told} – {title}"})
        if (table.get("size") or 0) <= MOST_BYTES:
            found.append({"address": f"/dataset/{pkg['name']}/{name}.csv", "title": f"{told} (CSV)"})
    return found
