"""Follows submissions until the worker has published or refused all of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk

from ckanext.dtts.seeding.acting import act

POLL_S = 0.5
SAY_EVERY_S = 5.0
UNDER_WAY = ("received", "checking")
PUBLISHED = ("published", "superseded")
ENDED = (*PUBLISHED, "invalid", "withdrawn", "rejected")
_FAULTS_SHOWN = 10

Submission = dict[str, Any]
Ended = tuple[str, list[str]]


def wait(ids: Iterable[str], wait_s: float, say: Callable[[str], None]) -> Iterator[Ended]:
    """Each submission as it ends, with the sentences that say why it is not published (none when it is).

    Gives up on all that are left when none of them has moved for `wait_s` seconds: no worker is running.
    """
    left = list(ids)
    seen: list[Submission] = []
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
    seen: list[Submission] = []
    moved = time.monotonic()
    while True:
        now = _look(listed)
        if _standing(now) != _standing(seen):
            seen, moved = now, time.monotonic()
        if not any(each["state"] in UNDER_WAY for each in now) or time.monotonic() - moved > wait_s:
            return {each["id"]: each["state"] for each in now}
        time.sleep(POLL_S)


def _look(ids: list[str]) -> list[Submission]:
    # Each look is a transaction of its own, or the first answer would be seen for ever.
    model.Session.rollback()
    return [act("dtts_submission_show", {"id": each}) for each in ids]


def _standing(submissions: list[Submission]) -> list[tuple[str, str, Any]]:
    return [(each["id"], each["state"], each["progress"]) for each in submissions]


def _has_ended(submission: Submission) -> bool:
    """Published counts as ended when CKAN's resource names the version: the worker's last step."""
    if submission["state"] != "published":
        return submission["state"] in ENDED
    try:
        resource = act("resource_show", {"id": submission["resource_id"]})
    except tk.ObjectNotFound:
        return False
    return int(resource.get("version") or 0) >= int(submission["version"])


def _problems(submission: Submission) -> list[str]:
    if submission["state"] in PUBLISHED:
        return []
    report = submission["report"] or {"faults": []}
    faults = [fault["message"]["en"] for fault in report["faults"][:_FAULTS_SHOWN]]
    return [f"submission {submission['id']} is {submission['state']}", *faults]


def _stuck(wait_s: float) -> str:
    return f"nothing moved for {wait_s:.0f} s: is `ckan dtts worker` running?"


def _summary(submissions: list[Submission]) -> str:
    states = Counter(submission["state"] for submission in submissions)
    return "  under way: " + ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
