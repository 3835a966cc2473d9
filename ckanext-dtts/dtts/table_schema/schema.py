"""What a table schema is once it has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cached_property
from typing import Any

from dtts.errors import UsageError

Bilingual = Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """One column. `constraints` are Table Schema's own; `unit` is as printed in a header, or None.

    `missing_values` are the words for no value in this column: its own, or else the schema's.
    """

    name: str
    type: str
    format: str
    title: Bilingual
    description: Bilingual
    constraints: Mapping[str, Any]
    aliases: tuple[str, ...]
    unit: str | None
    enum_labels: Mapping[str, Bilingual]
    missing_values: tuple[str, ...]
    descriptor: Mapping[str, Any]

    @property
    def required(self) -> bool:
        """Whether a cell of the column may not be empty."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True)
class ForeignKey:
    """`resource` is "" for the table itself, `register:<name>` for a national register, or `table:<schema>`
    for another table of the same dataset."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True)
class TableSchema:
    """A Frictionless Table Schema with both languages; `descriptor` is the file as it stands.

    `version` is 0 where the file states none.
    """

    name: str
    version: int
    title: Bilingual
    description: Bilingual
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    missing_values: tuple[str, ...]
    row_checks: tuple[Mapping[str, Any], ...]
    indexes: tuple[str, ...]
    descriptor: Mapping[str, Any]
    labels_then: Mapping[str, str] = attribute(default_factory=dict)
    """While a template of an earlier version is read: what its labels are called now."""
    dropped: tuple[str, ...] = ()
    """While such a template is read: the labels of its columns that are no longer asked for."""

    @property
    def fields_match(self) -> str | None:
        """How the file's columns have to match: `exact`, `equal`, `subset`, `superset` or `partial`; None
        where the schema does not say."""
        mode: str | None = self.descriptor.get("fieldsMatch")
        return mode

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The columns in their order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The column of that name; UsageError when the schema has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise UsageError(f"schema {self.name!r} has no field {name!r}; it has: {', '.join(self.field_names)}")
