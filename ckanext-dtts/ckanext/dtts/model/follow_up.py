"""What was done on the desk about a recommendation: its stage, the steps taken, and their documents."""

from __future__ import annotations

import uuid
from datetime import date

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import bigint, moment, now, one_of, text, uuid_key
from dtts.followup import SIDES, STAGES


class FollowUp(tk.BaseModel):
    """A recommendation of a published table, from the first time that the desk had to do with it.

    `stage` is what the last event of the log says (`ckanext.dtts.answering.states`). `reminded_step` is the
    last step of reminding, in days after `reminded_due`, the due day that it was counted from.
    """

    __tablename__ = "dtts_follow_up"
    __table_args__ = (
        sa.CheckConstraint(one_of("stage", tuple(STAGES)), name="dtts_follow_up_stage"),
        sa.UniqueConstraint("table_id", "recommendation_id", name="dtts_follow_up_once"),
    )

    id: Mapped[uuid_key]
    table_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"))
    recommendation_id: Mapped[text]
    stage: Mapped[text]
    reminded_due: Mapped[date | None]
    reminded_step: Mapped[int | None]
    created: Mapped[moment] = mapped_column(default=now)


class FollowUpStep(tk.BaseModel):
    """One step, a row of `recommendation_responses` to be; the database refuses to change or remove it.

    `response_id` is its code there. A withdrawal is no such row: it fills two columns of the recommendation.
    `agency_id` and `agency` are who took it, the latter as the recommendation writes the name.
    """

    __tablename__ = "dtts_follow_up_step"
    __table_args__ = (
        sa.CheckConstraint(one_of("kind", tuple(SIDES)), name="dtts_follow_up_step_kind"),
        sa.CheckConstraint("actor <> ''", name="dtts_follow_up_step_has_actor"),
        sa.UniqueConstraint("follow_up_id", "response_id", name="dtts_follow_up_step_code"),
    )

    id: Mapped[uuid_key]
    seq: Mapped[bigint] = mapped_column(sa.BigInteger, sa.Identity(), unique=True)
    follow_up_id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), sa.ForeignKey("dtts_follow_up.id"))
    response_id: Mapped[text]
    kind: Mapped[text]
    on: Mapped[date] = mapped_column("responded_on")
    response: Mapped[text]
    response_en: Mapped[text | None]
    completed_on: Mapped[date | None]
    proof: Mapped[text | None]
    agency_id: Mapped[text]
    agency: Mapped[text]
    actor: Mapped[text]
    created: Mapped[moment] = mapped_column(default=now)


class FollowUpDocument(tk.BaseModel):
    """A file that came with a step, kept under its SHA-256; the database refuses to change the row."""

    __tablename__ = "dtts_follow_up_document"

    id: Mapped[uuid_key]
    step_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_follow_up_step.id"), index=True
    )
    filename: Mapped[text]
    media_type: Mapped[text]
    sha256: Mapped[str] = mapped_column(sa.CHAR(64))
    size: Mapped[bigint]
