"""The tables that are checked in `bench_check.py`: schemas, and rows that are the same in every run."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

Row = list[str]
TEXTS = {"title_en": "t", "description": "d", "description_en": "d"}


@dataclass(frozen=True)
class Bench:
    """A table of `rows` rows, of which `share` have one wrong cell, with every cell in quotation marks when
    `quoted`; frictionless is given the first `oracle_rows` of them."""

    title: str
    make: str
    suffix: str
    rows: int
    oracle_rows: int
    share: float = 0.0
    quoted: bool = False


def descriptor(make: str) -> dict[str, Any]:
    """The schema of the tables of a kind."""
    fields, key = KINDS[make][:2]
    named = [{"title": one["name"], **TEXTS, **one} for one in fields]
    return {"name": "bench", "version": 1, "title": "t", **TEXTS, "fields": named, "primaryKey": key}


def rows_of(bench: Bench, count: int) -> Iterator[Row]:
    """The first `count` rows."""
    dice, bad = random.Random(1719), KINDS[bench.make][3]
    for row in KINDS[bench.make][2](count):
        if dice.random() < bench.share:
            row[dice.choice(bad)] = "sai"
        yield row


def write(bench: Bench, count: int, path: Path) -> None:
    """The first `count` rows as a file."""
    header = [field["name"] for field in KINDS[bench.make][0]]
    if bench.suffix == ".xlsx":
        _write_xlsx(path, header, rows_of(bench, count))
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        quoting = csv.QUOTE_ALL if bench.quoted else csv.QUOTE_MINIMAL
        writer = csv.writer(file, quoting=quoting, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows_of(bench, count))


def _write_xlsx(path: Path, header: Row, rows: Iterator[Row]) -> None:
    import openpyxl

    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("bench")
    sheet.append(header)
    for row in rows:
        sheet.append([*row[:5], float(row[5]), float(row[6]), int(row[7]), row[8]])
    workbook.save(path)


def _field(name: str, type: str = "string", **constraints: Any) -> dict[str, Any]:
    return {"name": name, "type": type, "constraints": constraints}


def _results(count: int) -> Iterator[Row]:
    for number in range(count):
        area, rest = number % 100_000, number // 100_000
        yield [
            *("a-2021", f"DA{rest % 90 + 10}", f"{area:05d}", str(2000 + rest % 26), "year"),
            *(f"{number % 977}.5", str(number % 911), str(number % 4000)),
            f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}",
        ]


def _series(count: int) -> Iterator[Row]:
    """Every commune of today by 60 indicators and as many years as it takes."""
    from dtts.units import Gazetteer

    communes = Gazetteer.load().in_force(date(2026, 1, 1), "commune")
    made = 0
    for year in range(2009, 2100):
        for indicator in range(60):
            for place, commune in enumerate(communes):
                if made == count:
                    return
                made += 1
                value = (place * 7919 + indicator * 31 + year) % 100_000 / 10
                yield [commune.code, commune.name, f"CT{indicator:02d}", str(year), f"{value}", "người", "A"]


def _wide(count: int) -> Iterator[Row]:
    for number in range(count):
        yield [
            str(number),
            *(f"{(number * place) % 9_973}.{place % 10}5" for place in range(20)),
            *(str((number + place) % 5_000) for place in range(15)),
            *("ABCD"[(number + place) % 4] for place in range(10)),
            *(f"20{10 + place}-{1 + number % 12:02d}-{1 + number % 28:02d}" for place in range(4)),
        ]


_RESULTS = [
    _field("programme", required=True, enum=["a-2021", "b-2026"]),
    _field("item", required=True, pattern="DA\\d{2}(\\.ND\\d{2})?"),
    _field("area", required=True, pattern="\\d{5}"),
    _field("year", "year", required=True, minimum=2000, maximum=2100),
    _field("period", required=True, enum=["year", "S1", "S2"]),
    _field("planned", "number", minimum=0),
    _field("actual", "number", minimum=0),
    _field("households", "integer", required=True, minimum=0, maximum=100000),
    _field("day", "date", required=True),
]
_SERIES = [
    _field("area", required=True, pattern="\\d{5}"),
    _field("name", required=True),
    _field("indicator", required=True, pattern="CT\\d{2}"),
    _field("year", "year", required=True, minimum=2000, maximum=2100),
    _field("value", "number", minimum=0),
    _field("unit", required=True, enum=["người", "hộ"]),
    _field("status", required=True, enum=["A", "E", "P"]),
]
_WIDE = [
    _field("id", required=True, pattern="\\d+"),
    *(_field(f"number_{place}", "number", minimum=0) for place in range(20)),
    *(_field(f"count_{place}", "integer", minimum=0, maximum=5_000) for place in range(15)),
    *(_field(f"class_{place}", required=True, enum=["A", "B", "C", "D"]) for place in range(10)),
    *(_field(f"day_{place}", "date") for place in range(4)),
]
# Fields, primary key, rows, and the columns in which a wrong cell may stand.
KINDS: dict[str, Any] = {
    "results": (_RESULTS, ["programme", "item", "area", "year", "period"], _results, [2, 5, 7, 8]),
    "series": (_SERIES, ["area", "indicator", "year"], _series, [0, 3, 4]),
    "wide": (_WIDE, ["id"], _wide, [1, 21, 36, 46]),
}
