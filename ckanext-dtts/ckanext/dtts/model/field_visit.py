"""A visit as it was written down on the spot, on its way to the tables of monitoring."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, one_of, text, uuid_key

VISIT_STATES = ("draft", "sent", "done", "stopped")


class FieldVisit(tk.BaseModel):
    """`id` comes from the device, so that sending twice gives one visit. `said` holds the fields of the form.

    `parts` has the submission of each table that rows of it were handed to, by table schema; `attempt` counts
    how often it was sent after a correction. `stopped` waits for its sender to correct something.
    `approved_by` is who decided on all its tables at once.
    """

    __tablename__ = "dtts_field_visit"
    __table_args__ = (
        sa.CheckConstraint(one_of("state", VISIT_STATES), name="dtts_field_visit_state"),
        sa.Index("dtts_field_visit_by_owner", "owner_id", "changed"),
        sa.Index("dtts_field_visit_by_dataset", "package_id", "state"),
    )

    id: Mapped[uuid_key]
    owner_id: Mapped[text] = mapped_column(sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"))
    package_id: Mapped[text | None]
    state: Mapped[text] = mapped_column(default="draft")
    said: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    parts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    attempt: Mapped[int] = mapped_column(default=0)
    approved_by: Mapped[text | None]
    created: Mapped[moment] = mapped_column(default=now)
    changed: Mapped[moment] = mapped_column(default=now)
    sent: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))


class VisitPhoto(tk.BaseModel):
    """A photo of a site of a visit, without what its camera wrote beside it; goes when the visit goes.

    The bytes lie in the row and not among the blobs, which are never removed.
    """

    __tablename__ = "dtts_visit_photo"
    __table_args__ = (sa.UniqueConstraint("visit_id", "sha256", name="dtts_visit_photo_once"),)

    id: Mapped[uuid_key]
    visit_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_field_visit.id", ondelete="CASCADE")
    )
    site: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.CHAR(64))
    media_type: Mapped[text]
    content: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
    created: Mapped[moment] = mapped_column(default=now)
