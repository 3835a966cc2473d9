"""What may stand in a column: the values of its enum, or the codes of a register that is small enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dtts.catalogue import Bilingual, Field, TableSchema
from dtts.registers import keys, register, register_title
from dtts.templates.places import REGISTERS, places_within

LONGEST_LIST = 500
"""Nobody finds a value in a longer drop-down; the explanation then names the register."""
LONGEST_PLACES = 1_000
"""The places of a sender's own area are known to the sender: a province had up to 600."""
_YES_NO = ("Có", "Không")
_REGISTER = "register:"


@dataclass(frozen=True)
class Choices:
    """The values of one column with what they mean. `strict` when nothing else is ever valid."""

    field: Field
    values: tuple[str, ...]
    labels: Mapping[str, Bilingual]
    strict: bool


def choices_of(
    schema: TableSchema, within: str | None = None, folder: Path | None = None
) -> tuple[Choices, ...]:
    """The columns that have a list, in the schema's order. Lists of places hold those in the place `within`
    and no others; without it they are too long to be given. Registers are those of `folder`, by default
    the package's. UsageError when there is no such place.
    """
    places = places_within(within, folder) if within else None
    found = (_enum(field) or _register(schema, field, places, folder) for field in schema.fields)
    return tuple(choices for choices in found if choices)


def register_of(schema: TableSchema, field: Field) -> str | None:
    """The register that a column's codes stand in, or None."""
    for key in schema.foreign_keys:
        if key.resource.startswith(_REGISTER) and field.name == key.fields[-1]:
            return key.resource.removeprefix(_REGISTER)
    return None


def register_words(name: str) -> Bilingual:
    """How an explanation names a register."""
    return register_title(name)


def _enum(field: Field) -> Choices | None:
    values = tuple(str(value) for value in field.constraints.get("enum", ()))
    if field.type == "boolean" and "Có" in field.descriptor.get("trueValues", ()):
        values = _YES_NO
    return Choices(field, values, field.enum_labels, strict=True) if values else None


def _register(
    schema: TableSchema, field: Field, places: frozenset[str] | None, folder: Path | None
) -> Choices | None:
    name = register_of(schema, field)
    if name is None:
        return None
    reference = next(key.reference_fields[-1] for key in schema.foreign_keys if key.fields[-1] == field.name)
    codes = keys(name, [reference], folder).to_series()
    longest = LONGEST_LIST
    if places is not None and name in REGISTERS:
        codes, longest = codes.filter(codes.is_in(list(places))), LONGEST_PLACES
    if not 0 < len(codes) <= longest:
        return None
    return Choices(field, tuple(codes.to_list()), _labels(name, reference, folder), strict=False)


def _labels(name: str, reference: str, folder: Path | None) -> dict[str, Bilingual]:
    """What a register calls its codes, as far as it has names for them."""
    frame = register(name, folder)
    vi = next((column for column in ("name_vi", "title_vi") if column in frame.columns), None)
    if vi is None:
        return {}
    en = vi.replace("_vi", "_en") if vi.replace("_vi", "_en") in frame.columns else vi
    rows = frame.select(reference, pl.col(vi).alias("vi"), pl.col(en).alias("en")).iter_rows()
    return {code: {"vi": first or "", "en": second or ""} for code, first, second in rows if code}
