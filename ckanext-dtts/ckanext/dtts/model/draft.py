"""What a person has begun to send and not sent yet: the file, and the words of the form."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, text, uuid_key


class Draft(tk.BaseModel):
    """`said` holds the fields of the form as text, `found` what the file says about itself."""

    __tablename__ = "dtts_draft"
    __table_args__ = (
        sa.Index("dtts_draft_by_owner", "owner_id", "changed"),
        sa.Index("dtts_draft_expiring", "expires"),
    )

    id: Mapped[uuid_key]
    owner_id: Mapped[text] = mapped_column(sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"))
    agency_id: Mapped[text | None]
    upload_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_upload.id", ondelete="SET NULL"), index=True
    )
    said: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    found: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    created: Mapped[moment] = mapped_column(default=now)
    changed: Mapped[moment] = mapped_column(default=now)
    expires: Mapped[moment]

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        values.setdefault("said", {})
        values.setdefault("found", {})
        super().__init__(**values)
