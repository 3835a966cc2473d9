"""A geography that nothing would be done about: refused, so that nobody believes that it is obeyed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dtts.catalogue import table_schema
from dtts_harvesters.kind import Kind
from dtts_harvesters.source.fields import FieldFault


def place_columns(table: str) -> tuple[str, ...]:
    """The columns of a table schema that hold places of the registers."""
    keys = table_schema(table).foreign_keys
    return tuple(key.fields[0] for key in keys if key.resource == "register:places")


def unheeded(found: Mapping[str, Any], kind: Kind) -> list[FieldFault]:
    """Why the places of a source would not be turned, although its file asks for it."""
    table = found["target"].table
    if "geography" not in found:
        return []
    if not table:
        return [FieldFault("geography", "geography-of-datasets")]
    if not kind.places:
        return [FieldFault("geography", "geography-of-connector", {"got": kind.name})]
    if not place_columns(table):
        return [FieldFault("geography", "geography-of-table", {"got": table})]
    return []


def unmapped(found: Mapping[str, Any]) -> list[FieldFault]:
    """The same for connectors that give no column but those that the source's file names."""
    columns = place_columns(found["target"].table) if found["target"].table else ()
    fields = found.get("fields", {})
    given = {*fields.values(), *(found["options"].get("constants", {}) if fields else ())}
    if "geography" not in found or not columns or given & set(columns):
        return []
    return [FieldFault("geography", "geography-unmapped", {"possible": ", ".join(columns)})]
