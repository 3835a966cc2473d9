"""An entry of the catalogue of what must be published, as it stands now."""

from __future__ import annotations

import uuid
from datetime import date

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, text, uuid_key


class CatalogueEntry(tk.BaseModel):
    """What `dtts.duties.Entry` says, beside the change that said it last.

    `due` and `first_period` are in the form of files; `package_id` and `slug` name the table that fulfils
    the entry, which need not have been sent yet. An entry is ended, never deleted.
    """

    __tablename__ = "dtts_entry"
    __table_args__ = (
        sa.CheckConstraint("code <> '' AND name <> '' AND agency_id <> ''", name="dtts_entry_named"),
        sa.CheckConstraint("(package_id IS NULL) = (slug IS NULL)", name="dtts_entry_table"),
        sa.Index("dtts_entry_by_agency", "agency_id"),
        sa.Index("dtts_entry_by_table", "package_id", "slug"),
    )

    id: Mapped[uuid_key]
    code: Mapped[text] = mapped_column(unique=True)
    name: Mapped[text]
    name_en: Mapped[text | None]
    agency_id: Mapped[text]
    area_id: Mapped[text]
    frequency: Mapped[text]
    due: Mapped[text]
    first_period: Mapped[text]
    ended: Mapped[date | None]
    legal_basis: Mapped[text | None]
    provenance: Mapped[text | None]
    note: Mapped[text | None]
    package_id: Mapped[text | None]
    slug: Mapped[text | None]
    demo: Mapped[bool] = mapped_column(default=False)
    created: Mapped[moment] = mapped_column(default=now)
    changed: Mapped[moment] = mapped_column(default=now)

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        super().__init__(**values)
