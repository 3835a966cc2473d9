"""The public record of a version: what it is, how it stands, who let it be published, what it changed.

Nobody of the staff is named, and neither is the file that was sent.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Submission, Table, Version
from ckanext.dtts.model.columns import iso
from ckanext.dtts.road import difference, lookup, show, tombstones

Row = dict[str, Any]
CURRENT, REPLACED, UNDONE, WITHDRAWN = "current", "replaced", "undone", "withdrawn"


class Found(NamedTuple):
    """A version with its submission and table, whether it is still public or not."""

    table: Table
    version: Version
    submission: Submission


def find(package_id: str, slug: str, number: int) -> Found:
    """The version of that number; ObjectNotFound when there never was one."""
    table = lookup.table(package_id, slug)
    if table is not None:
        for found in of_table(table):
            if found.version.number == number:
                return found
    raise tk.ObjectNotFound("version")


def of_table(table: Table) -> list[Found]:
    """Every version that was ever public, newest first."""
    query = (
        sa.select(Version, Submission)
        .join(Submission, Submission.id == Version.submission_id)
        .where(Version.table_id == table.id)
        .order_by(Version.number.desc())
    )
    return [Found(table, version, each) for version, each in model.Session.execute(query).tuples()]


def standing(found: Found, events: Sequence[Event]) -> str:
    """`current`, `replaced`, `undone` or `withdrawn`."""
    if found.submission.state == WITHDRAWN:
        return WITHDRAWN
    if found.version.id == found.table.current_version_id:
        return CURRENT
    moves = [event.kind for event in events if event.to_state is not None]
    return UNDONE if moves and moves[-1] == UNDONE else REPLACED


def version_dict(found: Found, dataset: model.Package) -> Row:
    """What anybody may know of a version.

    The files and the report of a withdrawn one are left out, and what another changed against it.
    """
    events = events_of(found.submission)
    stands = standing(found, events)
    table, version, submission = found
    gone = stands == WITHDRAWN
    silent = gone or difference.tells_of_withdrawn(submission)
    agency = model.Group.get(dataset.owner_org) if dataset.owner_org else None
    return {
        "dataset": dataset.name,
        "dataset_title": dataset.title,
        "agency": agency.title if agency else None,
        "licence": dataset.license_id,
        "table": table.slug,
        "name": table.name,
        "name_en": table.name_en,
        "version": version.number,
        "published": iso(version.published),
        "standing": stands,
        "because": _because(events, stands),
        "tombstone": _tombstone(version) if gone else None,
        **neighbours(found),
        "approval": approval(events),
        "schema": version.schema_name,
        "schema_version": version.schema_version,
        "rows": version.row_count,
        "files": None if gone else _files(version),
        "check": None if gone else _check(submission),
        "replaced": difference.compared_with(submission),
        "sentence": None if silent else difference.sentences(submission),
        "changes": None if silent else difference.changes_file(submission),
        "demo": show.is_demo(dataset),
    }


def listed(table: Table) -> list[Row]:
    """Every version that was ever public, newest first, with how it stands and what it changed."""
    all_found = of_table(table)
    events = events_by_submission([each.submission for each in all_found])
    numbers = {each.version.id: each.version.number for each in all_found}
    return [_listed(each, events[each.submission.id], numbers) for each in all_found]


def _listed(found: Found, events: Sequence[Event], numbers: Mapping[uuid.UUID, int]) -> Row:
    _table, version, submission = found
    stands = standing(found, events)
    gone = stands == WITHDRAWN
    return {
        "version": version.number,
        "published": iso(version.published),
        "rows": version.row_count,
        "sha256": version.csv_sha256,
        "size": version.csv_size,
        "schema": version.schema_name,
        "schema_version": version.schema_version,
        "submission_id": str(submission.id),
        "state": submission.state,
        "current": stands == CURRENT,
        "standing": stands,
        "because": _because(events, stands),
        "tombstone": _tombstone(version) if gone else None,
        "replaced": numbers.get(submission.compared_with) if submission.compared_with else None,
        "sentence": None if gone else difference.sentences(submission),
    }


def events_by_submission(submissions: Sequence[Submission]) -> dict[uuid.UUID, list[Event]]:
    """All that happened to each of them, in order, in one query."""
    ids = [each.id for each in submissions]
    events: dict[uuid.UUID, list[Event]] = defaultdict(list)
    query = sa.select(Event).where(Event.submission_id.in_(ids)).order_by(Event.seq)
    for event in model.Session.scalars(query):
        events[event.submission_id].append(event)
    return events


def events_of(submission: Submission) -> list[Event]:
    """All that happened to a submission, in order."""
    return events_by_submission([submission])[submission.id]


def approval(events: Sequence[Event]) -> Row | None:
    """Who said yes, by kind: `{kind: person, one_person}` or `{kind: policy, policy}`."""
    said = [event for event in events if event.kind == "approved"]
    if not said:
        return None
    last = said[-1]
    if last.actor_kind == "policy":
        return {"kind": "policy", "policy": last.actor, "one_person": False}
    return {"kind": last.actor_kind, "policy": None, "one_person": bool(last.details.get("one_person"))}


def _because(events: Sequence[Event], stands: str) -> Row | None:
    """Why and when a publication was undone."""
    undone = [event for event in events if event.kind == UNDONE]
    if stands != UNDONE or not undone:
        return None
    return {"reason": undone[-1].note, "when": iso(undone[-1].at)}


def _tombstone(version: Version) -> Row | None:
    grave = tombstones.of_versions([version.id]).get(version.id)
    return grave.to_dict() if grave else None


def neighbours(found: Found) -> Row:
    """Numbers of the versions before and after that can still be read, and of the current one."""
    known = [each for each in of_table(found.table) if each.submission.state != WITHDRAWN]
    own = found.version.number
    current = [each.version.number for each in known if each.version.id == found.table.current_version_id]
    return {
        "current": current[0] if current else None,
        "predecessor": max(
            (each.version.number for each in known if each.version.number < own), default=None
        ),
        "successor": min((each.version.number for each in known if each.version.number > own), default=None),
    }


def _files(version: Version) -> Row:
    return {
        form: {"sha256": getattr(version, f"{form}_sha256"), "size": getattr(version, f"{form}_size")}
        for form in ("csv", "parquet")
    }


def _check(submission: Submission) -> Row | None:
    """What the check said: rows, and the warnings that were accepted with the approval, a kind a line."""
    report = submission.report
    if report is None:
        return None
    return {
        "rows": report["rows"],
        "warnings": report["counts"].get("warning", 0),
        "accepted": [
            {"rule": each["rule"], "field": each["field"], "count": each["count"], "message": each["message"]}
            for each in report["patterns"]
            if each["severity"] == "warning"
        ],
    }
