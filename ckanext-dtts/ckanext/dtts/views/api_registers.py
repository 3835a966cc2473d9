"""API of administrative units: what bore a code or a name on a day, and what became of it.

Every answer repeats the day that it holds for. Codes are text with leading zeros; a place is named by
its code and a day (`valid_on`), or by its id (`24@pre-2025-07`), which needs no day.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import answers
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.units import (
    CURRENT,
    FORMER_ENDS,
    LEVELS,
    Candidate,
    Change,
    Gazetteer,
    Unit,
    find,
    predecessors,
    successors,
)
from dtts.units.scope import scope_of

blueprint = Blueprint("dtts_api_registers", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

MOST_NAMES = 200
COLUMNS = (
    "area_id", "level", "code", "epoch", "name", "name_en", "short_name", "unit_type", "parent_code",
    "valid_from", "valid_to", "legal_basis", "source", "provenance", "provenance_note", "retired",
)  # fmt: skip
CHANGES = (
    "old_id", "old_name", "new_id", "new_name", "kind", "whole", "default", "effective", "legal_basis",
    "note", "source",
)  # fmt: skip
LEVEL = Parameter(
    "level", "Cấp hành chính.", "Administrative level.", choices=lambda: LEVELS, example="province"
)
CODE = paging.path(
    "code", "Mã đơn vị, hoặc mã kèm giai đoạn.", "Code of the unit, or its id.", "51@since-2025-07"
)
FORM = paging.FORMAT
ENDPOINTS = {
    "units": Endpoint(
        "Đơn vị hành chính có hiệu lực vào một ngày, theo tên, cấp và địa bàn.",
        "Administrative units of a day by name, level and what they lie within.",
        takes=(
            Parameter("q", "Tên hoặc mã cần tìm.", "Name or code to look for.", example="Quảng Ngãi"),
            LEVEL,
            Parameter("within", "Mã của tỉnh hay huyện chứa chúng.", "Code of the province or district."),
            paging.VALID_ON,
            *paging.PAGED,
        ),
        gives=shapes.listed(shapes.record(COLUMNS)),
        forms=("json", "csv"),
    ),
    "unit": Endpoint(
        "Một đơn vị, đơn vị cấp trên và các đơn vị bên trong.",
        "One unit with what it belongs to and the units that it holds.",
        takes=(CODE, paging.VALID_ON, FORM),
        gives=shapes.record(("valid_on", "unit", "path", "children", "history")),
        forms=("json", "csv"),
    ),
    "changes": Endpoint(
        "Mọi thay đổi đã ghi của một đơn vị, gốc của nó và nay là gì.",
        "Every recorded change of a unit, what it was made of and what it is today.",
        takes=(CODE, paging.VALID_ON, FORM),
        gives=shapes.record(("valid_on", "unit", "made_of", "became", "changes")),
        forms=("json", "csv"),
    ),
}
described(blueprint, "registers", ENDPOINTS)


@blueprint.get("/units", defaults={"form": None})
@blueprint.get("/units.<any(csv,json):form>")
@answers_in_json
def units(form: str | None) -> Answer:
    """Units of a day by name (`q`), `level` and what they lie `within`, a page at a time."""
    on = answers.day("valid_on")
    asked = {"valid_on": on.isoformat(), "q": words(), "level": answers.chosen("level", LEVELS)}
    asked["within"] = tk.request.args.get("within", "").strip() or None
    found = named(asked, on) if asked["q"] else in_force(asked, on)
    return answers.listed(found, asked, form, COLUMNS, f"units-{on}.csv")


@blueprint.get("/units/<code>", defaults={"form": None})
@blueprint.get("/units/<code>.<any(csv,json):form>")
@answers_in_json
def unit(code: str, form: str | None) -> Answer:
    """One unit with what it belongs to and the units that it holds."""
    known, on = gazetteer(), answers.day("valid_on")
    found = place(known, code, on)
    if answers.wants_csv(form):
        return answers.as_csv([found.to_dict()], COLUMNS, f"{found.area_id}.csv")
    day = day_of(found, on)
    below = known.children(found.code, day, found.level)
    return answers.as_json(
        {
            "valid_on": day.isoformat(),
            "unit": found.to_dict(),
            "path": [brief(each) for each in reversed(list(known.upwards(found, day)))],
            "children": [brief(each) for each in below],
            "history": [each.to_dict() for each in known.history(found.code, found.level)],
        }
    )


@blueprint.get("/units/<code>/changes", defaults={"form": None})
@blueprint.get("/units/<code>/changes.<any(csv,json):form>")
@answers_in_json
def changes(code: str, form: str | None) -> Answer:
    """Every recorded change of a unit, what it was made of and what it is today."""
    known, on = gazetteer(), answers.day("valid_on")
    found = place(known, code, on)
    rows = [shown(each) for each in known.changes_of(found.area_id)]
    if answers.wants_csv(form):
        return answers.as_csv(rows, CHANGES, f"{found.area_id}.changes.csv")
    made_of, became = origins(known, found), fate(known, found)
    return answers.as_json(
        {
            "valid_on": day_of(found, on).isoformat(),
            "unit": found.to_dict(),
            "made_of": made_of.to_dict() if made_of else None,
            "became": became.to_dict() if became else None,
            "changes": rows,
        }
    )


def words() -> str | None:
    """What was typed, cut where no name of a place goes on."""
    return tk.request.args.get("q", "").strip()[:MOST_NAMES] or None


def named(asked: dict[str, Any], on: date) -> list[dict[str, Any]]:
    """Candidates for a name, the likeliest first, or the unit of a code."""
    known = gazetteer()
    if asked["q"].isdecimal():
        one = known.unit(asked["q"], on, asked["level"])
        return [one.to_dict()] if one else []
    found = find(known, asked["q"], on, asked["within"], asked["level"], limit=MOST_NAMES)
    return [{**each.unit.to_dict(), **match(each)} for each in found]


def match(candidate: Candidate) -> dict[str, Any]:
    """How well a unit fits the name: beside the unit's own values."""
    return {name: value for name, value in candidate.to_dict().items() if name != "unit"}


def in_force(asked: dict[str, Any], on: date) -> list[dict[str, Any]]:
    """All units of a day, by level and code; `within` that is no province or district is refused."""
    known = gazetteer()
    scope = scope_of(known, (asked["within"],), on) if asked["within"] else None
    if scope is not None and not scope.known:
        raise answers.refused("within", "unknown-place", scope.reason["vi"], scope.reason["en"])
    found = known.in_force(on, asked["level"])
    return [each.to_dict() for each in found if scope is None or scope.holds(each)]


def place(known: Gazetteer, code: str, on: date) -> Unit:
    """The unit that a code means on a day, or a place by its id.

    Raises ObjectNotFound for a code that was never in force, and a refusal that names the places that
    bore the code when there was one on another day only.
    """
    found = known.place(code, on) or known.place(code) if "@" in code else known.unit(code, on)
    if found is None:
        raise not_in_force(known, code, on) or tk.ObjectNotFound(code)
    return found


def not_in_force(known: Gazetteer, code: str, on: date) -> tk.ValidationError | None:
    """Which places bore a code on other days; None when none did."""
    borne = ", ".join(dict.fromkeys(f"{unit.area_id} ({unit.name})" for unit in known.history(code)))
    if not borne:
        return None
    day = on.isoformat()
    return answers.refused(
        "valid_on",
        "not-in-force",
        f"Mã {code} không có hiệu lực ngày {day}. Mã này đã chỉ: {borne}. "
        "Hãy hỏi bằng mã kèm giai đoạn ấy, hoặc với valid_on khác.",
        f"Code {code} is not in force on {day}. It has named: {borne}. "
        "Ask by that id, or with another valid_on.",
    )


def day_of(unit: Unit, on: date) -> date:
    """The day asked for when the unit held on it, else its last one."""
    return on if unit.valid_on(on) else unit.valid_to or on


def origins(known: Gazetteer, unit: Unit) -> Any:
    """What a unit of today was made of on the last day before; None for a former unit."""
    if unit.epoch != CURRENT:
        return None
    return predecessors(known, unit.code, FORMER_ENDS, today(), unit.level)


def fate(known: Gazetteer, unit: Unit) -> Any:
    """What a former unit is today; None for one that is in force."""
    if unit.epoch == CURRENT or unit.valid_on(today()):
        return None
    last = min(unit.valid_to or FORMER_ENDS, FORMER_ENDS)
    return successors(known, unit.code, last, today(), unit.level)


def shown(change: Change) -> dict[str, Any]:
    """A change as JSON carries it."""
    effective = change.effective.isoformat() if change.effective else None
    return {**asdict(change), "effective": effective}


def brief(unit: Unit) -> dict[str, Any]:
    """Who a unit is, without where that is known from."""
    return {"area_id": unit.area_id, "code": unit.code, "name": unit.name, "name_en": unit.name_en} | {
        "level": unit.level
    }
