"""The Table Schemas of the files of a package, from `schemas/packages` and the observation table's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from dtts.catalogue import schemas_path, table_schema

_STANDARD = ("name", "type", "format", "title", "description", "constraints", "trueValues", "falseValues")


@cache
def schema(name: str) -> Mapping[str, Any]:
    """The Table Schema of `observations`, `indicators` or `areas`."""
    path = schemas_path() / "packages" / f"{name}.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if name == "observations":
        given = (_may_be_blank(field, read["blankInDerived"]) for field in _observed())
        read["fields"] = [*given, *read["fields"]]
    return {
        "fields": [_field(field) for field in read["fields"]],
        "missingValues": [""],
        **{key: read[key] for key in ("primaryKey", "foreignKeys") if key in read},
    }


def columns(name: str) -> tuple[str, ...]:
    """The names of the columns of such a file, in their order."""
    return tuple(field["name"] for field in schema(name)["fields"])


def _observed() -> list[Mapping[str, Any]]:
    return list(table_schema("observation").descriptor["fields"])


def _may_be_blank(field: Mapping[str, Any], names: list[str]) -> Mapping[str, Any]:
    """The field, without being required if it is one of `names`."""
    if field["name"] not in names:
        return field
    kept = {key: value for key, value in field["constraints"].items() if key != "required"}
    return {**field, "constraints": kept}


def _field(field: Mapping[str, Any]) -> dict[str, Any]:
    """A field in the standard's own words, with the English texts under the key that others read them by."""
    english = {key: field[f"{key}_en"] for key in ("title", "description") if f"{key}_en" in field}
    return {key: field[key] for key in _STANDARD if key in field} | {"translations": {"en": english}}
