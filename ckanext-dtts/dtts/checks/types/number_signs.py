"""Signs in numbers that the schema declares: `decimalChar`, `groupChar`, and words around a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import polars as pl

from dtts.catalogue import Field
from dtts.checks.types.column import Raw, matched, without
from dtts.errors import UsageError
from dtts.tables import Kind

# What stands before a number (`US$ `) and behind it (` %`) where `bareNumber` is false.
_BEFORE, _BEHIND = r"^[^-+.\d]*", r"\D*$"


@dataclass(frozen=True)
class Signs:
    """`decimal` and `group` as declared; `group` is "" where figures stand ungrouped."""

    decimal: str
    group: str

    def machine_text(self, text: pl.Series) -> pl.Series:
        """Numbers in the machine's form; null where groups are not of three figures, so that a decimal
        sign that was taken for a group is not read as a number ten times as large."""
        group, decimal = re.escape(self.group), re.escape(self.decimal)
        figures = rf"(\d*|\d{{1,3}}({group}\d{{3}})+)" if self.group else r"\d*"
        fitting = without(text, ~matched(text, rf"^[+-]?{figures}({decimal}\d*)?([eE][+-]?\d+)?$"))
        plain = fitting.str.replace_all(self.group, "", literal=True) if self.group else fitting
        return plain.str.replace(self.decimal, ".", literal=True)


def signs_of(field: Field) -> Signs | None:
    """What the schema declares of a column's signs; None where it leaves them to the column.

    UsageError where one sign would have both meanings.
    """
    if not {"decimalChar", "groupChar"} & set(field.descriptor):
        return None
    group = field.descriptor.get("groupChar", "")
    # An integer has no decimals, and a point between its groups is no other sign.
    decimal = "," if field.type == "integer" and group == "." else "."
    signs = Signs(field.descriptor.get("decimalChar", decimal), group)
    if signs.decimal == signs.group:
        raise UsageError(
            f'field "{field.name}" has "{signs.decimal}" as decimalChar and as groupChar; '
            f"declare a decimalChar of its own"
        )
    return signs


def bare(raw: Raw) -> Raw:
    """The column without the words around its numbers, where the schema allows such words."""
    if raw.field.descriptor.get("bareNumber", True):
        return raw
    text = raw.text.str.replace(_BEFORE, "").str.replace(_BEHIND, "")
    return replace(raw, text=text.zip_with(raw.is_kind(Kind.TEXT), raw.text))
