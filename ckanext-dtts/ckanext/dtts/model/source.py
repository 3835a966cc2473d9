"""A source: another system from which the portal fetches, as its file describes it, and how it stands."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, one_of, text, uuid_key

SOURCE_STATES = ("new", "active", "paused")


class Source(tk.BaseModel):
    """`definition` is the YAML as it was given and `sha256` its digest; it may start once a dry run of just
    that definition went well, whose digest is `checked_sha256`.

    `memory` is what its connector keeps from one complete run to the next (ETag, cursor). `failures` counts
    failed runs in a row. `paused_by` is a user's id, or `breaker` after too many of them. What it brings
    belongs to the agency `agency_id` and is sent in the name of `keeper_id`.
    """

    __tablename__ = "dtts_source"
    __table_args__ = (
        sa.CheckConstraint(one_of("state", SOURCE_STATES), name="dtts_source_state"),
        sa.CheckConstraint("(state = 'paused') = (paused_by IS NOT NULL)", name="dtts_source_paused_by"),
        sa.CheckConstraint("failures >= 0", name="dtts_source_failures"),
    )

    id: Mapped[uuid_key]
    name: Mapped[text] = mapped_column(unique=True)
    title: Mapped[text]
    definition: Mapped[text]
    sha256: Mapped[str] = mapped_column(sa.CHAR(64))
    checked_sha256: Mapped[str | None] = mapped_column(sa.CHAR(64))
    agency_id: Mapped[text]
    keeper_id: Mapped[text]
    state: Mapped[text] = mapped_column(default="new")
    paused_by: Mapped[text | None]
    memory: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    failures: Mapped[int] = mapped_column(default=0)
    next_run: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    created: Mapped[moment] = mapped_column(default=now)
    changed: Mapped[moment] = mapped_column(default=now, onupdate=now)

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        values.setdefault("state", "new")
        values.setdefault("memory", {})
        values.setdefault("failures", 0)
        super().__init__(**values)

    @property
    def is_checked(self) -> bool:
        """Whether a dry run of the present definition went well."""
        return self.checked_sha256 == self.sha256
