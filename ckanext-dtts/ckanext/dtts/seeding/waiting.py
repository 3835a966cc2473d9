"""Follows submissions until the worker has published or refused all of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckanext.dtts.model import Submission
from ckanext.dtts.seeding.acting import act

POLL_S = 0.5
SAY_EVERY_S = 5.0
UNDER_WAY = ("received", "checking")
PUBLISHED = ("published", "superseded")
ENDED = (*PUBLISHED, "invalid", "withdrawn", "rejected")
_FAULTS_SHOWN = 10

Row = dict[str, Any]
Ended = tuple[str, list[str]]


def wait(ids: Iterable[str], wait_s: float, say: Callable[[str], None]) -> Iterator[Ended]:
    """Each submission as it ends, with the sentences that say why it is not published (none when it is).

    Gives up on all that are left when none of them has moved for `wait_s` seconds: no worker is running.
    """
    left = list(ids)
    seen: list[Row] = []
    moved = said = time.monotonic()
    while left:
        now = _look(left)
        for submission in [submission for submission in now if _has_ended(submission)]:
            left.remove(submission["id"])
            yield submission["id"], _problems(submission)
        clock = time.monotonic()
        if _standing(now) != _standing(seen):
            seen, moved = now, clock
        if clock - moved > wait_s:
            yield from ((each, [_stuck(wait_s)]) for each in left)
            return
        if left and clock - said > SAY_EVERY_S:
            said = clock
            say(_summary([submission for submission in now if submission["id"] in left]))
        if left:
            time.sleep(POLL_S)


def checked(ids: Iterable[str], wait_s: float) -> dict[str, str]:
    """The state of each submission once its check has ended, or nothing has moved for `wait_s` seconds."""
    listed = list(ids)
    seen: list[Row] = []
    moved = time.monotonic()
    while True:
        now = _moving(listed)
        if _standing(now) != _standing(seen):
            seen, moved = now, time.monotonic()
        if not any(each["state"] in UNDER_WAY for each in now) or time.monotonic() - moved > wait_s:
            return {each["id"]: each["state"] for each in now}
        time.sleep(POLL_S)


def _look(ids: list[str]) -> list[Row]:
    """Those that have ended in full. Of the others what moves, since showing all of a long queue again and
    again takes as much of the machine as the worker does."""
    return [
        act("dtts_submission_show", {"id": each["id"]}) if each["state"] in ENDED else each
        for each in _moving(ids)
    ]


def _moving(ids: list[str]) -> list[Row]:
    """Id, state and progress of each, in one query."""
    # Each look is a transaction of its own, or the first answer would be seen for ever.
    model.Session.rollback()
    query = sa.select(
        Submission.id,
        Submission.state,
        Submission.progress_stage,
        Submission.progress_done,
        Submission.progress_rows,
    ).where(Submission.id.in_([UUID(each) for each in ids]))
    found = {str(row[0]): row for row in model.Session.execute(query)}
    return [{"id": each, "state": found[each][1], "progress": tuple(found[each][2:])} for each in ids]


def _standing(submissions: list[Row]) -> list[tuple[str, str, Any]]:
    return [(each["id"], each["state"], each["progress"]) for each in submissions]


def _has_ended(submission: Row) -> bool:
    """Published counts as ended when CKAN's resource names the version: the worker's last step."""
    if submission["state"] != "published":
        return submission["state"] in ENDED
    try:
        resource = act("resource_show", {"id": submission["resource_id"]})
    except tk.ObjectNotFound:
        return False
    return int(resource.get("version") or 0) >= int(submission["version"])


def _problems(submission: Row) -> list[str]:
    if submission["state"] in PUBLISHED:
        return []
    report = submission["report"] or {"faults": []}
    faults = [fault["message"]["en"] for fault in report["faults"][:_FAULTS_SHOWN]]
    return [f"submission {submission['id']} is {submission['state']}", *faults]


def _stuck(wait_s: float) -> str:
    return f"nothing moved for {wait_s:.0f} s: is `ckan dtts worker` running?"


def _summary(submissions: list[Row]) -> str:
    states = Counter(submission["state"] for submission in submissions)
    return "  under way: " + ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
