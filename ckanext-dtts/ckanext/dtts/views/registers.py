"""Danh mục: the registers kept, their versions, and for keepers the two steps to a new one.

A keeper sends a file and sees what it would change; applying it is a second request, which names the file by
its content and the state that was compared, so that it does what was shown or nothing.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.errors import message_of
from ckanext.dtts.registers import folder, history, kept, loading
from ckanext.dtts.views import difference, language, report
from ckanext.dtts.views.submit import ask_to_log_in
from dtts.registers import register_schema, register_title, rows

blueprint = Blueprint("dtts_registers", __name__)

CARRIED = ("sha256", "size", "filename", "base")


@blueprint.get("/danh-muc/", strict_slashes=False)
def index() -> str:
    """Every register with what is in force."""
    published = history.published()
    listed = [
        {"name": name, "title": register_title(name), "versions": published.get(name, [])}
        for name in kept.registers()
    ]
    return tk.render("dtts/registers.html", {"registers": listed, "keeps": keeps()})


@blueprint.get("/danh-muc/<name>")
def read(name: str) -> str:
    """One register with all its versions and, for its keepers, the form."""
    return show(need(name), {})


@blueprint.post("/danh-muc/<name>")
def compare(name: str) -> str | Response | tuple[str, int]:
    """What the file that was sent would change; nothing is published."""
    if not keeps():
        return turn_away()
    upload = tk.request.files.get("upload")
    if not upload or not upload.filename:
        return show(need(name), {"wrong": tk._("Choose the file to send.")}), 422
    asked = {"register": need(name), "upload": upload}
    try:
        return shown(name, tk.get_action("dtts_register_difference")({}, asked), {})
    except tk.ValidationError as wrong:
        return show(name, {"wrong": language.pick(message_of(wrong)["message"])}), 422


@blueprint.post("/danh-muc/<name>/ap-dung")
def apply(name: str) -> str | Response | tuple[str, int]:
    """Send what was compared the road; the page of the register then says how it goes."""
    if not keeps():
        return turn_away()
    given = tk.request.form.to_dict()
    asked = {"register": need(name), "legal_basis": given.get("legal_basis", "").strip()}
    carried = {field: given.get(field, "") for field in CARRIED}
    try:
        if not asked["legal_basis"]:
            return again(name, carried)
        tk.get_action("dtts_register_load")({}, {**asked, **carried})
    except tk.ValidationError as wrong:
        return show(name, {"wrong": language.pick(message_of(wrong)["message"])}), 422
    return redirect(tk.url_for("dtts_registers.read", name=name), 303)


def again(name: str, carried: dict[str, str]) -> tuple[str, int]:
    """The difference once more, for a keeper who left the legal basis out."""
    named = {"register": name, **carried}
    found = tk.get_action("dtts_register_difference")({}, named)
    return shown(name, found, {"wrong": tk._("Say on what legal basis the change rests.")}), 422


def shown(name: str, found: dict[str, Any], more: dict[str, Any]) -> str:
    """The page of a comparison: the faults of the file, or what it would change and the form to apply it."""
    compared = found["difference"]
    return tk.render(
        "dtts/register_difference.html",
        {
            "register": {"name": name, "title": register_title(name)},
            "found": found,
            "difference": difference.of(compared) if compared else None,
            "report": None if compared else faults(found["report"]),
            "documents": documents(),
            "under_way": loading.under_way(name),
            **more,
        },
    )


def faults(raw: dict[str, Any]) -> dict[str, Any]:
    """The report, grouped in one way only: to group it otherwise by GET there is no file any more."""
    return {**(report.page(raw) or {}), "groupings": []}


def show(name: str, more: dict[str, Any]) -> str:
    """The page of a register."""
    return tk.render(
        "dtts/register.html",
        {
            "register": {"name": name, "title": register_title(name)},
            "schema": register_schema(name),
            "tables": kept.tables_of(name),
            "versions": history.published(name).get(name, []),
            "attempts": history.attempts(name) if keeps() else [],
            "documents": {each["number"]: each for each in documents()},
            "keeps": keeps(),
            "most_megabytes": loading.MOST_BYTES // 2**20,
            **more,
        },
    )


def keeps() -> bool:
    """Whether the reader may renew registers; anonymous readers are not even asked about."""
    return bool(tk.current_user.is_authenticated) and bool(tk.h.check_access("dtts_register_load", {}))


def turn_away() -> Response:
    """To the login page, or to the words that say who may."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    return tk.abort(403, tk._("Only the keepers of the registers can renew them."))


def documents() -> list[dict[str, Any]]:
    """The legal documents in force and before, newest first."""
    return sorted(rows("legal_documents", folder()), key=lambda row: row["issued_on"] or "", reverse=True)


def need(name: str) -> str:
    """The name, when a register of that name is kept."""
    if name not in kept.registers():
        tk.abort(404, tk._("No register has this name."))
    return name
