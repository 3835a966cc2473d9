"""An address elsewhere that a dataset names, and what the last check of it found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, text

BROKEN_AFTER = 2
"""So many failures in a row make a link broken: one night may be the other server's bad night."""


class Link(tk.BaseModel):
    """One row an address, however many datasets name it. `failures` in a row, since `failing_since`; `said`
    is the last one's sentence in both languages."""

    __tablename__ = "dtts_link"
    __table_args__ = (
        sa.CheckConstraint("(failures > 0) = (failing_since IS NOT NULL)", name="dtts_link_failing"),
        sa.CheckConstraint("(failures > 0) = (said IS NOT NULL)", name="dtts_link_said"),
        sa.Index("dtts_link_by_check", "checked"),
    )

    address: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    checked: Mapped[moment]
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    rule: Mapped[text | None]
    said: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
