"""A visit's own rows, examined as the road examines tables, and what is wrong said at the field of its form.

Each table is examined beside those before it, so that nothing of a visit is public before all of it is sound.
What depends on rows that others published is left to the road.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dtts.catalogue import table_schema
from dtts.checks import Keys, packaged_keys
from dtts.examine import PARQUET, examine
from dtts.exports.canonical import canonical_text
from dtts.report import Fault
from dtts.tables import Answers
from dtts.visiting.faults import Faults
from dtts.visiting.rows import Frame, Row, rows
from dtts.visiting.words import PARTS, parts_of

_OF_THE_VISIT = {
    "programme": "item",
    "item_code": "item",
    "plan_id": "plan",
    "area_name": "area_id",
    "area_id": "area_id",
    "visit_id": "visit_date",
    "seen_on": "visit_date",
    "found_on": "visit_date",
    "issued_on": "visit_date",
    "asked_by": "led_by",
    "shared_on": "shared_on",
}
"""Columns that the portal fills from fields of the visit, in whatever table they stand."""
_OF_A_PART = {"site_id": "site", "finding_id": "finding"}
_KINDS = {schema: kind for kind, schema in PARTS.items()}
_HEAD = 1
"""Rows above the first row of values."""


def examined(
    said: Mapping[str, str],
    frame: Frame,
    scratch: Path,
    *,
    keys: Keys = packaged_keys,
    today: date | None = None,
) -> Faults:
    """The errors of rows made of words that `dtts.visiting.faults` finds nothing wrong with; empty for none.

    `scratch` is an empty folder for files on the way; `today` as for `dtts.examine.examine`.
    """
    found: Faults = {}
    beside = scratch / "beside"
    beside.mkdir()
    for schema, own in rows(said, frame).items():
        if not own:
            continue
        path, out = scratch / f"{schema}.csv", scratch / schema
        _write(path, schema, own)
        answers = Answers(encoding="utf-8", decimal=".")
        report = examine(path, path.name, schema, out, answers=answers, keys=keys, beside=beside, today=today)
        for fault in report.faults:
            if fault.severity == "error":
                found.setdefault(_field_of(said, schema, fault), dict(fault.message))
        if report.valid:
            shutil.copy(out / PARQUET, beside / f"{schema}.parquet")
    return found


def _write(path: Path, schema: str, own: list[Row]) -> None:
    names = [field.name for field in table_schema(schema).fields]
    columns: Mapping[str, list[Any]] = {name: [row.get(name) for row in own] for name in names}
    canonical_text(pl.DataFrame(columns, strict=False)).write_csv(path)


def _field_of(said: Mapping[str, str], schema: str, fault: Fault) -> str:
    """The name in the form of the field that a faulty cell was made of."""
    name = fault.field or ""
    if schema not in _KINDS or name in _OF_THE_VISIT:
        return _OF_THE_VISIT.get(name, name if name in said else "findings")
    kind = _KINDS[schema]
    parts = parts_of(said, kind)
    number = parts[fault.row - 1 - _HEAD].number if fault.row and fault.row > _HEAD else 0
    return f"{kind}-{number}-{_OF_A_PART.get(name, name)}"
