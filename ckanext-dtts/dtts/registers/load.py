"""Reads a register's CSV as text and adds the place ids that its table schema declares."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from dtts.catalogue import Bilingual, TableSchema, indicators, schemas_path, table_schema, table_schema_names
from dtts.errors import UsageError

COUNTRY = "VN"

# Registers that are made of others: foreign keys refer to them like to any register.
_PLACES = "places"
_INDICATOR_CODES = "indicator_codes"
_COMPOSED: Mapping[str, Bilingual] = {
    _PLACES: {"vi": "Đơn vị hành chính các thời kỳ", "en": "Administrative units of all periods"},
    _INDICATOR_CODES: {"vi": "Mã chỉ tiêu", "en": "Indicator codes"},
}
_UNITS = ("admin_units", "admin_units_retired_2021_2025")
_COUNTRY = {"area_id": COUNTRY, "name_vi": "Cả nước", "name_en": "Whole country"}


def register(name: str, folder: Path | None = None) -> pl.DataFrame:
    """All rows of a register as text, blank cells null, columns as in its table schema.

    `places` is what a place column may refer to: the whole country (VN), the units of both epochs and
    those retired 2021-2025. UsageError lists the known names when there is no such register.
    """
    return _register(name, folder or schemas_path() / "registers")


def keys(name: str, fields: Sequence[str], folder: Path | None = None) -> pl.DataFrame:
    """The distinct values of `fields` in a register; rows with an empty part are left out."""
    return register(name, folder).select(fields).drop_nulls().unique(maintain_order=True)


def register_title(name: str) -> Bilingual:
    """What people call a register, in both languages; UsageError when there is no such register."""
    if name not in register_names():
        raise UsageError(f"unknown register {name!r}; known are: {', '.join(register_names())}")
    return _COMPOSED[name] if name in _COMPOSED else _schemas()[name].title


@cache
def register_names() -> tuple[str, ...]:
    """All registers that a foreign key may refer to, in the order of their names."""
    return tuple(sorted((*_schemas(), *_COMPOSED)))


@cache
def _register(name: str, folder: Path) -> pl.DataFrame:
    if name == _PLACES:
        units = (_register(name, folder).select(_COUNTRY.keys()) for name in _UNITS)
        return pl.concat([pl.DataFrame([_COUNTRY]), *units])
    if name == _INDICATOR_CODES:
        return _indicator_codes(folder)
    if name not in _schemas():
        raise UsageError(f"unknown register {name!r}; known are: {', '.join(register_names())}")
    return _read(name, folder)


def _indicator_codes(folder: Path) -> pl.DataFrame:
    """The programme's indicators and those that series define (`schemas/indicators`)."""
    register = _register("indicators", folder).select("name_vi", "name_en", INDICATOR="code")
    defined = [
        {"name_vi": one["name"]["vi"], "name_en": one["name"]["en"], "INDICATOR": code}
        for code, one in indicators().items()
    ]
    return pl.concat([register, pl.DataFrame(defined, schema=register.schema)])


def _read(name: str, folder: Path) -> pl.DataFrame:
    schema = _schemas()[name]
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise UsageError(f"register {name!r} has no file {path.name} in {folder}")
    frame = pl.read_csv(path, infer_schema=False)
    rules = schema.descriptor["dtts:register"].get("areaIds", ())
    derived = [_area_id(rule) for rule in rules if rule["field"] not in frame.columns]
    return frame.with_columns(derived).select(schema.field_names)


def _area_id(rule: Mapping[str, Any]) -> pl.Expr:
    """`code@epoch`, or the country where the declared column says so; null without a code."""
    epoch = pl.col(rule["epoch"]) if "epoch" in rule else pl.lit(rule["epochValue"])
    place = pl.concat_str([pl.col(rule["code"]), epoch], separator="@")
    for column, value in rule.get("countryWhen", {}).items():
        place = pl.when(pl.col(column) == value).then(pl.lit(COUNTRY)).otherwise(place)
    return place.alias(rule["field"])


@cache
def _schemas() -> Mapping[str, TableSchema]:
    schemas = (table_schema(name) for name in table_schema_names())
    return {s.descriptor["dtts:register"]["name"]: s for s in schemas if "dtts:register" in s.descriptor}
