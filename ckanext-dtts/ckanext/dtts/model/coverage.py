"""Which days a published version is about, read from its rows once."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import Mapped, mapped_column


class Coverage(tk.BaseModel):
    """`spans` is a list of `[first day, last day, provisional]`, as `dtts.duties.Span` has it; only versions
    of tables whose schema declares `dtts:covers` have a row. It can be made again from the version."""

    __tablename__ = "dtts_coverage"

    version_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_version.id", ondelete="CASCADE"), primary_key=True
    )
    spans: Mapped[list[list[Any]]] = mapped_column(JSONB)
