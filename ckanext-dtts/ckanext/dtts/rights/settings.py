"""What is set for an agency: its place, who approves, whether it has one person; every change is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import registers
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import APPROVALS, Agency, AgencyChange
from dtts.agencies import Agencies

FIELDS = ("area_id", "approval", "one_person", "register_id", "written_as")


def settings_of(agency_id: str) -> Agency:
    """The settings of an agency; those of one without any are empty and not in the database."""
    found = model.Session.get(Agency, agency_id)
    return found or Agency(agency_id=agency_id, one_person=False, changed_by="")


def change(agency_id: str, values: Mapping[str, Any], actor: str) -> list[str]:
    """Set what `values` names of FIELDS in the caller's transaction; the names of what is another now.

    `actor` is the user's id. RefusedError for a place, an agency or a way to approve that there is not.
    """
    _refuse_unknown(values)
    stored = settings_of(agency_id)
    moved = [field for field in FIELDS if field in values and getattr(stored, field) != values[field]]
    for field in moved:
        before, after = _text(getattr(stored, field)), _text(values[field])
        setattr(stored, field, values[field])
        model.Session.add(
            AgencyChange(agency_id=agency_id, actor=actor, field=field, before=before, after=after)
        )
    if moved:
        stored.changed_by = actor
        model.Session.add(stored)
    return moved


def changes_of(agency_id: str, most: int) -> list[AgencyChange]:
    """The last changes of an agency and of its people, newest first."""
    query = sa.select(AgencyChange).where(AgencyChange.agency_id == agency_id)
    return list(model.Session.scalars(query.order_by(AgencyChange.seq.desc()).limit(most)))


def _refuse_unknown(values: Mapping[str, Any]) -> None:
    area_id, approval, register_id = (values.get(name) for name in ("area_id", "approval", "register_id"))
    if area_id is not None and registers.gazetteer().place(area_id) is None:
        raise RefusedError(
            "area_id",
            "unknown-place",
            f"Danh mục không có địa bàn “{area_id}”; ghi mã kèm giai đoạn, ví dụ 24@since-2025-07.",
            f"The register has no place “{area_id}”; write its code with the period, as 24@since-2025-07.",
        )
    if approval is not None and approval not in APPROVALS:
        raise RefusedError(
            "approval",
            "unknown-approval",
            "Cách duyệt là “person” (người duyệt) hoặc “auto” (tự động).",
            "Approval is `person` or `auto`.",
        )
    if register_id is not None and register_id not in Agencies.load(registers.folder()).all:
        raise RefusedError(
            "register_id",
            "unknown-agency",
            f"Danh mục cơ quan không có mã “{register_id}”.",
            f"The register of agencies has no id “{register_id}”.",
        )


def _text(value: Any) -> str | None:
    """As the record holds it; a setting that was never made is off."""
    return str(bool(value)).lower() if isinstance(value, bool) else value
