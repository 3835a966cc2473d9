"""Routine tables approved together: each in a transaction of its own, with a list of what came of it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from flask import Blueprint
from werkzeug.wrappers import Response

from ckanext.dtts import rights
from ckanext.dtts.desk import queue, routine
from ckanext.dtts.errors import RefusedError, message_of
from ckanext.dtts.model import Submission, Table
from ckanext.dtts.road import lookup
from ckanext.dtts.views import deciding, language
from ckanext.dtts.views import queue as queue_page
from ckanext.dtts.views.submit import ask_to_log_in

blueprint = Blueprint("dtts_bulk", __name__)


@blueprint.post("/duyet/cung-luc")
def approve() -> str | Response | tuple[str, int]:
    """Approve what was ticked; the page of the queue says of each whether it went, and if not, why."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    mine = rights.of(tk.current_user)
    ticked = tk.request.form.getlist("id")[: queue.PAGE]
    if not mine.approves:
        tk.abort(403, tk._("Only approvers have a queue. Your own files stand on your desk."))
    if not ticked:
        return queue_page.show(mine, wrong=tk._("No table was chosen. Tick those that you approve.")), 422
    return queue_page.show(mine, results=[_approve(each) for each in ticked])


def _approve(ticked: str) -> dict[str, Any]:
    """One table: `<id>~<what was seen>`; what came of it, with its title and address."""
    identifier, _, carried = ticked.partition("~")
    why = _why_not(identifier, carried)
    try:
        title = lookup.table_of(lookup.submission(identifier))
    except tk.ObjectNotFound:
        return {"url": "", "title": identifier, "done": False, "why": why}
    named = {"name": title.name, "name_en": title.name_en}
    return {
        "url": tk.url_for("dtts_decide.read", submission_id=identifier),
        "title": language.text(named, "name"),
        "done": not why,
        "why": why,
    }


def _why_not(identifier: str, carried: str) -> str:
    """Empty when it was approved."""

    def perform(_form: Any) -> None:
        if not _is_routine(identifier):
            raise RefusedError(
                "id",
                "not-routine",
                "Bảng này không còn là thường lệ; hãy mở ra xem rồi quyết định riêng.",
                "This table is routine no more; open it, look, and decide on it by itself.",
            )
        tk.get_action("dtts_submission_approve")({}, {"id": identifier})

    try:
        submission = lookup.submission(identifier)
        return deciding.do(submission.id, "approved", perform, carried)
    except RefusedError as wrong:
        return language.pick({"vi": wrong.vi, "en": wrong.en})
    except tk.ValidationError as wrong:
        return language.pick(message_of(wrong)["message"])
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return str(tk._("You do not decide on this table."))


def _is_routine(identifier: str) -> bool:
    """By the rule that the page shows, asked again under lock."""
    query = sa.select(Submission.id).join(Table, Table.id == Submission.table_id)
    return model.Session.scalar(query.where(Submission.id == identifier, routine.expression())) is not None
