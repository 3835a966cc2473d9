"""What the portal knows of an agency beyond CKAN's organisation, and how that came about."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key

APPROVALS = ("person", "auto")


class Agency(tk.BaseModel):
    """An organisation tied to its place.

    `approval` None is the portal's setting `dtts.desk.approval`; `one_person` lets its only approver decide
    on what they sent themselves, which the record then says; `register_id` is its id in the register of
    agencies; `written_as` are the names, one a line, by which recommendations call it.
    """

    __tablename__ = "dtts_agency"
    __table_args__ = (
        sa.CheckConstraint(one_of("approval", APPROVALS), name="dtts_agency_approval"),
        sa.CheckConstraint("area_id LIKE '%_@_%'", name="dtts_agency_area"),
    )

    agency_id: Mapped[text] = mapped_column(
        sa.Text, sa.ForeignKey("group.id", ondelete="CASCADE"), primary_key=True
    )
    area_id: Mapped[text | None]
    approval: Mapped[text | None]
    one_person: Mapped[bool] = mapped_column(default=False)
    register_id: Mapped[text | None]
    written_as: Mapped[text | None]
    changed: Mapped[moment] = mapped_column(default=now, onupdate=now)
    changed_by: Mapped[text]


class AgencyChange(tk.BaseModel):
    """One thing changed of an agency; the database refuses to change or delete the row.

    `field` is a column of Agency, or `member`, whose `subject` is the person's id and whose values are
    CKAN's capacities, None for no member.
    """

    __tablename__ = "dtts_agency_change"
    __table_args__ = (
        sa.CheckConstraint("actor <> ''", name="dtts_agency_change_has_actor"),
        sa.CheckConstraint("before IS DISTINCT FROM after", name="dtts_agency_change_changes"),
        sa.Index("dtts_agency_change_by_agency", "agency_id", "seq"),
    )

    id: Mapped[uuid_key]
    seq: Mapped[bigint] = mapped_column(sa.BigInteger, sa.Identity(), unique=True)
    agency_id: Mapped[text]
    at: Mapped[moment] = mapped_column(default=now)
    actor: Mapped[text]
    field: Mapped[text]
    subject: Mapped[text | None]
    before: Mapped[text | None]
    after: Mapped[text | None]
