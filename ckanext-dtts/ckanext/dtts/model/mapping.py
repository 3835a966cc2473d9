"""How an agency's sheets of one layout are read as a table: confirmed once by a person, and kept."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, text, uuid_key


class Mapping(tk.BaseModel):
    """`layout` is the SHA-256 of the labels for which `mapping` was confirmed, `actor_id` who did it last."""

    __tablename__ = "dtts_mapping"
    __table_args__ = (sa.UniqueConstraint("agency_id", "schema_name", "layout", name="dtts_mapping_layout"),)

    id: Mapped[uuid_key]
    agency_id: Mapped[text]
    schema_name: Mapped[text]
    layout: Mapped[str] = mapped_column(sa.CHAR(64))
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB)
    actor_id: Mapped[text]
    created: Mapped[moment] = mapped_column(default=now)
    changed: Mapped[moment] = mapped_column(default=now, onupdate=now)

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        super().__init__(**values)
