"""What became of a file: its state, its progress and its report; and the list of one's own."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort
from werkzeug.wrappers import Response

from ckanext.dtts.checking.layout import helps
from ckanext.dtts.registers import kept
from ckanext.dtts.road import lookup
from ckanext.dtts.views import labels, language, links, report, said
from ckanext.dtts.views.submit import ask_to_log_in
from ckanext.dtts.visits import meeting

PAGE = 30
MOVING = ("received", "checking", "scheduled")
OPEN = ("invalid", "rejected")
STOPPABLE = ("received", "checking", "awaiting_approval", "scheduled")

blueprint = Blueprint("dtts_submission", __name__)


@blueprint.get("/submission/<submission_id>")
def read(submission_id: str) -> str | Response:
    """The page stays true when it is loaded again: everything on it comes from the database."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    return show(known(submission_id))


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


def known(submission_id: str) -> dict[str, Any]:
    """The submission, when the reader may see it."""
    try:
        found: dict[str, Any] = tk.get_action("dtts_submission_show")({}, {"id": submission_id})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        abort(404, tk._("There is no submission at this address, or it belongs to somebody else."))
    return found


def show(shown: dict[str, Any], wrong: str = "") -> str:
    """The page; `wrong` says why the last press did nothing. What failed may be sent again, corrected."""
    held = kept.at(shown["dataset_name"], shown["table"])
    sends = bool(tk.h.check_access("dtts_table_submit", {"dataset": shown["dataset_id"]}))
    open_again = sends and shown["state"] in OPEN and held is None
    here = tk.url_for("dtts_submission.read", submission_id=shown["id"])
    return tk.render(
        "dtts/submission.html",
        {
            "submission": shown,
            "meeting": meeting.of(lookup.submission(shown["id"])),
            "register": held.register if held else None,
            "wrong": wrong,
            "sends": sends,
            "moving": moves(shown),
            "decides": bool(tk.h.check_access("dtts_submission_approve", {"id": shown["id"]})),
            "report": report.page(shown.get("report")),
            "schema_title": labels.table_schema(shown["schema"], language.current()),
            "answers": said.in_words(shown["answers"], shown["schema"]),
            "ask_action": f"{here}/tra-loi" if open_again else None,
            "fix_action": f"{here}/sua" if open_again else None,
            "read_action": f"{here}/cach-doc"
            if open_again and (helps(shown.get("report")) or shown["remembered"])
            else None,
            "stop_action": f"{here}/dung" if held is None and stops(shown) else None,
            "ask_token": True,
            "fix_sends": True,
        },
    )


def moves(shown: dict[str, Any]) -> bool:
    """Whether something is being done with it now; what waits for its day is still."""
    return shown["state"] in MOVING and not shown.get("publish_at")


def stops(shown: dict[str, Any]) -> bool:
    """Whether the reader may take back what is not public yet."""
    return shown["state"] in STOPPABLE and bool(
        tk.h.check_access("dtts_submission_withdraw", {"id": shown["id"]})
    )


def asks_how(shown: dict[str, Any]) -> bool:
    """Whether the sheet may be read otherwise than it was."""
    return bool(shown["remembered"]) or helps(shown.get("report"))
