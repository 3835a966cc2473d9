"""What may stand in a column: the values of its enum, or the codes of a register that is small enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dtts.catalogue import Bilingual, Field, TableSchema
from dtts.registers import keys, register, register_title

LONGEST_LIST = 500
"""Nobody finds a value in a longer drop-down; the explanation then names the register."""
_YES_NO = ("Có", "Không")
_REGISTER = "register:"


@dataclass(frozen=True)
class Choices:
    """The values of one column with what they mean. `strict` when nothing else is ever valid."""

    field: Field
    values: tuple[str, ...]
    labels: Mapping[str, Bilingual]
    strict: bool


def choices_of(schema: TableSchema) -> tuple[Choices, ...]:
    """The columns that have a list, in the schema's order."""
    found = (_enum(field) or _register(schema, field) for field in schema.fields)
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


def _register(schema: TableSchema, field: Field) -> Choices | None:
    name = register_of(schema, field)
    if name is None:
        return None
    reference = next(key.reference_fields[-1] for key in schema.foreign_keys if key.fields[-1] == field.name)
    codes = tuple(keys(name, [reference]).to_series().to_list())
    if len(codes) > LONGEST_LIST:
        return None
    return Choices(field, codes, _labels(name, reference), strict=False)


def _labels(name: str, reference: str) -> dict[str, Bilingual]:
    """What a register calls its codes, as far as it has names for them."""
    frame = register(name)
    vi = next((column for column in ("name_vi", "title_vi") if column in frame.columns), None)
    if vi is None:
        return {}
    en = vi.replace("_vi", "_en") if vi.replace("_vi", "_en") in frame.columns else vi
    rows = frame.select(reference, pl.col(vi).alias("vi"), pl.col(en).alias("en")).iter_rows()
    return {code: {"vi": first or "", "en": second or ""} for code, first, second in rows if code}
