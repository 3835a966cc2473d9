"""A file on its way here in pieces: how much of it has come, and until when it is kept."""

from __future__ import annotations

import uuid
from datetime import datetime

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, text, uuid_key


class Upload(tk.BaseModel):
    """`received` of `size` bytes are on the disk for certain; `sha256` is theirs once all are.

    `writer` is the request that may append now. Once a submission has taken the bytes, `taken` says when and
    the row only answers the same request if it is repeated.
    """

    __tablename__ = "dtts_upload"
    __table_args__ = (
        sa.CheckConstraint("received >= 0 AND received <= size", name="dtts_upload_within_size"),
        sa.CheckConstraint("(received = size) = (sha256 IS NOT NULL)", name="dtts_upload_hashed_when_whole"),
        sa.Index("dtts_upload_by_owner", "owner_id"),
        sa.Index("dtts_upload_expiring", "expires"),
    )

    id: Mapped[uuid_key]
    owner_id: Mapped[text] = mapped_column(sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"))
    filename: Mapped[text]
    size: Mapped[bigint]
    received: Mapped[bigint] = mapped_column(default=0)
    sha256: Mapped[str | None] = mapped_column(sa.CHAR(64))
    writer: Mapped[uuid.UUID | None] = mapped_column(UUID(as_uuid=True))
    created: Mapped[moment] = mapped_column(default=now)
    expires: Mapped[moment]
    taken: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        values.setdefault("received", 0)
        super().__init__(**values)

    @property
    def is_whole(self) -> bool:
        """Whether every byte has come."""
        return self.received == self.size
