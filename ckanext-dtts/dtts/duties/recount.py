"""The percentage counted again from the catalogue's CSV alone, by its days and not by its own verdict."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dtts.duties.share import Share
from dtts.errors import UsageError

NEEDED = ("as_of", "code", "agency", "province_id", "due", "published_on", "counted", "fresh")


@dataclass(frozen=True)
class Recount:
    """Shares as counted from the days; `differ` are the codes of rows whose own 1 and 0 say otherwise."""

    total: Share
    by_agency: Mapping[str, Share]
    by_province: Mapping[str, Share]
    differ: tuple[str, ...]


def recount_file(path: Path) -> Recount:
    """The count of a CSV of `/danh-muc-du-lieu-mo.csv`; UsageError when it is none."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return recount(csv.DictReader(file))


def recount(rows: Iterable[Mapping[str, str]]) -> Recount:
    """The count of rows with the columns NEEDED, as text; UsageError names one that is missing."""
    total, differ = Share(), []
    agencies: dict[str, Share] = {}
    provinces: dict[str, Share] = {}
    for row in rows:
        _need_columns(row)
        counted, fresh = _counted(row)
        one = Share(int(fresh), int(counted))
        total = _added(total, one)
        agencies[row["agency"]] = _added(agencies.get(row["agency"], Share()), one)
        provinces[row["province_id"]] = _added(provinces.get(row["province_id"], Share()), one)
        if (row["counted"], row["fresh"]) != (str(one.due), str(one.fresh)):
            differ.append(row["code"])
    return Recount(total, agencies, provinces, tuple(differ))


def _counted(row: Mapping[str, str]) -> tuple[bool, bool]:
    """ISO days compare as text."""
    counted = row["due"] != "" and row["due"] < row["as_of"]
    return counted, counted and row["published_on"] != "" and row["published_on"] <= row["as_of"]


def _added(one: Share, other: Share) -> Share:
    return Share(one.fresh + other.fresh, one.due + other.due)


def _need_columns(row: Mapping[str, str]) -> None:
    missing = [name for name in NEEDED if row.get(name) is None]
    if missing:
        raise UsageError(
            f"the file has no column {missing[0]!r}; give a CSV of the catalogue of what must be published"
        )
