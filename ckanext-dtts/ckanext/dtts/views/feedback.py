"""Báo ô sai: a form for anybody, without account, session or script, and what became of each report.

The form is kept nowhere: it holds a word of its own. Nothing of a report is public before somebody of the
agency has read it; until then its page says only that it waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import guard, lookup, words
from ckanext.dtts.feedback.reports import listing, show
from ckanext.dtts.feedback.reports import subject as subjects
from ckanext.dtts.feedback.reports.subject import Subject
from ckanext.dtts.feedback.reports.taking import Said, take
from ckanext.dtts.model import Report
from ckanext.dtts.road import show as road_show
from ckanext.dtts.views import cells, language, links, reader_form

FORM = "report"
KEY = "k."
FIELDS = ("text", "expected", "email")
LONGEST, LONGEST_VALUE = 2000, 300
PAGE = 20

blueprint = Blueprint("dtts_feedback", __name__)
csrf.exempt(blueprint)


@blueprint.get("/bao-sai")
def form() -> Response:
    """The form for what the query names: a dataset, a table of it, or one cell; the reports where it names
    nothing."""
    if not tk.request.args:
        at_none: Response = redirect(tk.url_for("dtts_feedback.index"))
        return at_none
    return _form(asked_for(tk.request.args))


@blueprint.post("/bao-sai")
def send() -> Response:
    """Keep a report; what was typed stays typed when it is not taken."""
    about, given = asked_for(tk.request.form), reader_form.given(tk.request.form, FIELDS)
    try:
        said = _said(given)
        identifier = guard.admit(FORM, tk.request.form)
    except RefusedError as wrong:
        return _form(about, given, wrong)
    report = take(identifier, about, said)
    model.Session.commit()
    answer: Response = redirect(tk.url_for("dtts_feedback.read", number=report.number, moi=1), 303)
    return answer


@blueprint.get("/phan-anh")
def index() -> str:
    """What readers reported and agencies made public, of one dataset or of all."""
    name, page = tk.request.args.get("bo-du-lieu", ""), links.whole("page")
    package = _dataset(name) if name else None
    found, total = listing.public(package.id if package else None, PAGE, (page - 1) * PAGE)
    values = {
        "pkg": package,
        "title": _title(package) if package else "",
        "reports": show.public_dicts(found),
        "paging": links.paging(total, page, PAGE, lambda number: links.here(page=number)),
    }
    return tk.render("dtts/feedback_list.html", values)


@blueprint.get("/phan-anh/<int:number>")
def read(number: int) -> str:
    """What became of one report."""
    try:
        report = lookup.one(Report, number)
    except tk.ObjectNotFound:
        abort(404, tk._("There is no report of this number."))
    one = show.public_dict(report)
    _dataset(one["dataset"] or "")
    return tk.render("dtts/feedback.html", {"one": one, "fresh": "moi" in tk.request.args})


def asked_for(values: Mapping[str, str]) -> Subject:
    """What a query or a form names, from what is published; a page that is not there otherwise."""
    version = values.get("pb", "")
    key = {name.removeprefix(KEY): each for name, each in values.items() if name.startswith(KEY)}
    try:
        return subjects.find(
            values.get("bo-du-lieu", ""),
            values.get("bang", ""),
            int(version) if version.isascii() and version.isdigit() and len(version) < 9 else None,
            values.get("cot", ""),
            key,
        )
    except tk.ObjectNotFound:
        abort(404, tk._("There is no published cell, table or dataset at this address."))


def _said(given: Mapping[str, str]) -> Said:
    """The words of the form; RefusedError by field when they cannot be taken."""
    if not given["text"] and not given["expected"]:
        raise RefusedError("text", "text-missing", "Hãy viết điều bạn thấy sai.", "Write what is wrong.")
    words.refuse_longer("text", given["text"], LONGEST)
    words.refuse_longer("expected", given["expected"], LONGEST_VALUE)
    address = reader_form.address_of(given["email"])
    return Said(given["text"] or given["expected"], given["expected"], address)


def _form(
    about: Subject, given: Mapping[str, str] | None = None, wrong: RefusedError | None = None
) -> Response:
    values = {"about": about, "title": _title(about.package), "cell": _cell(about), "longest": LONGEST}
    return reader_form.page("dtts/feedback_form.html", FORM, values, given, wrong)


def _cell(about: Subject) -> dict[str, Any] | None:
    """The cell as a reader sees it: its column, what stands there, and what names its row."""
    if about.cell is None:
        return None
    fields = [about.schema.field(name) for name in about.cell.key]
    named = zip(fields, cells.row(about.schema, fields, about.cell.row), strict=True)
    field = about.schema.field(about.cell.field)
    return {
        "title": language.pick(field.title),
        "value": cells.row(about.schema, [field], about.cell.row)[0],
        "row": [(language.pick(each.title), value) for each, value in named],
    }


def _title(package: model.Package) -> str:
    return language.pick(road_show.titles(package))


def _dataset(name: str) -> model.Package:
    try:
        return lookup.public_dataset(name)
    except tk.ObjectNotFound:
        abort(404, tk._("There is no dataset at this address, or it is not public."))
