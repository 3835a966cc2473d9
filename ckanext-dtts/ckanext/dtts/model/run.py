"""One run of a source: who does it, how far it is, and what became of every record that came in."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key

RUN_KINDS = ("harvest", "check")
RUN_STATES = ("queued", "running", "done", "failed")
BALANCE = "records_in = created_in + updated_in + unchanged_in + failed_in + held_in"


class Run(tk.BaseModel):
    """A dry run (`check`) counts what each record would become and changes nothing but itself.

    The `…_in` counters are kept in the transaction that does what they count; the database refuses ones that
    do not add up. `missing` records are present here and did not come in; `removed` of them were taken away.
    `is_complete` says that the source named all that it has. `attempt` is 2 and more when a run was taken up
    again after its process died, `tries` how often since it last came further; it waits until `run_after`.
    `asked_by` is a user's id or `schedule`. `found` holds what else there is to tell, such as the first
    records of a dry run and fields that nobody mapped.
    """

    __tablename__ = "dtts_run"
    __table_args__ = (
        sa.CheckConstraint(one_of("kind", RUN_KINDS), name="dtts_run_kind"),
        sa.CheckConstraint(one_of("state", RUN_STATES), name="dtts_run_state"),
        sa.CheckConstraint("(state = 'running') = (lease_token IS NOT NULL)", name="dtts_run_leased"),
        sa.CheckConstraint(BALANCE, name="dtts_run_balance"),
        sa.CheckConstraint("removed <= missing", name="dtts_run_removed"),
        sa.Index("dtts_run_by_source", "source_id", "created"),
        sa.Index(
            "dtts_run_one_open_a_source",
            "source_id",
            unique=True,
            postgresql_where=sa.text("state IN ('queued', 'running')"),
        ),
    )

    id: Mapped[uuid_key]
    source_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_source.id", ondelete="CASCADE")
    )
    kind: Mapped[text] = mapped_column(default="harvest")
    state: Mapped[text] = mapped_column(default="queued")
    asked_by: Mapped[text]
    attempt: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    run_after: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    lease_owner: Mapped[text | None]
    lease_token: Mapped[uuid.UUID | None] = mapped_column(UUID(as_uuid=True))
    lease_until: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    records_in: Mapped[bigint] = mapped_column(default=0)
    created_in: Mapped[bigint] = mapped_column(default=0)
    updated_in: Mapped[bigint] = mapped_column(default=0)
    unchanged_in: Mapped[bigint] = mapped_column(default=0)
    failed_in: Mapped[bigint] = mapped_column(default=0)
    held_in: Mapped[bigint] = mapped_column(default=0)
    missing: Mapped[bigint] = mapped_column(default=0)
    removed: Mapped[bigint] = mapped_column(default=0)
    requests: Mapped[bigint] = mapped_column(default=0)
    expected: Mapped[int | None] = mapped_column(sa.BigInteger)
    is_complete: Mapped[bool] = mapped_column(default=False)
    found: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    error: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    created: Mapped[moment] = mapped_column(default=now)
    started: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    finished: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        values.setdefault("kind", "harvest")
        values.setdefault("state", "queued")
        super().__init__(**values)
