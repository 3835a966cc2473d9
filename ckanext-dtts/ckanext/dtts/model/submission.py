"""A submission: the bytes as received, who sent them, by which door, and what came of them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key

STATES = (
    "received",
    "checking",
    "invalid",
    "awaiting_approval",
    "scheduled",
    "published",
    "superseded",
    "withdrawn",
    "rejected",
)
DOORS = ("upload", "api", "seed", "harvest", "desk")


class Submission(tk.BaseModel):
    """One file sent for one table; what was received never changes, only `state`, progress and report.

    A valid one has its canonical forms in `files`, `{rows, csv, parquet}`, the latter two as blobs. One of
    a register names the version of the register that it belongs to. `difference` is what it changes
    (`dtts.revisions.Difference`) against the version `compared_with`, null for a table's first; `changes` is
    its sentence with the blob of all of it as CSV, or `{error}` where the two could not be compared.
    `publish_at` is the moment for which its publication is scheduled; null is at once.
    """

    __tablename__ = "dtts_submission"
    __table_args__ = (
        sa.CheckConstraint(one_of("state", STATES), name="dtts_submission_state"),
        sa.CheckConstraint(one_of("door", DOORS), name="dtts_submission_door"),
        sa.CheckConstraint("progress_done >= 0 AND progress_done <= 1", name="dtts_submission_progress"),
        sa.UniqueConstraint("actor_id", "idempotency_key", name="dtts_submission_idempotency"),
        sa.Index("dtts_submission_by_table", "table_id", "created"),
        sa.Index("dtts_submission_by_actor", "actor_id", "created"),
        sa.Index("dtts_submission_queue", "state", "created", "id"),
        sa.Index(
            "dtts_submission_one_published",
            "table_id",
            unique=True,
            postgresql_where=sa.text("state = 'published'"),
        ),
    )

    id: Mapped[uuid_key]
    table_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"))
    state: Mapped[text] = mapped_column(default="received")
    schema_name: Mapped[text]
    schema_version: Mapped[int]
    filename: Mapped[text]
    media_type: Mapped[text]
    sha256: Mapped[str] = mapped_column(sa.CHAR(64))
    size: Mapped[bigint]
    door: Mapped[text]
    actor_id: Mapped[text]
    idempotency_key: Mapped[text | None]
    request_sha256: Mapped[str] = mapped_column(sa.CHAR(64))
    answers: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    origin_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_submission.id")
    )
    remembered: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    progress_stage: Mapped[text] = mapped_column(default="received")
    progress_done: Mapped[float] = mapped_column(default=0.0)
    progress_rows: Mapped[int | None] = mapped_column(sa.BigInteger)
    report: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    files: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    # Large, and shown on pages of its own: lists do without it.
    difference: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True), deferred=True)
    changes: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    # The id of a version, which is never deleted; as a foreign key it would close a circle of two tables.
    compared_with: Mapped[uuid.UUID | None] = mapped_column(UUID(as_uuid=True))
    register_version_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_register_version.id"), index=True
    )
    publish_at: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    created: Mapped[moment] = mapped_column(default=now)
    changed: Mapped[moment] = mapped_column(default=now, onupdate=now)

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        values.setdefault("state", "received")
        super().__init__(**values)
