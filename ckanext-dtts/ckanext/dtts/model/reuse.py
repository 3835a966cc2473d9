"""What others made of published data, and which datasets they used."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import one_of, text
from ckanext.dtts.model.feedback import Feedback
from dtts.reuse import MAKERS


class Reuse(Feedback):
    """A work elsewhere: its address, what it is, and who made it.

    `said` is what the maker tells of it. `work` and `licence` are of `schemas/reuse.yaml`; `maker` is
    the name of an organisation or a pseudonym, never that of a person. All words are gone some time after an
    entry is.
    """

    __tablename__ = "dtts_reuse"
    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_identity": "reuse"}
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.CheckConstraint(one_of("maker_kind", tuple(MAKERS)), name="dtts_reuse_maker_kind"),
        sa.Index("dtts_reuse_by_address", "address"),
    )

    words: ClassVar[tuple[str, ...]] = (*Feedback.words, "title", "title_en", "address", "maker")

    id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_feedback.id"), primary_key=True
    )
    work: Mapped[text]
    title: Mapped[text | None]
    title_en: Mapped[text | None]
    address: Mapped[text | None]
    maker: Mapped[text | None]
    maker_kind: Mapped[text]
    licence: Mapped[text]
    demo: Mapped[bool] = mapped_column(default=False)


class ReuseDataset(tk.BaseModel):
    """A dataset that a work uses."""

    __tablename__ = "dtts_reuse_dataset"
    __table_args__ = (sa.Index("dtts_reuse_by_dataset", "package_id"),)

    reuse_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_reuse.id"), primary_key=True
    )
    package_id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
