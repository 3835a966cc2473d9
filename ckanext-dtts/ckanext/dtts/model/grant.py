"""Keepers: people who look after registers or harvest sources for the whole portal."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, one_of, text, uuid_key

KEEPER_ROLES = ("register_keeper", "harvest_keeper")


class Grant(tk.BaseModel):
    """One role given to one person; the roles inside an agency are CKAN's memberships."""

    __tablename__ = "dtts_grant"
    __table_args__ = (
        sa.CheckConstraint(one_of("role", KEEPER_ROLES), name="dtts_grant_role"),
        sa.UniqueConstraint("user_id", "role", name="dtts_grant_once"),
    )

    id: Mapped[uuid_key]
    user_id: Mapped[text] = mapped_column(sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"))
    role: Mapped[text]
    granted_by: Mapped[text]
    created: Mapped[moment] = mapped_column(default=now)
