"""What readers tell the portal, and the addresses of who wants to be told of the answer."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key
from dtts.feedback import COURSES, Course

_OF_KIND = " OR ".join(
    f"(kind = '{kind}' AND {one_of('state', tuple(course.states))})" for kind, course in COURSES.items()
)


class Feedback(tk.BaseModel):
    """One thing that a reader wrote, of whichever kind; what only one kind has stands in a class of its own.

    `number` is what people call it by. `said` are the reader's words, for the staff alone; `shown` is what
    the public reads of them, `answer` what the agency says. `package_id` is the dataset that it is about, if
    it is about one. `state` is what the last event of the log tells.
    """

    __tablename__ = "dtts_feedback"
    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_on": "kind"}
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.CheckConstraint(_OF_KIND, name="dtts_feedback_state"),
        sa.CheckConstraint(
            "kind NOT IN ('report', 'rating') OR package_id IS NOT NULL", name="dtts_feedback_of_a_dataset"
        ),
        sa.CheckConstraint("(kind = 'rating') = (verdict IS NOT NULL)", name="dtts_feedback_verdict"),
        sa.CheckConstraint("num_nulls(table_id, version) IN (0, 2)", name="dtts_feedback_of_a_version"),
        sa.CheckConstraint("num_nulls(field, key) IN (0, 2)", name="dtts_feedback_cell"),
        sa.Index("dtts_feedback_by_dataset", "package_id", "number"),
        sa.Index("dtts_feedback_by_state", "kind", "state", "number"),
    )

    id: Mapped[uuid_key]
    number: Mapped[bigint] = mapped_column(sa.BigInteger, sa.Identity(), unique=True)
    kind: Mapped[text]
    package_id: Mapped[text | None]
    said: Mapped[text]
    shown: Mapped[text | None]
    answer: Mapped[text | None]
    state: Mapped[text]
    created: Mapped[moment] = mapped_column(default=now)
    changed: Mapped[moment] = mapped_column(default=now)

    words: ClassVar[tuple[str, ...]] = ("shown",)
    """Further columns that hold words of the reader, which go when the thing was dismissed."""

    @property
    def course(self) -> Course:
        """The states of its kind."""
        return COURSES[self.kind]

    def to_publish(self) -> str:
        """The reader's words that the public reads, once masked, unless the agency words them."""
        return self.said

    def named(self) -> dict[str, Any]:
        """What the log tells of it with every move: its place, and none of the reader's words."""
        return {"feedback": str(self.id), "number": self.number, "dataset": self.package_id}


class Report(Feedback):
    """Something wrong in a dataset, in a version of one of its tables, or in one cell of that.

    `field` and `key` (the columns of the table's key with their values) say which cell, `value` what stood
    there, `expected` what the reader says should stand there, for the staff alone.
    """

    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_identity": "report"}
    words: ClassVar[tuple[str, ...]] = (*Feedback.words, "expected")

    table_id: Mapped[uuid.UUID | None] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"))
    version: Mapped[int | None]
    field: Mapped[text | None]
    key: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    value: Mapped[text | None]
    expected: Mapped[text | None]

    def named(self) -> dict[str, Any]:
        told = super().named()
        if self.table_id is None:
            return told
        told |= {"table": str(self.table_id), "version": self.version}
        return told | {"field": self.field, "key": self.key} if self.field else told


class Rating(Feedback):
    """Whether a dataset was useful to a reader (`verdict`); `said` is empty for an answer without words."""

    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_identity": "rating"}

    verdict: Mapped[text | None]


class FeedbackAddress(tk.BaseModel):
    """Where one answer goes, and nothing else; deleted when that is sent, or when there will be none.

    `confirmed`, where the kind asks for it: the owner of the address has said that they want the answer.
    """

    __tablename__ = "dtts_feedback_address"
    __table_args__ = (sa.UniqueConstraint("feedback_id", "address", name="dtts_feedback_address_once"),)

    id: Mapped[uuid_key]
    feedback_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_feedback.id", ondelete="CASCADE")
    )
    address: Mapped[text]
    created: Mapped[moment] = mapped_column(default=now)
    confirmed: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
