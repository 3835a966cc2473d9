"""What readers report about published data, and the address of who wants to be told of the answer."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key
from dtts.feedback import STATES


class Feedback(tk.BaseModel):
    """A report about a dataset, or about one cell of a version of one of its tables.

    `number` is what people call it by. `field` and `key` (the columns of the table's key with their values)
    say which cell, `value` what stood there. `said` and `expected` are the reader's words, for the staff
    alone; `shown` is what the public reads of them, `answer` what the agency says. `state` is what the last
    event of the log tells.
    """

    __tablename__ = "dtts_feedback"
    __table_args__ = (
        sa.CheckConstraint(one_of("state", tuple(STATES)), name="dtts_feedback_state"),
        sa.CheckConstraint("num_nulls(table_id, version) IN (0, 2)", name="dtts_feedback_of_a_version"),
        sa.CheckConstraint("num_nulls(field, key) IN (0, 2)", name="dtts_feedback_cell"),
        sa.Index("dtts_feedback_by_dataset", "package_id", "number"),
        sa.Index("dtts_feedback_by_state", "state", "number"),
    )

    id: Mapped[uuid_key]
    number: Mapped[bigint] = mapped_column(sa.BigInteger, sa.Identity(), unique=True)
    package_id: Mapped[text]
    table_id: Mapped[uuid.UUID | None] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"))
    version: Mapped[int | None]
    field: Mapped[text | None]
    key: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    value: Mapped[text | None]
    said: Mapped[text]
    expected: Mapped[text | None]
    shown: Mapped[text | None]
    answer: Mapped[text | None]
    state: Mapped[text]
    created: Mapped[moment] = mapped_column(default=now)
    changed: Mapped[moment] = mapped_column(default=now)


class FeedbackAddress(tk.BaseModel):
    """Where one answer goes, and nothing else; deleted when that is sent, or when there will be none."""

    __tablename__ = "dtts_feedback_address"

    feedback_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_feedback.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[text]
    created: Mapped[moment] = mapped_column(default=now)
