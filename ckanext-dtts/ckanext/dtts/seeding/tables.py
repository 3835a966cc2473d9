"""Tables of the manifest: sent once, and followed until they are published or refused."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import ckan.model as model
import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.dtts.seeding.acting import act
from dtts.catalogue import table_schema
from dtts.samples import ReadyFile, TablePlan

POLL_S = 0.25
KNOWN = "known"
_PUBLISHED = ("published", "superseded")
_ENDED = (*_PUBLISHED, "invalid", "withdrawn", "rejected")
_FAULTS_SHOWN = 10


class Sent(NamedTuple):
    """`submission_id` is None when there is nothing to wait for; `done` says what was done or why not."""

    submission_id: str | None
    done: str


def send(dataset: str, plan: TablePlan, ready: ReadyFile) -> Sent:
    """Submit the file, unless the last one sent by seeding is the same or people have decided since.

    A file that was found invalid is sent again: registers and schemas may have been corrected.
    """
    version = table_schema(plan.schema).version
    earlier = [s for s in _submissions(dataset) if s["table"] == plan.slug]
    last = next((s for s in earlier if s["door"] == "seed"), None)
    if (
        last
        and (last["sha256"], last["schema_version"]) == (ready.sha256, version)
        and last["state"] != "invalid"
    ):
        return _known(last)
    if any(s["state"] == "published" and s["door"] != "seed" for s in earlier):
        return Sent(None, "left as people published it")
    with ready.path.open("rb") as stream:
        upload = FileStorage(stream, filename=ready.path.name, content_type="text/csv")
        # Two seeds at the same time make the same key, hence one submission.
        key = f"seed:{dataset}/{plan.slug}:{ready.sha256}:{version}:{len(earlier)}"
        submission = act("dtts_table_submit", _request(dataset, plan, upload) | {"idempotency_key": key})
    return Sent(submission["id"], f"sent ({ready.rows} rows)")


def _known(last: dict[str, Any]) -> Sent:
    if last["state"] in ("withdrawn", "rejected"):
        return Sent(None, f"left {last['state']} by people")
    return Sent(last["id"], KNOWN if last["state"] in _ENDED else "on its way")


def wait(sent: Sent, wait_s: float) -> list[str]:
    """Wait until the submission has ended; the sentences that say why it is not published, if it is not.

    Gives up when nothing has moved for `wait_s` seconds: then no worker is running.
    """
    seen, since = None, time.monotonic()
    while True:
        # Each look is a transaction of its own, or the first answer would be seen for ever.
        model.Session.rollback()
        submission = act("dtts_submission_show", {"id": sent.submission_id})
        if _ended(submission):
            return _problems(submission)
        moved = (submission["state"], submission["progress"])
        if moved != seen:
            seen, since = moved, time.monotonic()
        if time.monotonic() - since > wait_s:
            state = submission["state"]
            return [f"nothing moved for {wait_s:.0f} s in state {state}: is `ckan dtts worker` running?"]
        time.sleep(POLL_S)


def _ended(submission: dict[str, Any]) -> bool:
    """Published counts as ended when CKAN's resource names the version: the worker's last step."""
    if submission["state"] != "published":
        return submission["state"] in _ENDED
    try:
        resource = act("resource_show", {"id": submission["resource_id"]})
    except tk.ObjectNotFound:
        return False
    return int(resource.get("version") or 0) >= int(submission["version"])


def _submissions(dataset: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = act(
        "dtts_submission_list", {"dataset": dataset, "limit": tk.config["ckanext.dtts.rows_max"]}
    )
    return found


def _request(dataset: str, plan: TablePlan, upload: FileStorage) -> dict[str, Any]:
    return {
        "dataset": dataset,
        "table": plan.slug,
        "schema": plan.schema,
        "name": plan.name,
        "name_en": plan.name_en,
        "upload": upload,
        "door": "seed",
    }


def _problems(submission: dict[str, Any]) -> list[str]:
    if submission["state"] in _PUBLISHED:
        return []
    report = submission["report"] or {"faults": []}
    faults = [fault["message"]["en"] for fault in report["faults"][:_FAULTS_SHOWN]]
    return [f"submission {submission['id']} is {submission['state']}", *faults]
