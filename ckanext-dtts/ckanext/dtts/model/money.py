"""One amount of money, as a published table said it."""

from __future__ import annotations

import uuid
from datetime import datetime

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, text

ORDER = (
    "programme", "item", "ref_area", "year_from", "year_to", "source", "nature", "plan_kind", "as_of",
    "stage",
)  # fmt: skip
"""The axes in the order in which answers are sorted."""


class Money(tk.BaseModel):
    """Columns are those of `dtts.finance.facts` in small letters; `as_of` is empty where it is not known.
    A row is never changed, only superseded, as in the store of observations. `content` identifies what it
    says.
    """

    __tablename__ = "dtts_finance"
    __table_args__ = (
        sa.Index("dtts_finance_slice", *ORDER, "seq", postgresql_where=sa.text("superseded IS NULL")),
        sa.Index("dtts_finance_table", "table_id", postgresql_where=sa.text("superseded IS NULL")),
    )

    seq: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    table_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"))
    version_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_version.id"))
    content: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True))
    released: Mapped[moment]
    superseded: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    programme: Mapped[text]
    item: Mapped[text]
    ref_area: Mapped[text]
    year_from: Mapped[int]
    year_to: Mapped[int]
    source: Mapped[text]
    nature: Mapped[text]
    plan_kind: Mapped[text]
    stage: Mapped[text]
    as_of: Mapped[text]
    amount: Mapped[int | None] = mapped_column(sa.BigInteger)
    printed: Mapped[float | None] = mapped_column(sa.Double)
    printed_unit: Mapped[text]
    approximate: Mapped[bool]
    obs_status: Mapped[text]
    evidence: Mapped[str | None] = mapped_column(sa.Text)
    name: Mapped[str | None] = mapped_column(sa.Text)
    note: Mapped[str | None] = mapped_column(sa.Text)
