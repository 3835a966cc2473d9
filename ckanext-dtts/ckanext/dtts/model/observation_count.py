"""How many current observations a table has of each kind, so that a count reads no observation."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, code_key


class ObservationCount(tk.BaseModel):
    """One row for each combination of the dimensions other than the area that a table has now."""

    __tablename__ = "dtts_observation_count"

    table_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"), primary_key=True
    )
    freq: Mapped[code_key]
    indicator: Mapped[code_key]
    geo_version: Mapped[code_key]
    sex: Mapped[code_key]
    ethnic_group: Mapped[code_key]
    commune_region: Mapped[code_key]
    value_type: Mapped[code_key]
    time_period: Mapped[code_key]
    rows: Mapped[bigint]
