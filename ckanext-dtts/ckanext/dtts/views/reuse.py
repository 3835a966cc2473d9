"""Sử dụng lại: what others made of the data, and the form by which anybody tells of such a work.

The form needs neither account nor session nor script. Nothing of an entry is public before somebody has read
it; one that was taken off leaves its page, which says when and why.
"""

from __future__ import annotations

from collections.abc import Mapping

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import guard, lookup
from ckanext.dtts.feedback.reuses import entry as entries
from ckanext.dtts.feedback.reuses import listing, show
from ckanext.dtts.feedback.reuses.taking import take
from ckanext.dtts.model import Reuse
from ckanext.dtts.views import links, reader_form
from dtts.reuse import MAKERS, licences, works

FORM = "reuse"
FIELDS = (*entries.FIELDS, "datasets")
PAGE = 20
LONGEST_WORDS = 100

blueprint = Blueprint("dtts_reuse", __name__)
csrf.exempt(blueprint)


@blueprint.get("/su-dung-lai")
def index() -> str:
    """Public entries, newest first, narrowed by kind of work, dataset and words."""
    asked, page = asked_for(), links.whole("page")
    found, total = listing.public(asked, PAGE, (page - 1) * PAGE)
    values = {
        "asked": asked,
        "pkg": model.Package.get(asked.package_id) if asked.package_id else None,
        "entries": show.public_dicts(found),
        "counts": listing.count_works(asked),
        "works": works(),
        "paging": links.paging(total, page, PAGE, lambda number: links.here(page=number)),
    }
    return tk.render("dtts/reuse_list.html", values)


@blueprint.get("/su-dung-lai/<int:number>")
def read(number: int) -> str | tuple[str, int]:
    """One entry, or what became of it; 410 for one that was taken off."""
    try:
        one = show.public_dict(lookup.one(Reuse, number))
    except tk.ObjectNotFound:
        abort(404, tk._("There is no entry of this number."))
    page = tk.render("dtts/reuse.html", {"one": one, "fresh": "moi" in tk.request.args})
    return (page, 410) if one["state"] == "removed" else page


@blueprint.get("/su-dung-lai/gui")
def form() -> Response:
    """The form, with the dataset that the query names already in it."""
    return _form({"datasets": tk.request.args.get("bo-du-lieu", ""), "maker_kind": "organisation"})


@blueprint.post("/su-dung-lai/gui")
def send() -> Response:
    """Keep an entry; what was typed stays typed when it is not taken."""
    given = reader_form.given(tk.request.form, FIELDS)
    try:
        entry = entries.read(given, given["datasets"])
        found = take(guard.admit(FORM, tk.request.form), entry)
    except RefusedError as wrong:
        return _form(given, wrong)
    model.Session.commit()
    answer: Response = redirect(tk.url_for("dtts_reuse.read", number=found.number, moi=1), 303)
    return answer


def asked_for() -> listing.Asked:
    """What the query narrows the list to; a page that is not there for a dataset that is not."""
    name, work = tk.request.args.get("bo-du-lieu", ""), tk.request.args.get("loai", "")
    try:
        package_id = lookup.public_dataset(name).id if name else ""
    except tk.ObjectNotFound:
        abort(404, tk._("There is no dataset at this address, or it is not public."))
    words = tk.request.args.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS]
    return listing.Asked(work if work in works() else "", package_id, words)


def _form(given: Mapping[str, str], wrong: RefusedError | None = None) -> Response:
    choices = {"works": works(), "licences": licences(), "makers": MAKERS}
    values = {**choices, "longest": entries.LONGEST, "most": entries.MOST_DATASETS}
    return reader_form.page("dtts/reuse_form.html", FORM, values, given, wrong)
