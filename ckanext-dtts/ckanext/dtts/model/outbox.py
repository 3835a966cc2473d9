"""What must be told to a derived store (the search index) once the change itself is committed."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, text, uuid_key


class Outbox(tk.BaseModel):
    """One thing to pass on, written in the transaction of the change that it tells of.

    A row says *which* entity changed and never *what* it became: whoever passes it on reads the
    present state, so that rows may be passed on twice, late or together.
    """

    __tablename__ = "dtts_outbox"
    __table_args__ = (sa.Index("dtts_outbox_due", "topic", "due"),)

    id: Mapped[uuid_key]
    topic: Mapped[text]
    key: Mapped[text]
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created: Mapped[moment] = mapped_column(default=now)
    attempt: Mapped[int] = mapped_column(default=0, server_default="0")
    due: Mapped[moment] = mapped_column(default=now)
    error: Mapped[text | None]

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        super().__init__(**values)
