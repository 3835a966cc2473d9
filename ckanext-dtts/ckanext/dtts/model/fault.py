"""What was wrong with a record or a whole run, in words, with what came so that it can be tried again."""

from __future__ import annotations

import uuid
from datetime import datetime

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, column_property, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key

SEVERITIES = ("record", "run", "warning")
RECORD = '{"id"'


class Fault(tk.BaseModel):
    """`key` is the same when a resumed run comes to the same fault again, so that it is told once.

    `content` is the record as text of JSON, which begins with RECORD, or what came in its place; `can_retry`
    says whether it is one, so that it can be tried again. A `warning` cost no record; one of severity `run`
    ended the run. `settled` is when the record landed after all.
    """

    __tablename__ = "dtts_fault"
    __table_args__ = (
        sa.UniqueConstraint("run_id", "key", name="dtts_fault_once"),
        sa.CheckConstraint(one_of("severity", SEVERITIES), name="dtts_fault_severity"),
    )

    id: Mapped[uuid_key]
    seq: Mapped[bigint] = mapped_column(sa.BigInteger, sa.Identity(), unique=True)
    run_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_run.id", ondelete="CASCADE")
    )
    key: Mapped[text]
    severity: Mapped[text]
    code: Mapped[text]
    remote_id: Mapped[text | None]
    field: Mapped[text | None]
    vi: Mapped[text]
    en: Mapped[text]
    content: Mapped[str | None] = mapped_column(sa.Text, deferred=True)
    can_retry: Mapped[bool] = column_property(
        sa.func.coalesce(sa.func.starts_with(content, RECORD), sa.false())
    )
    settled: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    created: Mapped[moment] = mapped_column(default=now)
