"""Chương trình: a programme, its projects and what lies below, each with money, outputs and indicators."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.registers import folder, today
from ckanext.dtts.views import (
    money_files,
    money_words,
    monitoring_part,
    monitoring_words,
    programme_data,
    programme_sources,
)
from dtts.programme import Item, Programmes, Version

blueprint = Blueprint("dtts_programmes", __name__)


@blueprint.get("/chuong-trinh/", strict_slashes=False)
def index() -> str:
    """Every programme, that of today first."""
    programmes = Programmes.load(folder())
    versions = sorted(programmes.versions.values(), key=lambda one: one.first_year, reverse=True)
    listed = [(one, programmes.children(one.id)) for one in versions]
    return tk.render("dtts/programmes.html", {"listed": listed, "current": programmes.version_on(today())})


@blueprint.get("/chuong-trinh/<programme>")
def read(programme: str) -> str:
    """A programme: its projects, and what is known of the whole of it."""
    programmes = Programmes.load(folder())
    return _page(programmes, _version(programmes, programme), None)


@blueprint.get("/chuong-trinh/<programme>/<code>")
def read_item(programme: str, code: str) -> str | Response:
    """A project, sub-project or content; a code written otherwise (`da1`, `Dự án 1`) leads to its address."""
    programmes = Programmes.load(folder())
    version = _version(programmes, programme)
    item = programmes.find(version.id, code)
    if item is None:
        abort(404, tk._("The programme has no item with this code. Choose one from its page."))
    if item.code != code:
        return redirect(tk.url_for("dtts_programmes.read_item", programme=version.id, code=item.code), 301)
    return _page(programmes, version, item)


def _version(programmes: Programmes, asked: str) -> Version:
    if asked not in programmes.versions:
        abort(404, tk._("There is no such programme. They are listed at Programmes."))
    return programmes.versions[asked]


def _page(programmes: Programmes, version: Version, item: Item | None) -> str:
    code = item.code if item else None
    path = programmes.path(version.id, code) if code else ()
    siblings = programmes.children(version.id, item.parent) if item else ()
    halves = programme_data.halves(version.id, code)
    return tk.render(
        "dtts/programme.html",
        {
            "programme": version,
            "programmes": programmes,
            "item": item,
            "above": path[:-1],
            "siblings": siblings,
            "children": programmes.children(version.id, code),
            "lead": item.lead(today()) if item else None,
            "halves": halves,
            "sources": [programme_sources.of(half) for half in halves],
            "measured": programme_data.measured(version, code),
            "datasets": programme_data.datasets(version.id, code, halves),
            "money": money_words,
            "disbursed": money_files.disbursements(programmes, version, code),
            "amounts": money_files.amounts(programmes, version, code),
            "outputs": programme_data,
            "monitoring": monitoring_part.of_item(version.id, code),
            "words": monitoring_words,
        },
    )
