"""Phản ánh on the desk: what readers reported about the agency's datasets, and forms for who may answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts import rights
from ckanext.dtts.feedback.reports import listing, show
from ckanext.dtts.views import desk_reader, links, reader_form
from ckanext.dtts.views.desk_reader import PAGE
from ckanext.dtts.views.submit import ask_to_log_in
from dtts.feedback.reports import COURSE

WORDS = ("move", "answer", "shown", "seen")
Page = str | Response | tuple[str, int]

blueprint = Blueprint("dtts_desk_feedback", __name__, url_prefix="/ban-lam-viec/phan-anh")


@blueprint.get("")
def index() -> Page:
    """Reports about datasets of the reader's agencies and of those below, the open ones unless told."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    mine, page = rights.of(tk.current_user), links.whole("page")
    agencies, states = {*mine.member, *mine.approves}, desk_reader.states(COURSE)
    found, total = listing.of_agencies(agencies, states, PAGE, (page - 1) * PAGE)
    values = {
        "reports": show.staff_dicts(found),
        **desk_reader.choice(COURSE),
        "paging": links.paging(total, page, PAGE, lambda number: links.here(page=number)),
    }
    return tk.render("dtts/desk_feedback_list.html", values)


@blueprint.get("/<int:number>")
def read(number: int) -> Page:
    """One report, for the agency's people and the approvers above."""
    return ask_to_log_in() if tk.current_user.is_anonymous else _page(number)


@blueprint.post("/<int:number>")
def decide(number: int) -> Page:
    """Move it; what stands against that is said above the words, which stay."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    given, denied = (
        reader_form.given(tk.request.form, WORDS),
        tk._("Senders and approvers of the agency answer this."),
    )
    try:
        against = desk_reader.decided("dtts_feedback_decide", {"number": number, **given}, denied)
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("There is no report of this number."))
    if against is not None:
        wrong, status = against
        return _page(number, given, wrong), status
    tk.h.flash_success(tk._("Kept."))
    return redirect(tk.url_for("dtts_desk_feedback.read", number=number), 303)


def _page(number: int, given: Mapping[str, str] | None = None, wrong: str = "") -> str:
    try:
        one: dict[str, Any] = tk.get_action("dtts_feedback_show")({}, {"number": number})
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("There is no report of this number."))
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Only the agency of the dataset, and those above, see it here."))
    return tk.render("dtts/desk_feedback.html", {"one": one, "given": given or {}, "wrong": wrong})
