"""One value of an indicator, as a published table said it or as it was derived from such."""

from __future__ import annotations

import uuid
from datetime import datetime

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, text

KEY = (
    "indicator",
    "ref_area",
    "geo_version",
    "sex",
    "ethnic_group",
    "commune_region",
    "value_type",
    "time_period",
    "freq",
)
"""The SDMX dimensions in the order in which answers are sorted."""


class Observation(tk.BaseModel):
    """Columns are SDMX component ids in small letters. A row is never changed, only superseded: it holds
    from `released` until `superseded`, which is null while it is the current one.

    `derived` rows were computed from the table's own; `method`, `bound` and `changes` say how. `content`
    identifies everything that a row says.
    """

    __tablename__ = "dtts_observation"
    __table_args__ = (
        sa.Index("dtts_observation_slice", *KEY, "seq", postgresql_where=sa.text("superseded IS NULL")),
        sa.Index(
            "dtts_observation_content", "table_id", "content", postgresql_where=sa.text("superseded IS NULL")
        ),
        sa.Index("dtts_observation_area", "ref_area", "indicator", "time_period"),
        sa.Index(
            "dtts_observation_past",
            "indicator",
            "released",
            postgresql_where=sa.text("superseded IS NOT NULL"),
        ),
    )

    seq: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    table_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"))
    version_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_version.id"))
    derived: Mapped[bool]
    content: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True))
    released: Mapped[moment]
    superseded: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    freq: Mapped[text]
    indicator: Mapped[text]
    ref_area: Mapped[text]
    geo_version: Mapped[text]
    sex: Mapped[text]
    ethnic_group: Mapped[text]
    commune_region: Mapped[text]
    value_type: Mapped[text]
    time_period: Mapped[text]
    obs_value: Mapped[float | None] = mapped_column(sa.Double)
    unit_measure: Mapped[str | None] = mapped_column(sa.Text)
    unit_mult: Mapped[int | None] = mapped_column(sa.SmallInteger)
    decimals: Mapped[int | None] = mapped_column(sa.SmallInteger)
    obs_status: Mapped[text]
    conf_status: Mapped[str | None] = mapped_column(sa.Text)
    comparability: Mapped[str | None] = mapped_column(sa.Text)
    cumulation: Mapped[str | None] = mapped_column(sa.Text)
    numerator: Mapped[float | None] = mapped_column(sa.Double)
    denominator: Mapped[float | None] = mapped_column(sa.Double)
    coverage_n: Mapped[int | None]
    coverage_d: Mapped[int | None]
    approval_level: Mapped[str | None] = mapped_column(sa.Text)
    source: Mapped[str | None] = mapped_column(sa.Text)
    report_id: Mapped[str | None] = mapped_column(sa.Text)
    release_id: Mapped[str | None] = mapped_column(sa.Text)
    last_update: Mapped[str | None] = mapped_column(sa.Text)
    comment_obs: Mapped[str | None] = mapped_column(sa.Text)
    method: Mapped[str | None] = mapped_column(sa.Text)
    bound: Mapped[float | None] = mapped_column(sa.Double)
    changes: Mapped[str | None] = mapped_column(sa.Text)
