"""What happened to a submission, a recommendation or what a reader wrote: who, when, where to, and why."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key

ACTOR_KINDS = ("person", "policy", "worker")


class Event(tk.BaseModel):
    """One row a move, written in the transaction that makes the move; never changed afterwards.

    The database numbers the rows without a gap and chains them (`dtts.chain`); it refuses to change or to
    delete one. `details` hold what belongs to the kind, such as reasons on cells.

    An event is of a submission, of a recommendation (`follow_up_id`) or of what a reader wrote
    (`feedback_id`), whose id `details` then repeat, so that it is part of what is hashed. Whoever asks for
    events of submissions meets none of the others.
    """

    __tablename__ = "dtts_event"
    __table_args__ = (
        sa.CheckConstraint(one_of("actor_kind", ACTOR_KINDS), name="dtts_event_actor_kind"),
        sa.CheckConstraint("actor <> ''", name="dtts_event_has_actor"),
        sa.CheckConstraint(
            "num_nonnulls(submission_id, follow_up_id, feedback_id) = 1", name="dtts_event_of_one_thing"
        ),
        sa.CheckConstraint(
            "follow_up_id IS NULL OR details->>'follow_up' = follow_up_id::text", name="dtts_event_names_it"
        ),
        sa.CheckConstraint(
            "feedback_id IS NULL OR details->>'feedback' = feedback_id::text", name="dtts_event_names_report"
        ),
        sa.Index("dtts_event_by_submission", "submission_id", "seq"),
        sa.Index("dtts_event_by_follow_up", "follow_up_id", "seq"),
        sa.Index("dtts_event_by_feedback", "feedback_id", "seq"),
    )

    id: Mapped[uuid_key]
    seq: Mapped[bigint] = mapped_column(sa.BigInteger, sa.FetchedValue(), unique=True)
    submission_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_submission.id"), nullable=True
    )
    follow_up_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_follow_up.id")
    )
    feedback_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_feedback.id")
    )
    at: Mapped[moment] = mapped_column(default=now)
    kind: Mapped[text]
    from_state: Mapped[text | None]
    to_state: Mapped[text | None]
    actor: Mapped[text]
    actor_kind: Mapped[text]
    note: Mapped[text | None]
    details: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default=sa.text("'{}'::jsonb")
    )
    previous_hash: Mapped[str] = mapped_column(sa.CHAR(64), sa.FetchedValue())
    hash: Mapped[str] = mapped_column(sa.CHAR(64), sa.FetchedValue())
