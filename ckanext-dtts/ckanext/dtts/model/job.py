"""Work to be done in the background; this table is the queue and the journal."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key

JOB_STATES = ("queued", "running", "done", "failed", "cancelled")


class Job(tk.BaseModel):
    """One piece of work.

    `steps` journals what is already done (step name to its result), so that a job taken up again
    continues. Jobs with the same `lane` run one after another, in the order of `seq`.
    """

    __tablename__ = "dtts_job"
    __table_args__ = (
        sa.CheckConstraint(one_of("state", JOB_STATES), name="dtts_job_state"),
        sa.CheckConstraint("(state = 'running') = (lease_token IS NOT NULL)", name="dtts_job_leased"),
        sa.Index(
            "dtts_job_one_running_a_lane",
            "lane",
            unique=True,
            postgresql_where=sa.text("state = 'running'"),
        ),
        sa.Index("dtts_job_open", "state", "seq", postgresql_where=sa.text("state IN ('queued', 'running')")),
    )

    id: Mapped[uuid_key]
    seq: Mapped[bigint] = mapped_column(sa.BigInteger, sa.Identity(), unique=True)
    kind: Mapped[text]
    lane: Mapped[text]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    state: Mapped[text] = mapped_column(default="queued")
    attempt: Mapped[int] = mapped_column(default=0)
    run_after: Mapped[moment] = mapped_column(default=sa.func.now())
    lease_owner: Mapped[text | None]
    lease_token: Mapped[uuid.UUID | None] = mapped_column(UUID(as_uuid=True))
    lease_until: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    steps: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    last_error: Mapped[text | None]
    created: Mapped[moment] = mapped_column(default=now)
    finished: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        super().__init__(**values)
