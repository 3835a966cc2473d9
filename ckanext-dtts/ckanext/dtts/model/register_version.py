"""A new version of a register as its keeper applied it: on what legal basis, over which state."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, text, uuid_key


class RegisterVersion(tk.BaseModel):
    """What holds the submissions of a register's tables together: all are published at once, or none.

    `sha256` is that of the file as the keeper sent it, `base` the fingerprint of the published state that it
    was compared with; `summary` counts the difference: `{added, changed, ended, removed, unchanged}`.
    """

    __tablename__ = "dtts_register_version"
    __table_args__ = (
        sa.CheckConstraint("legal_basis <> ''", name="dtts_register_version_has_basis"),
        sa.Index("dtts_register_version_by_register", "register", "created"),
    )

    id: Mapped[uuid_key]
    register: Mapped[text]
    base: Mapped[str] = mapped_column(sa.CHAR(64))
    legal_basis: Mapped[text]
    filename: Mapped[text]
    sha256: Mapped[str] = mapped_column(sa.CHAR(64))
    size: Mapped[bigint]
    summary: Mapped[dict[str, Any]] = mapped_column(JSONB)
    actor_id: Mapped[text]
    created: Mapped[moment] = mapped_column(default=now)

    def __init__(self, **values: object) -> None:
        values.setdefault("id", uuid.uuid4())
        super().__init__(**values)
