"""Reads a register's CSV as text and adds the place ids that its table schema declares.

Plain Python on purpose: names of places are asked for in processes that fork, and a forked child of a
process in which Polars has read something waits for ever.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dtts.catalogue import (
    Bilingual,
    ForeignKey,
    TableSchema,
    indicators,
    schemas_path,
    table_schema,
    table_schema_names,
)
from dtts.errors import UsageError

COUNTRY = "VN"

Row = dict[str, str | None]

# Registers that are made of others: foreign keys refer to them like to any register.
_PLACES = "places"
_INDICATOR_CODES = "indicator_codes"
_COMPOSED: Mapping[str, Bilingual] = {
    _PLACES: {"vi": "Đơn vị hành chính các thời kỳ", "en": "Administrative units of all periods"},
    _INDICATOR_CODES: {"vi": "Mã chỉ tiêu", "en": "Indicator codes"},
}
_UNITS = ("admin_units", "admin_units_retired_2021_2025")
_COUNTRY: Row = {
    "area_id": COUNTRY,
    "name_vi": "Cả nước",
    "name_en": "Whole country",
    "level": "country",
    "parent_id": None,
    "valid_from": None,
    "valid_to": None,
}


def register_title(name: str) -> Bilingual:
    """What people call a register, in both languages; UsageError when there is no such register."""
    need_register(name)
    return _COMPOSED[name] if name in _COMPOSED else _schemas()[name].title


@cache
def register_names() -> tuple[str, ...]:
    """All registers that a foreign key may refer to, in the order of their names."""
    return tuple(sorted((*_schemas(), *_COMPOSED)))


def need_register(name: str) -> None:
    """UsageError with the known names when there is no such register."""
    if name not in register_names():
        raise UsageError(f"unknown register {name!r}; known are: {', '.join(register_names())}")


def columns_of(name: str) -> tuple[str, ...]:
    """The columns of a register in their order."""
    if name == _INDICATOR_CODES:
        return ("INDICATOR", "name_vi", "name_en")
    return tuple(_COUNTRY) if name == _PLACES else _schemas()[name].field_names


def rows_of(name: str, folder: Path) -> Iterator[Row]:
    """The rows of a register as text, blank cells None; UsageError when its file is missing."""
    need_register(name)
    if name == _PLACES:
        yield _COUNTRY
        for units in _UNITS:
            yield from map(_place, rows_of(units, folder))
    elif name == _INDICATOR_CODES:
        yield from _indicator_codes(folder)
    else:
        yield from _read(_schemas()[name], folder / f"{name}.csv")


def rows(name: str, folder: Path | None = None) -> list[dict[str, Any]]:
    """All rows of the register in `folder`, or in the package: text, or None for blank cells.

    Typed loosely for those who read columns that their schema requires.
    """
    return list(rows_of(name, folder or schemas_path() / "registers"))


def register_schema(name: str) -> TableSchema:
    """The table schema of a register that has a file of its own; UsageError for any other name."""
    need_register(name)
    if name in _COMPOSED:
        raise UsageError(f"register {name!r} is made of others and has no file; change those")
    return _schemas()[name]


def referring(names: Iterable[str]) -> Iterator[tuple[str, TableSchema, ForeignKey]]:
    """Registers with a foreign key to one of `names`: the register, its schema and the key."""
    wanted = {f"register:{name}" for name in names}
    for name, schema in _schemas().items():
        yield from ((name, schema, key) for key in schema.foreign_keys if key.resource in wanted)


def shaped(schema: TableSchema, read: Iterable[Row]) -> Iterator[Row]:
    """Rows as a register's file has them → with place ids, blank cells None, columns as in the schema."""
    rules = schema.descriptor["dtts:register"].get("areaIds", ())
    columns = schema.field_names
    for given in read:
        row: Row = {column: given.get(column) or None for column in columns}
        row.update({rule["field"]: _area_id(rule, given) for rule in rules if rule["field"] not in given})
        yield row


def _place(row: Row) -> Row:
    """A unit of either register as a place: its parent is a place of the same epoch, above all the country.

    Of a unit retired 2021-2025 the end is known to within weeks only.
    """
    area_id, parent = row["area_id"] or "", row["parent_code"]
    return {
        "area_id": row["area_id"],
        "name_vi": row["name_vi"],
        "name_en": row["name_en"],
        "level": row["level"],
        "parent_id": f"{parent}@{area_id.partition('@')[2]}" if parent else COUNTRY,
        "valid_from": row.get("valid_from"),
        "valid_to": row.get("valid_to") or row.get("not_valid_from_about"),
    }


def _indicator_codes(folder: Path) -> Iterator[Row]:
    """The programme's indicators and those that series define (`schemas/indicators`)."""
    listed = set()
    for row in rows_of("indicators", folder):
        listed.add(row["code"])
        yield {"INDICATOR": row["code"], "name_vi": row["name_vi"], "name_en": row["name_en"]}
    for code, one in indicators().items():
        if code in listed:
            continue
        yield {"INDICATOR": code, "name_vi": one["name"]["vi"], "name_en": one["name"]["en"]}


def _read(schema: TableSchema, path: Path) -> Iterator[Row]:
    if not path.is_file():
        raise UsageError(f"register {path.stem!r} has no file {path.name} in {path.parent}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = csv.reader(file)
        header = next(cells, [])
        # Each process that checks a table reads 14,749 places; csv.DictReader takes a fifth longer.
        yield from shaped(schema, (dict(zip(header, row, strict=False)) for row in cells if row))


def _area_id(rule: Mapping[str, Any], row: Row) -> str | None:
    """`code@epoch`, or the country where the declared column says so; None without a code."""
    if any(row[column] == value for column, value in rule.get("countryWhen", {}).items()):
        return COUNTRY
    epoch = row[rule["epoch"]] if "epoch" in rule else rule["epochValue"]
    code = row[rule["code"]]
    return f"{code}@{epoch}" if code and epoch else None


@cache
def _schemas() -> Mapping[str, TableSchema]:
    schemas = (table_schema(name) for name in table_schema_names())
    return {s.descriptor["dtts:register"]["name"]: s for s in schemas if "dtts:register" in s.descriptor}
