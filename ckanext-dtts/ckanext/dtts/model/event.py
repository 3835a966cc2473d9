"""What happened to a submission: who, when, from which state to which, and why."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key

ACTOR_KINDS = ("person", "policy", "worker")


class Event(tk.BaseModel):
    """One row a move, written in the transaction that makes the move; never changed afterwards."""

    __tablename__ = "dtts_event"
    __table_args__ = (
        sa.CheckConstraint(one_of("actor_kind", ACTOR_KINDS), name="dtts_event_actor_kind"),
        sa.CheckConstraint("actor <> ''", name="dtts_event_has_actor"),
        sa.Index("dtts_event_by_submission", "submission_id", "seq"),
    )

    id: Mapped[uuid_key]
    seq: Mapped[bigint] = mapped_column(sa.BigInteger, sa.Identity(), unique=True)
    submission_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_submission.id"))
    at: Mapped[moment] = mapped_column(default=now)
    kind: Mapped[text]
    from_state: Mapped[text | None]
    to_state: Mapped[text | None]
    actor: Mapped[text]
    actor_kind: Mapped[text]
    note: Mapped[text | None]
