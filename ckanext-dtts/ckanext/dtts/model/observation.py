"""One value of an indicator, as a published table said it or as it was derived from such."""

from __future__ import annotations

import uuid
from datetime import datetime

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import code, moment, text

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

_CURRENT = {
    "area": ("ref_area", "indicator"),
    "period": ("indicator", "time_period", "ethnic_group", "sex"),
    "group": ("ethnic_group", "time_period", "sex"),
    "kind": ("value_type", "commune_region", "geo_version", "time_period"),
    "table": ("table_id", "derived"),
}


class Observation(tk.BaseModel):
    """Columns are SDMX component ids in small letters. A row is never changed, only superseded: it holds
    from `released` until `superseded`, which is null while it is the current one.

    `table_id` and `version_id` are no foreign keys: checking them row by row took a third of a load.
    `derived` rows were computed from the table's own; `method`, `bound` and `changes` say how. `content`
    identifies everything that a row says.
    """

    __tablename__ = "dtts_observation"
    __table_args__ = (
        # Rows that share an entry share its bytes: so few columns stay small, the rest is sorted when read.
        sa.Index("dtts_observation_slice", "indicator", "ref_area"),
        *(
            sa.Index(f"dtts_observation_{name}", *columns, postgresql_where=sa.text("superseded IS NULL"))
            for name, columns in _CURRENT.items()
        ),
    )

    seq: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    table_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True))
    version_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True))
    derived: Mapped[bool]
    content: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True))
    released: Mapped[moment]
    superseded: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    freq: Mapped[code]
    indicator: Mapped[code]
    ref_area: Mapped[code]
    geo_version: Mapped[code]
    sex: Mapped[code]
    ethnic_group: Mapped[code]
    commune_region: Mapped[code]
    value_type: Mapped[code]
    time_period: Mapped[code]
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
