"""Requests of readers for data that the portal does not have, and who else needs them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import Mapped, mapped_column

from ckanext.dtts.model.columns import moment, now, text
from ckanext.dtts.model.feedback import Feedback


class DataRequest(Feedback):
    """What is wanted is `said`. `area_id` is the province, or the whole country; `places` the reader's own
    words for places in it, `purpose` what the data are for, both for the staff alone.

    `agency_id` is who shall answer; None while nobody has said who. `planned_for`, `package_id`, `ground` and
    `duplicate_of` belong to the state that the request is in; `reminded` is the last step of reminding about
    the day `reminded_due`.
    """

    __tablename__ = "dtts_data_request"
    __mapper_args__: ClassVar[dict[str, Any]] = {"polymorphic_identity": "request"}
    words: ClassVar[tuple[str, ...]] = (*Feedback.words, "places", "purpose")
    __table_args__: ClassVar[tuple[Any, ...]] = (
        sa.CheckConstraint("year_from <= year_to", name="dtts_data_request_years"),
        sa.CheckConstraint("duplicate_of <> id", name="dtts_data_request_of_another"),
        sa.Index("dtts_data_request_by_agency", "agency_id"),
        sa.Index("dtts_data_request_by_area", "area_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_feedback.id"), primary_key=True
    )
    area_id: Mapped[text]
    places: Mapped[text | None]
    year_from: Mapped[int | None]
    year_to: Mapped[int | None]
    purpose: Mapped[text | None]
    agency_id: Mapped[str | None] = mapped_column(sa.Text, sa.ForeignKey("group.id", ondelete="SET NULL"))
    demo: Mapped[bool] = mapped_column(default=False)
    planned_for: Mapped[date | None]
    ground: Mapped[text | None]
    duplicate_of: Mapped[uuid.UUID | None] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_data_request.id")
    )
    reminded_due: Mapped[date | None]
    reminded: Mapped[int | None]

    def to_publish(self) -> str:
        return f"{self.said} ({self.places})" if self.places else self.said

    def named(self) -> dict[str, Any]:
        told = {"agency": self.agency_id, "area": self.area_id}
        return {**super().named(), **{name: each for name, each in told.items() if each}}


class DataRequestSupport(tk.BaseModel):
    """That one browser said “I need this too”: its `id` is that of the form, so that it counts once.

    Nothing is kept of who it was.
    """

    __tablename__ = "dtts_data_request_support"

    id: Mapped[uuid.UUID] = mapped_column(UUID(as_uuid=True), primary_key=True)
    request_id: Mapped[uuid.UUID] = mapped_column(
        UUID(as_uuid=True), sa.ForeignKey("dtts_data_request.id"), index=True
    )
    created: Mapped[moment] = mapped_column(default=now)
