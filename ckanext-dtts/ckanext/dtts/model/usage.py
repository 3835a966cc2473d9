"""How often datasets were read, downloaded and asked for, by day; nothing of who did."""

from __future__ import annotations

from datetime import date

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, code_key, one_of

USES = ("view", "download", "api")


class Usage(tk.BaseModel):
    """One dataset, day and kind. `epoch` names the counter that it was read from: a Redis that lost its
    counts begins a new one, and the day's count is the sum over its epochs."""

    __tablename__ = "dtts_usage"
    __table_args__ = (sa.CheckConstraint(one_of("kind", USES), name="dtts_usage_kind"),)

    package_id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[code_key]
    epoch: Mapped[code_key]
    count: Mapped[bigint]
