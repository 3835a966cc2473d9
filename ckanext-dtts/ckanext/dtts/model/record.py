"""One record of a source: what the portal holds of it, what became of it, and what waits for a person."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, one_of, text, uuid_key
from dtts.harvest.balance import OUTCOMES

RECORD_STATES = ("absent", "present", "gone")
WAITS = ("create", "update", "remove")


class Record(tk.BaseModel):
    """Known by its source and the id that it has there, and by nothing else.

    `digest` is the SHA-256 of the content that the portal holds; `absent` is one that never landed, `gone`
    one that was taken away at the moment `gone`. `outcome` is what became of it in the run `run_id` and its
    `attempt`. `seen` is when the source named it
    last, `fetched` when its content was taken last. `waits` is what a person is asked, with
    `waits_reason` `{code, vi, en}`; `refused` is the digest, or `removal`, of what a person said no to.
    `tables` are those that came with it, by the name in their address: `schema`, `version` and `sha256`
    there, `submission` here, `sent`, all submissions by the number of the version there; `gone`, when it was
    withdrawn here because the source has it no more, and `kept`, when people brought it back.
    """

    __tablename__ = "dtts_record"
    __table_args__ = (
        sa.UniqueConstraint("source_id", "remote_id", name="dtts_record_identity"),
        sa.CheckConstraint(one_of("state", RECORD_STATES), name="dtts_record_state"),
        sa.CheckConstraint("state <> 'present' OR digest IS NOT NULL", name="dtts_record_digested"),
        sa.CheckConstraint("(state = 'gone') = (gone IS NOT NULL)", name="dtts_record_gone"),
        sa.CheckConstraint(one_of("outcome", OUTCOMES), name="dtts_record_outcome"),
        sa.CheckConstraint(one_of("waits", WAITS), name="dtts_record_waits"),
        sa.CheckConstraint(
            "(waits IS NULL) = (waits_since IS NULL) AND (waits IS NULL) = (waits_reason IS NULL)",
            name="dtts_record_waits_for",
        ),
        sa.Index("dtts_record_by_run", "source_id", "run_id"),
        sa.Index("dtts_record_by_dataset", "package_id"),
        sa.Index(
            "dtts_record_waiting",
            "source_id",
            "waits_since",
            postgresql_where=sa.text("waits IS NOT NULL"),
        ),
    )

    id: Mapped[uuid_key]
    source_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_source.id", ondelete="CASCADE")
    )
    remote_id: Mapped[text]
    state: Mapped[text] = mapped_column(default="absent")
    digest: Mapped[str | None] = mapped_column(sa.CHAR(64))
    title: Mapped[text] = mapped_column(default="")
    address: Mapped[text | None]
    modified: Mapped[text | None]
    package_id: Mapped[text | None]
    tables: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    submission_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_submission.id")
    )
    run_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_run.id", ondelete="SET NULL")
    )
    attempt: Mapped[int] = mapped_column(default=1)
    outcome: Mapped[text]
    seen: Mapped[moment]
    fetched: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    gone: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    waits: Mapped[text | None]
    waits_since: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    waits_reason: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    waiting_digest: Mapped[str | None] = mapped_column(sa.CHAR(64))
    waiting_content: Mapped[str | None] = mapped_column(sa.Text, deferred=True)
    refused: Mapped[text | None]
