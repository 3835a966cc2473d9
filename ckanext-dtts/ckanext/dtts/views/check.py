"""Kiểm tra bảng: anybody drops a file and reads what is wrong with it; nothing is sent.

The file comes by POST because of its size. What is kept of it is known to nobody but the one who holds the
address of the page that answers; a form without a session, and without a cookie, is as safe as with one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, Response, abort, make_response, redirect
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from ckanext.dtts import config
from ckanext.dtts.checking import beside, desk, kept
from ckanext.dtts.checking.correct import XLSX, name_of_copy
from ckanext.dtts.checking.examine import require_schema
from ckanext.dtts.checking.kept import Kept
from ckanext.dtts.checking.layout import helps
from ckanext.dtts.errors import LaterError, RefusedError
from ckanext.dtts.openapi.problems import STATUS
from ckanext.dtts.views import language, offered, reading, report
from ckanext.dtts.views.api_check import refuse_large
from ckanext.dtts.views.said import answers_said
from ckanext.dtts.web import rate
from dtts import catalogue

blueprint = Blueprint("dtts_check", __name__)
csrf.exempt(blueprint)

Page = str | AnyResponse | tuple[str, int] | tuple[str, int, dict[str, str]]


def page_of(found: Kept, wrong: str = "") -> str:
    """The report, or the question which table it is; `wrong` says why the last press did nothing."""
    template = "dtts/check_report.html" if found.report else "dtts/check_which.html"
    return tk.render(template, shown(found) | {"wrong": wrong})


def proposal_of(found: Kept, wrong: str = "") -> str:
    """The page that asks how the sheet is to be read."""
    here = address(found)
    return reading.show(desk.source(found), wrong, back=here, action=f"{here}/cach-doc", token=False)


def works(page: Callable[[Kept, str], str]) -> Callable[[Callable[[Kept], Page]], Callable[[str], Page]]:
    """A view of a kept file that costs a processor: it is counted, and what is refused is said on `page`."""

    def decorated(view: Callable[[Kept], Page]) -> Callable[[str], Page]:
        @wraps(view)
        def wrapped(token: str) -> Page:
            found = known(token)
            try:
                rate.admit("check", config.check_per_minute())
                return view(found)
            except RefusedError as wrong:
                return refused(wrong, page(found, said_by(wrong)))

        return wrapped

    return decorated


@blueprint.get("/kiem-tra")
def form() -> str:
    """The empty form, with all tables that can be checked."""
    replaces = tk.request.args.get("replaces", "").strip()
    try:
        before = beside.named(replaces, desk.ANYBODY)
    except RefusedError:
        before, replaces = None, ""
    picked = before.schema_name if before else tk.request.args.get("table", "")
    return show_form({"picked": picked, "replaces": replaces})


@blueprint.post("/kiem-tra")
def send() -> Page:
    """Take a file in and lead to what became of it."""
    refuse_large()
    upload, picked = tk.request.files.get("file"), tk.request.form.get("schema", "")
    replaces = tk.request.form.get("replaces", "").strip()
    given = {"picked": picked, "replaces": replaces}
    try:
        if not upload or not upload.filename:
            return show_form(given | {"wrong": tk._("Choose the file to be checked.")}), 422
        return redirect(address(taken(upload, picked, replaces)), 303)
    except RefusedError as wrong:
        return refused(wrong, show_form(given | {"wrong": said_by(wrong)}))


@blueprint.get("/kiem-tra/<token>")
def read(token: str) -> Page:
    """The report, or the question which table the file holds."""
    return private(page_of(known(token)))


@blueprint.post("/kiem-tra/<token>")
@works(page_of)
def answer(found: Kept) -> Page:
    """Examine the same file again with what is said about it now."""
    said = answers_said(tk.request.form, found.answers)
    schema = tk.request.form.get("schema") or found.schema
    return redirect(address(desk.examined(replace(found, schema=schema, answers=said))), 303)


@blueprint.get("/kiem-tra/<token>/cach-doc")
@works(page_of)
def propose(found: Kept) -> Page:
    """How the sheet may be read, to be confirmed."""
    return private(proposal_of(found))


@blueprint.post("/kiem-tra/<token>/cach-doc")
@works(proposal_of)
def confirm(found: Kept) -> Page:
    """Examine the file as it was confirmed to be read."""
    answers = reading.confirmed(desk.source(found)).to_dict()
    return redirect(address(desk.examined(replace(found, answers=answers))), 303)


@blueprint.post("/kiem-tra/<token>/sua")
@works(page_of)
def correct(found: Kept) -> Page:
    """Correct all cells of the groups named `fix`, in a copy that is examined in its turn."""
    return redirect(address(desk.corrected(found, tk.request.form.getlist("fix"))), 303)


@blueprint.post("/kiem-tra/<token>/tep")
@works(page_of)
def workbook(found: Kept) -> Page:
    """The workbook to take away: the corrected copy, or the file with its faults marked."""
    content = found.path.read_bytes() if found.corrected else desk.marked(found)
    name = found.filename if found.corrected else name_of_copy(found.filename, "danh-dau")
    response = private(content)
    response.content_type = XLSX
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@blueprint.post("/kiem-tra/<token>/xoa")
def forget(token: str) -> AnyResponse:
    """Remove the file now instead of in half an hour."""
    kept.forget(token)
    return redirect(tk.url_for("dtts_check.form", removed=1), 303)


def taken(upload: FileStorage, schema: str, replaces: str) -> Kept:
    """The file, kept and examined as far as is known what it is."""
    if schema:
        require_schema(schema)
    beside.named(replaces, desk.ANYBODY)
    rate.admit("check", config.check_per_minute())
    found = kept.keep(upload.stream, upload.filename or "", schema=schema, replaces=replaces)
    return desk.first_look(found)


def known(token: str) -> Kept:
    """The kept file of that address."""
    return kept.read(token) or abort(
        404, tk._("The file is no longer here: it was removed, or its time was over. Choose it again.")
    )


def address(found: Kept) -> str:
    """The page of a kept file."""
    return str(tk.url_for("dtts_check.read", token=found.token))


def shown(found: Kept) -> dict[str, Any]:
    """What the pages of a kept file show."""
    schema = catalogue.table_schema(found.schema) if found.schema else None
    return {
        "kept": found,
        "this_page": address(found),
        "schema": schema,
        "candidates": desk.candidates(found),
        "groups": offered.groups(),
        "report": report.page(found.report),
        "ask_action": address(found),
        "fix_action": f"{address(found)}/sua",
        "read_action": f"{address(found)}/cach-doc" if helps(found.report) else None,
        "original": kept.read(found.corrected) if found.corrected else None,
        "minutes": config.check_kept_s() // 60,
    }


def show_form(more: dict[str, Any]) -> str:
    """The form, and the list of tables narrowed by the words of the query."""
    words = tk.request.args.get("q", "").strip()[:100]
    return tk.render(
        "dtts/check.html",
        {
            "groups": offered.groups(),
            "listed": offered.groups(words),
            "words": words,
            "most_bytes": config.check_max_bytes(),
            "minutes": config.check_kept_s() // 60,
            "removed": "removed" in tk.request.args,
            **more,
        },
    )


def said_by(wrong: RefusedError) -> str:
    """A refusal in the reader's language."""
    return language.pick({"vi": wrong.vi, "en": wrong.en})


def refused(wrong: RefusedError, page: str) -> Page:
    """The page with the status of the reason that it gives."""
    if isinstance(wrong, LaterError):
        return page, STATUS[wrong.code], {"Retry-After": str(wrong.retry_after)}
    return page, 422


def private(page: str | bytes) -> Response:
    """A page that nobody may keep and whose address goes to no other site."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
