"""What the page of a decision shows; every form on it carries what stood in the database then."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import abort

from ckanext.dtts import rights
from ckanext.dtts.desk import clock, queue, reasons, seen
from ckanext.dtts.model import Submission
from ckanext.dtts.model.columns import now
from ckanext.dtts.road import lookup, pointer, response_period
from ckanext.dtts.road import show as showing
from ckanext.dtts.views import changes, labels, language, preview, report, waiting
from ckanext.dtts.visits import meeting, whole

LINES = 3
MORE = 5
MOST_VERSIONS = 10


def known(submission_id: Any) -> Submission:
    """The submission, when the reader may see it."""
    try:
        tk.check_access("dtts_submission_show", {}, {"id": str(submission_id)})
        return lookup.submission(str(submission_id))
    except (tk.ObjectNotFound, tk.NotAuthorized):
        abort(404, tk._("There is no submission at this address, or it is not yours to decide on."))


def show(submission: Submission, wrong: str = "") -> str:
    """The page; `wrong` says why the last press did nothing."""
    shown = showing.submission_dict(submission)
    user = tk.current_user
    mine = rights.of(user)
    versions = showing.version_dicts(lookup.table_of(submission))
    against = rights.may_decide(user, submission)
    return tk.render(
        "dtts/decide.html",
        {
            "submission": shown,
            "seen": seen.of(submission).text(),
            "wrong": wrong,
            "typed": _typed(),
            "against": language.pick(dict(against.message)) if against else "",
            "oversees": rights.oversees(user, submission),
            "own": submission.actor_id == user.id,
            "told": changes.of(submission.difference),
            "report": report.page(submission.report),
            "preview": preview.of_submission(submission),
            "versions": versions[:MOST_VERSIONS],
            "earlier": _earlier(submission),
            "waited": waiting.waited(submission.created),
            "said": _date(submission),
            "table_title": language.text(
                {"name": shown["table_name"], "name_en": shown["table_name_en"]}, "name"
            ),
            "schema_title": labels.table_schema(shown["schema"], language.current()),
            "next": _next(mine, submission),
            "kept": _kept(submission),
            "visit": whole.of(submission),
            "meeting": meeting.of(submission),
        },
    )


def _kept(submission: Submission) -> str:
    """Why the table is not public before a day, whoever approves it; empty when nothing keeps it."""
    open_still = submission.state in ("awaiting_approval", "scheduled")
    found = response_period.of(submission) if open_still else None
    return language.pick(dict(response_period.said(found))) if found else ""


def _earlier(submission: Submission) -> int | None:
    """The number of the version that readers would get if this publication were undone."""
    found = pointer.before(submission) if submission.state == "published" else None
    return found.number if found else None


def typed_lines() -> list[reasons.Line]:
    """The reasons on cells as they were typed."""
    form = tk.request.form
    return reasons.lines(form.getlist("sheet"), form.getlist("cells"), form.getlist("message"))


def _typed() -> dict[str, Any]:
    """What stands in the boxes: what was typed before a refusal, else what is usual."""
    form, lines = tk.request.form, typed_lines()
    more = MORE if "more" in form else 0
    day, time = clock.tomorrow(now())
    empty = [reasons.Line("", "", "")] * (
        max(LINES - len(lines), 1 if len(lines) < reasons.MOST else 0) + more
    )
    return {
        "when": form.get("when", "now"),
        "day": form.get("day") or day,
        "time": form.get("time") or time,
        "least": clock.for_form(now())[0],
        "note": form.get("note", ""),
        "reason": form.get("reason", ""),
        "lines": [*lines, *empty],
        "sends_back": "more" in form or tk.request.path.endswith("/tra-lai"),
    }


def _date(submission: Submission) -> dict[str, str] | None:
    """The date of publication in words, how far away it is, and as the boxes of a form take it."""
    at = submission.publish_at
    if at is None:
        return None
    day, time = clock.for_form(at)
    return {
        "words": clock.said(at, language.current()),
        "away": clock.length(at - now()),
        "day": day,
        "time": time,
    }


def _next(mine: rights.Rights, submission: Submission) -> dict[str, Any]:
    """The next table that waits for this reader, so that the queue can be worked through, and how many do."""
    if not mine.approves:
        return {"url": "", "count": 0}
    agencies = sorted(mine.approves)
    after = queue.Mark(submission.created, submission.id)
    found, _more = queue.page(queue.Asked(agencies, after=after), 1)
    found = found or queue.page(queue.Asked(agencies), 1)[0]
    others = [each for each in found if each.id != submission.id]
    return {
        "url": tk.url_for("dtts_decide.read", submission_id=others[0].id) if others else "",
        "count": queue.count(agencies),
    }
