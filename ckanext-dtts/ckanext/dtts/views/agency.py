"""Cơ quan, for its own people: its place, who approves, its members, and every change of these."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts import config
from ckanext.dtts.errors import message_of
from ckanext.dtts.views import agency_place, language, organisation
from ckanext.dtts.views.submit import ask_to_log_in

blueprint = Blueprint("dtts_agency", __name__)

Page = str | Response | tuple[str, int]
CAPACITIES = {"approver": "admin", "sender": "editor", "reader": "member"}


@blueprint.get("/co-quan/<name>")
def read(name: str) -> Page:
    """What is set for an agency; those who look after it find the forms too."""
    return ask_to_log_in() if tk.current_user.is_anonymous else show(name)


@blueprint.post("/co-quan/<name>")
def save(name: str) -> Page:
    """Set the place, who approves and whether there is one person only."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    need("dtts_agency_update", name)
    given = tk.request.form
    words = given.get("place", "")
    place = agency_place.Answer(given["area_id"], []) if given.get("area_id") else agency_place.read(words)
    if words.strip() and place.area_id is None:
        return show(name, {"words": words, "choices": place.choices, "given": given}), 422
    one_person = bool(given.get("one_person"))
    asked = {"id": name, "area_id": place.area_id or "", "approval": given.get("approval", "")}
    named = {"one_person": one_person, "written_as": given.get("written_as", "")}
    return done(name, "dtts_agency_update", {**asked, **named})


@blueprint.post("/co-quan/<name>/nguoi")
def admit(name: str) -> Page:
    """Give a person a role in the agency, or another one than they have."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    need("organization_member_create", name)
    login = tk.request.form.get("login", "").strip()
    capacity = CAPACITIES.get(tk.request.form.get("role", ""))
    if capacity is None:
        return show(name, {"wrong": tk._("Choose what the person may do."), "login": login}), 422
    user = model.User.get(login)
    if user is None or not user.is_active:
        wrong = tk._("There is no active account with this login. Ask a portal administrator to make one.")
        return show(name, {"wrong": wrong, "login": login}), 422
    return done(name, "organization_member_create", {"id": name, "username": user.name, "role": capacity})


@blueprint.post("/co-quan/<name>/nguoi/bo")
def dismiss(name: str) -> Page:
    """End a person's membership."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    need("organization_member_delete", name)
    asked = {"id": name, "username": tk.request.form.get("login", "")}
    return done(name, "organization_member_delete", asked)


@blueprint.get("/organization/members/<name>")
def members(name: str) -> Response:
    """CKAN's page of the same, which lists accounts as one types."""
    return redirect(tk.url_for("dtts_agency.read", name=name), 302)


def done(name: str, action: str, asked: dict[str, Any]) -> Page:
    """Do it and lead back to the page, or say there why not."""
    try:
        tk.get_action(action)({}, asked)
    except tk.ValidationError as wrong:
        return show(name, {"wrong": language.pick(message_of(wrong)["message"])}), 422
    except tk.NotAuthorized:
        refused = tk._("Nobody takes the role of approver from themselves; ask a colleague.")
        return show(name, {"wrong": refused}), 403
    return redirect(tk.url_for("dtts_agency.read", name=name), 303)


def show(name: str, more: dict[str, Any] | None = None) -> str:
    """The page; `more` says what is wrong, or which places were meant."""
    need("dtts_agency_show", name)
    agency = organisation.show(name)
    asked = {"id": agency["id"]}
    looks_after = may("dtts_agency_change_list", name)
    people = tk.get_action("dtts_agency_member_list")({}, asked) if looks_after else []
    return tk.render(
        "dtts/agency_settings.html",
        {
            "agency": agency,
            "settings": tk.get_action("dtts_agency_show")({}, asked),
            "portal_approval": config.desk_approval(),
            "people": people,
            "approvers": sum(each["role"] == "approver" for each in people),
            "changes": tk.get_action("dtts_agency_change_list")({}, asked) if looks_after else [],
            "looks_after": looks_after,
            "may_set": may("dtts_agency_update", name),
            "may_admit": may("organization_member_create", name),
            **(more or {}),
        },
    )


def need(action: str, name: str) -> None:
    """404 for an agency that there is not, 403 for one that the reader may not do this with."""
    if not may(action, organisation.show(name)["name"]):
        abort(403, tk._("Only the people of this agency and of those above it open this page."))


def may(action: str, name: str) -> bool:
    """Whether the reader may do something with the agency."""
    return bool(tk.h.check_access(action, {"id": name}))
