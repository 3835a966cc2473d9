"""Two forms for staff: the catalogue as a file, and for approvers which table fulfils an entry."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.errors import message_of
from ckanext.dtts.views import language, report
from ckanext.dtts.views.submit import ask_to_log_in

blueprint = Blueprint("dtts_duty_desk", __name__)

# A code of an entry begins with a letter or digit, so that this address is never one's.
FILE = "/danh-muc-du-lieu-mo/-/tep"


@blueprint.get(FILE)
def form() -> str | Response:
    """Where an administrator brings the catalogue in."""
    return turn_away() if not writes() else show({})


@blueprint.post(FILE)
def bring_in() -> str | Response | tuple[str, int]:
    """What the file would change; with `write`, also write it when nothing stands against it."""
    if not writes():
        return turn_away()
    given, upload = tk.request.form, tk.request.files.get("upload")
    if not upload or not upload.filename:
        return show({"wrong": tk._("Choose the file to send.")}), 422
    wanted = "all" if given.get("write") == "yes" else ""
    asked = {"upload": upload, "apply": wanted, "reason": given.get("reason", "")}
    try:
        found = tk.get_action("dtts_entry_import")({}, asked)
    except tk.ValidationError as wrong:
        return show({"wrong": language.pick(message_of(wrong)["message"])}), 422
    faults = {**(report.page(found["report"]) or {}), "groupings": []}
    written = bool(wanted and found["sound"])
    return show({"found": found, "report": faults, "written": written}), 200 if found["sound"] else 422


@blueprint.post("/danh-muc-du-lieu-mo/<code>")
def link(code: str) -> Response:
    """Keep which table fulfils an entry."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    given = {name: tk.request.form.get(name, "").strip() for name in ("dataset", "table", "reason")}
    try:
        tk.get_action("dtts_entry_link")({}, {"code": code, **given})
        tk.h.flash_success(tk._("Kept. The entry stands as this page says now."))
    except tk.NotAuthorized:
        return tk.abort(
            403, tk._("Only approvers of the agency that owes the entry can say what fulfils it.")
        )
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("The catalogue has no entry of this code."))
    except tk.ValidationError as wrong:
        tk.h.flash_error(language.pick(message_of(wrong)["message"]))
    return redirect(tk.url_for("dtts_duties.read", code=code), 303)


def writes() -> bool:
    """Whether the reader may write the catalogue; anonymous readers are not even asked about."""
    return bool(tk.current_user.is_authenticated) and bool(tk.h.check_access("dtts_entry_import", {}))


def links(code: str) -> bool:
    """Whether the reader may say which table fulfils an entry."""
    return bool(tk.current_user.is_authenticated) and bool(
        tk.h.check_access("dtts_entry_link", {"code": code})
    )


def turn_away() -> Response:
    """To the login page, or to the words that say who may."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    return tk.abort(403, tk._("Only administrators of the portal write the catalogue."))


def show(more: dict[str, Any]) -> str:
    """The page with its form."""
    return tk.render("dtts/duties_file.html", more)
