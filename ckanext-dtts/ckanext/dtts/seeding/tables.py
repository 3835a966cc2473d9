"""Tables of the manifest, each file sent once."""

from __future__ import annotations

from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.dtts.seeding.acting import act
from ckanext.dtts.seeding.waiting import ENDED
from dtts.catalogue import table_schema
from dtts.samples import ReadyFile, TablePlan

KNOWN = "known"


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
    return Sent(last["id"], KNOWN if last["state"] in ENDED else "on its way")


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
