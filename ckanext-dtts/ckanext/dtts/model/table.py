"""A table of a dataset: one CKAN resource, whose id never changes."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, text, uuid_key


class Table(tk.BaseModel):
    """The pointer that every page, file and API goes through.

    `id` is also the id of the CKAN resource and of the DataStore table; it is minted at the first
    submission, while the resource itself appears at the first publication.
    `current_version_id` is the one row that decides what the public reads.
    """

    __tablename__ = "dtts_table"
    __table_args__ = (sa.UniqueConstraint("package_id", "slug", name="dtts_table_address"),)

    id: Mapped[uuid_key]
    package_id: Mapped[text] = mapped_column(index=True)
    slug: Mapped[text]
    schema_name: Mapped[text]
    name: Mapped[text]
    name_en: Mapped[text | None]
    current_version_id: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True),
        sa.ForeignKey(
            "dtts_version.id",
            name="dtts_table_current_version",
            use_alter=True,
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    created: Mapped[moment] = mapped_column(default=now)

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        super().__init__(**values)
