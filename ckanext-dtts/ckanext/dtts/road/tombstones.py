"""What is left of a version that was withdrawn: when, by whom (as what, never by name), and why."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event, Submission, Table, Version
from ckanext.dtts.model.columns import iso
from dtts import formats

BY = {
    "sender": {"vi": "người gửi", "en": "its sender"},
    "approver": {"vi": "người duyệt", "en": "an approver"},
    "portal_admin": {"vi": "quản trị cổng", "en": "an administrator of the portal"},
    "source": {"vi": "cổng mà nó được thu thập từ đó", "en": "the portal that it was harvested from"},
}


class Tombstone(NamedTuple):
    """`number` is that of the version; `by` is one of BY; `reason` is as it was written; `when` is ISO 8601
    in UTC."""

    number: int
    when: str
    by: str
    reason: str

    def sentences(self) -> dict[str, str]:
        """When and by whom the version was withdrawn, in both languages."""
        by = BY[self.by]
        vi, en = (formats.moment(self.when, lang).rpartition(" ")[0] for lang in ("vi", "en"))
        return {
            "vi": f"Phiên bản {self.number} đã được {by['vi']} rút lại ngày {vi}; tệp không còn công khai.",
            "en": f"Version {self.number} was withdrawn by {by['en']} on {en}; it is no longer public.",
        }

    def to_dict(self) -> dict[str, Any]:
        """As the actions answer it."""
        return {**self._asdict(), "message": self.sentences()}


class WithdrawnError(tk.ObjectNotFound):
    """A version that was public and is no more: for who asks for its rows or files it is gone (410)."""

    def __init__(self, tombstone: Tombstone) -> None:
        super().__init__("withdrawn")
        self.tombstone = tombstone


def of_versions(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Tombstone]:
    """The tombstones of those of these versions that were withdrawn, by the version's id."""
    query = (
        sa.select(Version.id, Version.number, Event)
        .join(Event, Event.submission_id == Version.submission_id)
        .where(Version.id.in_(ids), Event.to_state == "withdrawn")
    )
    return {
        found: Tombstone(number, iso(event.at), event.details.get("by", "approver"), event.note or "")
        for found, number, event in model.Session.execute(query).tuples()
    }


def of_table(table: Table, number: int | None) -> Tombstone | None:
    """That of a numbered version; without a number the newest, when nothing of the table is public."""
    query = sa.select(Version.id).join(Submission).where(Version.table_id == table.id)
    if number is not None:
        query = query.where(Version.number == number)
    elif table.current_version_id is not None:
        return None
    newest = model.Session.scalar(
        query.where(Submission.state == "withdrawn").order_by(Version.number.desc()).limit(1)
    )
    return of_versions([newest]).get(newest) if newest else None
