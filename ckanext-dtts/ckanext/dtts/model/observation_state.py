"""When the observations of a table last changed: what an answer from the store is known by."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment


class ObservationState(tk.BaseModel):
    """`changed` is the moment of the last load or removal that changed a row."""

    __tablename__ = "dtts_observation_state"

    table_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"), primary_key=True
    )
    changed: Mapped[moment]
