"""What lies on the desk of a portal that was just set up: files of demonstration users, decided on by plan.

Everything goes the road of everybody, by the actions and with the rights of the users whom the plan names.
What people have done with a file since is left as it is.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from werkzeug.datastructures import FileStorage

from ckanext.dtts.desk import clock
from ckanext.dtts.seeding import waiting
from ckanext.dtts.seeding.acting import act, act_as
from dtts.demo import generate, revise
from dtts.samples import DeskPlan

Say = Callable[[str], None]
Row = dict[str, Any]
_NOT_PLANNED = {
    False: ("received", "checking", "invalid"),
    True: ("received", "checking", "awaiting_approval"),
}
"""States that say that the portal did otherwise, by whether the file is meant to be invalid; what people made
of it since is no failure."""


def seed(plans: Sequence[DeskPlan], say: Say, wait_s: float) -> list[str]:
    """Send what is not there yet, wait for the checks, decide; sentences on what went otherwise."""
    with tempfile.TemporaryDirectory(prefix="dtts-desk-") as folder:
        sent = {plan.key: _send(plan, Path(folder)) for plan in plans}
    states = waiting.checked([row["id"] for row in sent.values()], wait_s)
    problems = []
    for plan in plans:
        state = states[sent[plan.key]["id"]]
        done = _decide(plan, sent[plan.key]["id"], state)
        say(f"desk {plan.key}: {done}")
        if done in _NOT_PLANNED[plan.then == "invalid"]:
            problems.append(f"{plan.key} is {state} and should be {plan.then}")
    return problems


def _send(plan: DeskPlan, folder: Path) -> Row:
    """The submission of a plan: a second run finds that of the first by its key."""
    made, path = folder / f"{plan.key}.csv", folder / plan.key / plan.filename
    path.parent.mkdir()
    schema = generate(plan.generate, made).schema
    revise(made, path, plan.changes)
    with path.open("rb") as stream:
        upload = FileStorage(stream, filename=plan.filename, content_type="text/csv")
        asked = {"dataset": plan.dataset, "table": plan.table, "schema": schema, "upload": upload}
        key = f"desk:{plan.key}:{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"
        asked |= {"door": "upload", "idempotency_key": key}
        sent: Row = _as(plan.sender, "dtts_table_submit", asked)
    return sent


def _decide(plan: DeskPlan, submission_id: str, state: str) -> str:
    """What the plan's approver does with what waits, once; the state otherwise."""
    if state != "awaiting_approval" or plan.by is None or _was_decided(submission_id):
        return state
    if plan.then == "sent_back":
        asked = {"id": submission_id, "reason": plan.reason, "cells": [dict(cell) for cell in plan.cells]}
        return str(_as(plan.by, "dtts_submission_reject", asked)["state"])
    asked = {"id": submission_id, "publish_at": _morning(plan.days).isoformat(), "note": plan.note}
    return str(_as(plan.by, "dtts_submission_approve", asked)["state"])


def _was_decided(submission_id: str) -> bool:
    """Whether a person has decided before: what was called off since is not scheduled again."""
    shown = _as(None, "dtts_submission_show", {"id": submission_id})
    return any(event["actor_kind"] == "person" and event["kind"] != "received" for event in shown["events"])


def _morning(days: int) -> datetime:
    """The usual time of publication so many days from now."""
    day, time = clock.tomorrow(datetime.now(timezone.utc) + timedelta(days=days - 1))
    return clock.read(day, time, datetime.now(timezone.utc))


def _as(user: str | None, action: str, asked: Row) -> Any:
    """An action as that demonstration user, with no more than their rights; as the portal for None."""
    return act(action, asked) if user is None else act_as(user, action, asked)
