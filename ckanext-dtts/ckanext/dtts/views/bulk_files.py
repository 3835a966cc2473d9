"""The nightly set over HTTP: a manifest, and files that stay what they are under the name of their set."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from ckanext.dtts.bulk import kept
from ckanext.dtts.bulk.make import OPEN_SDG, PACKAGE, PARQUET, ZIP
from ckanext.dtts.views import answers
from ckanext.dtts.views.api import Answer, answers_in_json

blueprint = Blueprint("dtts_bulk_files", __name__)
blueprint.after_request(answers.opened)

LATEST = "latest"
_TYPES = {".parquet": PARQUET, ".zip": ZIP, ".json": "application/json"}
_FOR_EVER = 31_536_000


@blueprint.get("/bulk/")
def index() -> AnyResponse:
    """The manifest is the list of what there is."""
    return redirect("/bulk/manifest.json")


@blueprint.get("/bulk/manifest.json")
@answers_in_json
def manifest() -> Answer:
    """The manifest of the current set."""
    return _sent(LATEST, kept.MANIFEST)


@blueprint.get("/bulk/<name>/<path:path>")
@answers_in_json
def read(name: str, path: str) -> Answer:
    """A file of a set, whole or in parts (Range); `latest` is the set that is in place now."""
    return _sent(name, path)


@blueprint.get(f"/chi-tieu/<any({PACKAGE!r}, {OPEN_SDG!r}):name>")
def of_all(name: str) -> AnyResponse:
    """The files of all indicators lie in the set."""
    return redirect(f"/bulk/{LATEST}/{name}")


def _sent(name: str, path: str) -> Answer:
    found = kept.current() if name == LATEST else name
    file = kept.file(found, path) if found else None
    if found is None or file is None:
        raise tk.ObjectNotFound(path)
    fixed = name != LATEST
    # The name of a set holds a hash of its content, so that set and path name the bytes.
    response: Response = send_file(
        file,
        mimetype=_TYPES.get(file.suffix, "application/octet-stream"),
        conditional=True,
        etag=f"{found}-{path.replace('/', '-')}",
        max_age=_FOR_EVER if fixed else None,
    )
    if request.method == "GET" and _is_demo(found):
        response.headers["X-Data-Mark"] = "demonstration"
    return response


def _is_demo(name: str) -> bool:
    about = kept.file(name, kept.MANIFEST)
    return about is not None and "mark" in json.loads(about.read_text("utf-8"))
