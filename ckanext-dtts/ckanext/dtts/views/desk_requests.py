"""Yêu cầu dữ liệu on the desk: to give a request to an agency, and forms for who may answer it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.feedback.requests import listing, remind, show
from ckanext.dtts.logic.request_schema import GIVEN
from ckanext.dtts.model import Agency
from ckanext.dtts.registers import today
from ckanext.dtts.views import data_requests, desk_reader, links, reader_form
from ckanext.dtts.views.desk_reader import PAGE
from ckanext.dtts.views.submit import ask_to_log_in
from dtts.feedback.grounds import grounds
from dtts.feedback.requests import COURSE
from dtts.vietnamese import sort_key

WORDS = ("move", "answer", "shown", "seen", *GIVEN)
Page = str | Response | tuple[str, int]

blueprint = Blueprint("dtts_desk_requests", __name__, url_prefix="/ban-lam-viec/yeu-cau-du-lieu")


@blueprint.get("")
def index() -> Page:
    """Requests that the reader's agencies, and those below, have or could take; the open ones unless told."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    states, page = desk_reader.states(COURSE), links.whole("page")
    found, total = listing.of_person(tk.current_user, states, PAGE, (page - 1) * PAGE)
    values = {
        "requests": [(show.whole_dict(each, tk.current_user), remind.due(each)) for each in found],
        **desk_reader.choice(COURSE),
        "today": today(),
        "paging": links.paging(total, page, PAGE, lambda number: links.here(page=number)),
    }
    return tk.render("dtts/desk_request_list.html", values)


@blueprint.get("/<int:number>")
def read(number: int) -> Page:
    """One request, for those who say who answers it, and for the agency's people and the approvers above."""
    return ask_to_log_in() if tk.current_user.is_anonymous else _page(number)


@blueprint.post("/<int:number>")
def decide(number: int) -> Page:
    """Move it; what stands against that is said above the words, which stay."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    data_requests.found(number)
    given = reader_form.given(tk.request.form, WORDS)
    denied = tk._("Senders and approvers of the agency answer this.")
    against = desk_reader.decided("dtts_request_decide", {"number": number, **given}, denied)
    if against is not None:
        return _page(number, given, against[0]), against[1]
    tk.h.flash_success(tk._("Kept."))
    return redirect(tk.url_for("dtts_desk_requests.read", number=number), 303)


@blueprint.post("/<int:number>/co-quan")
def assign(number: int) -> Page:
    """Give it to an agency; who did may see it no more, and lands on the list then."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    data_requests.found(number)
    given = reader_form.given(tk.request.form, ("agency",))
    denied = tk._("Approvers say which agency answers this, or the agency that has it.")
    against = desk_reader.decided("dtts_request_assign", {"number": number, **given}, denied)
    if against is not None:
        return _page(number, given, against[0]), against[1]
    tk.h.flash_success(tk._("Given to the agency; its people are told."))
    return redirect(tk.url_for("dtts_desk_requests.index"), 303)


def _page(number: int, given: Mapping[str, str] | None = None, wrong: str = "") -> str:
    data_requests.found(number)
    try:
        one: dict[str, Any] = tk.get_action("dtts_request_show")({}, {"number": number})
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Only the agency that answers, and those above, see it here."))
    values = {
        "one": one,
        "given": given or {},
        "wrong": wrong,
        "grounds": grounds().values(),
        "agencies": _agencies(one["area_id"]) if one["hands_on"] else [],
        "today": today().isoformat(),
    }
    return tk.render("dtts/desk_request.html", values)


def _agencies(area_id: str) -> list[tuple[str, str, bool]]:
    """Name and title of every agency, and whether it is at the place asked about; those first."""
    query = (
        sa.select(model.Group.name, model.Group.title, Agency.area_id)
        .outerjoin(Agency, Agency.agency_id == model.Group.id)
        .where(model.Group.is_organization.is_(True), model.Group.state == model.State.ACTIVE)
    )
    rows = model.Session.execute(query).tuples()
    named = [(name, title or name, at == area_id) for name, title, at in rows]
    return sorted(named, key=lambda each: (not each[2], sort_key(each[1])))
