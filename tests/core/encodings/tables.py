"""Whole tables of real rows, written in seven encodings."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import xlrd
import yaml

from core.encodings import old_writers
from dtts.catalogue import schemas_path

Rows = list[list[str]]
MANIFEST = Path(__file__).parents[2] / "fixtures" / "encodings" / "manifest.yaml"
ENTRIES: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
WRITERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8-sig": lambda text: codecs.BOM_UTF8 + text.encode(),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "cp1258": old_writers.cp1258,
    "tcvn3": old_writers.tcvn3,
    "vni": old_writers.vni,
}
OLD = ("cp1258", "tcvn3", "vni")


def rows_of(entry: dict[str, Any]) -> Rows:
    """The table of an entry, its labels first."""
    labels, *rows = _source(entry["from"])
    places = [column if isinstance(column, int) else labels.index(column) for column in entry["columns"]]
    first, count = entry["rows"]
    taken = ([row[place] for place in places] for row in rows[first:])
    writable = list(islice((row for row in taken if any(row) and can_be_written("".join(row))), count))
    if entry.get("upper"):
        writable = [[cell.upper() for cell in row] for row in writable]
    return [
        entry.get("labels")
        or [
            f"x{place}" if place == column else str(column)
            for place, column in zip(places, entry["columns"], strict=True)
        ],
        *writable,
    ]


def text_of(entry: dict[str, Any], rows: Rows) -> str:
    """The table as text, with the entry's separator and quotes."""
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if entry.get("quoted") else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=entry.get("separator", ","), quoting=quoting, lineterminator="\r\n").writerows(
        rows
    )
    return text.getvalue()


def can_be_written(text: str) -> bool:
    """Whether every old encoding has all its letters (none has an arrow, say)."""
    try:
        return all(WRITERS[name](text) or not text for name in OLD)
    except (UnicodeEncodeError, KeyError):
        return False


@lru_cache(maxsize=4)
def _source(name: str) -> Rows:
    path = schemas_path() / name
    if path.suffix == ".csv":
        return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    return list(_sheet(path))


def _sheet(path: Path) -> Iterator[list[str]]:
    sheet = xlrd.open_workbook(str(path)).sheet_by_index(0)
    yield [""] * sheet.ncols
    for number in range(sheet.nrows):
        yield [str(value).strip() for value in sheet.row_values(number)]
