"""What became of a file: its state, its progress and its report; and the list of one's own."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

from ckanext.dtts.views import labels, language, links
from ckanext.dtts.views.submit import ask_to_log_in

PAGE = 30
FEW = 30
MOVING = ("received", "checking", "scheduled")

blueprint = Blueprint("dtts_submission", __name__)


@blueprint.get("/submission/<submission_id>")
def read(submission_id: str) -> str | Response:
    """The page stays true when it is loaded again: everything on it comes from the database."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    try:
        shown = tk.get_action("dtts_submission_show")({}, {"id": submission_id})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        tk.abort(404, tk._("There is no submission at this address, or it belongs to somebody else."))
    return tk.render(
        "dtts/submission.html",
        {
            "submission": shown,
            "moving": shown["state"] in MOVING,
            "report": report(shown.get("report")),
            "schema_title": labels.table_schema(shown["schema"], language.current()),
        },
    )


@blueprint.get("/submissions")
def index() -> str | Response:
    """One's own submissions, newest first."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    page = links.whole("page", most=1000)
    asked = {"mine": True, "limit": PAGE + 1, "offset": (page - 1) * PAGE}
    found = tk.get_action("dtts_submission_list")({}, asked)
    return tk.render(
        "dtts/submissions.html",
        {
            "submissions": found[:PAGE],
            "before": links.here(page=page - 1) if page > 1 else None,
            "after": links.here(page=page + 1) if len(found) > PAGE else None,
        },
    )


def report(raw: dict[str, Any] | None) -> dict[str, Any] | None:
    """The report with errors before warnings; its faults in one list while they are few, else by pattern."""
    if raw is None:
        return None
    patterns = sorted(raw["patterns"], key=lambda each: (each["severity"] != "error", -each["count"]))
    faults = [placed(fault) for fault in raw["faults"]]
    grouped = [(each, [fault for fault in faults if kind(fault) == kind(each)]) for each in patterns]
    return raw | {
        "errors": [each for each in patterns if each["severity"] == "error"],
        "warnings": [each for each in patterns if each["severity"] != "error"],
        "groups": grouped if len(faults) > FEW else [(None, faults)],
    }


def kind(fault: dict[str, Any]) -> tuple[str, str | None]:
    """What the faults of a pattern share: the rule and the column."""
    return fault["rule"], fault.get("field")


def placed(fault: dict[str, Any]) -> dict[str, Any]:
    """A fault whose sentence leaves the cell to the column of the page that names it."""
    cell = fault.get("cell") or ""
    message = {lang: without_place(text, cell) for lang, text in fault["message"].items()}
    return fault | {"message": message}


def without_place(sentence: str, cell: str) -> str:
    """`Ô C3: mã xã …` as `Mã xã …`."""
    place, mark, rest = sentence.partition(f"{cell}: ")
    return rest[:1].upper() + rest[1:] if cell and mark and place else sentence
