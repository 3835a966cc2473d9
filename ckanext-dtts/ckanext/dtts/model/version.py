"""A published version of a table: which submission, and the files that it became."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, text, uuid_key


class Version(tk.BaseModel):
    """Immutable once written; its files stay readable after a newer version replaces it."""

    __tablename__ = "dtts_version"
    __table_args__ = (
        sa.UniqueConstraint("table_id", "number", name="dtts_version_number"),
        sa.UniqueConstraint("submission_id", name="dtts_version_once"),
        sa.CheckConstraint("number >= 1", name="dtts_version_counts_from_one"),
    )

    id: Mapped[uuid_key]
    table_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"))
    submission_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_submission.id"))
    number: Mapped[int]
    schema_name: Mapped[text]
    schema_version: Mapped[int]
    row_count: Mapped[bigint]
    csv_sha256: Mapped[str] = mapped_column(sa.CHAR(64))
    csv_size: Mapped[bigint]
    parquet_sha256: Mapped[str] = mapped_column(sa.CHAR(64))
    parquet_size: Mapped[bigint]
    published: Mapped[moment] = mapped_column(default=now)

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        super().__init__(**values)
