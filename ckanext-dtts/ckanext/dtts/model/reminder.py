"""Which reminders of overdue entries have been passed on, so that none is sent twice."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, text


class Reminder(tk.BaseModel):
    """`obligation` is a period of the entry (`2025`, `2025:provisional`), `days` a step after its due day."""

    __tablename__ = "dtts_reminder"

    entry_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_entry.id"), primary_key=True
    )
    obligation: Mapped[text] = mapped_column(primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[moment] = mapped_column(default=now)
