"""A file with the catalogue: checked as any table, compared with what is kept, taken as a whole or not."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.checking.examine import examine, take
from ckanext.dtts.duties import change
from ckanext.dtts.duties.known import Known
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import CatalogueEntry
from ckanext.dtts.road.states import Actor
from ckanext.dtts.work import scratch
from dtts.examine.run import CSV
from dtts.tables import NOTHING_SAID

SCHEMA = "open_data_catalogue"
DEMO_MARK = "Dữ liệu minh họa"


@dataclass
class Comparison:
    """What a file would do: rows by `code`. `absent` stand in the catalogue and not in the file, and stay.

    Nothing of it is applied while the report has errors or a row is `refused`.
    """

    report: dict[str, Any]
    added: dict[str, dict[str, Any]] = field(default_factory=dict)
    changed: dict[str, dict[str, Any]] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether the file can be applied."""
        return bool(self.report["valid"]) and not self.refused

    def to_dict(self) -> dict[str, Any]:
        """The comparison as JSON carries it."""
        return {
            "report": self.report,
            "added": sorted(self.added),
            "changed": sorted(self.changed),
            "unchanged": len(self.unchanged),
            "absent": self.absent,
            "refused": self.refused,
            "sound": self.sound,
        }


def compare(stream: IO[bytes], filename: str) -> Comparison:
    """What a file (CSV, Excel, …) would change of the catalogue; nothing is written."""
    with scratch() as folder:
        take(stream, folder / "sent")
        report = examine(folder / "sent", filename, SCHEMA, NOTHING_SAID, folder / "out")
        found = Comparison(report)
        if report["valid"]:
            _compare(found, list(_rows(folder / "out" / CSV)))
    return found


def apply(found: Comparison, by: Actor, reason: str | None) -> None:
    """Write a sound comparison in the caller's transaction; RefusedError for another one."""
    if not found.sound:
        raise RefusedError(
            "upload",
            "not-sound",
            "Tệp còn lỗi nên chưa mục nào được thay đổi; xem báo cáo.",
            "The file has faults, so that no entry was changed; see the report.",
        )
    stored = {each.code: each for each in model.Session.scalars(sa.select(CatalogueEntry))}
    for columns in found.added.values():
        change.add(columns, by, reason)
    for code, columns in found.changed.items():
        change.update(stored[code], columns, by, reason)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {**row, "demo": row.get("data_mark") == DEMO_MARK}


def _compare(found: Comparison, rows: list[dict[str, Any]]) -> None:
    known, stored = Known.read(), _stored()
    for row in rows:
        try:
            columns = known.columns(row)
        except RefusedError as refused:
            found.refused.append(_refusal(row["code"], refused))
            continue
        before = stored.get(columns["code"])
        if before is None:
            found.added[columns["code"]] = columns
        elif any(before[name] != value for name, value in columns.items()):
            found.changed[columns["code"]] = columns
        else:
            found.unchanged.append(columns["code"])
    found.absent = sorted(set(stored) - {row["code"] for row in rows})


def _stored() -> dict[str, Mapping[str, Any]]:
    query = sa.select(CatalogueEntry.__table__)
    return {row["code"]: row for row in model.Session.execute(query).mappings()}


def _refusal(code: str, refused: RefusedError) -> dict[str, Any]:
    return {"code": code, "field": refused.field, "message": {"vi": refused.vi, "en": refused.en}}
