"""Every change of the catalogue of what must be published: who, when, why, and what holds since."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, text, uuid_key


class EntryChange(tk.BaseModel):
    """One row a change, written in its transaction; the database refuses to change or remove one.

    `content` is the whole entry as it stands since, `fields` names what is other than before. `reason` is
    what the person said: a decision of the committee, usually.
    """

    __tablename__ = "dtts_entry_change"
    __table_args__ = (
        sa.CheckConstraint("actor <> ''", name="dtts_entry_change_has_actor"),
        sa.CheckConstraint("actor_kind IN ('person', 'policy')", name="dtts_entry_change_actor_kind"),
        sa.Index("dtts_entry_change_by_entry", "entry_id", "seq"),
    )

    id: Mapped[uuid_key]
    seq: Mapped[bigint] = mapped_column(sa.BigInteger, sa.Identity(), unique=True)
    entry_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_entry.id"))
    at: Mapped[moment] = mapped_column(default=now)
    actor: Mapped[text]
    actor_kind: Mapped[text]
    reason: Mapped[text | None]
    fields: Mapped[list[str]] = mapped_column(JSONB)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        super().__init__(**values)
