"""A difference between two versions of a register as a page shows it: counts, and the first rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.dtts.views import labels, language
from dtts.registers import register_schema

MOST = 50
NAMES = ("name_vi", "title_vi", "alias", "new_name")


@dataclass(frozen=True)
class Shown:
    """A row of the register: its key, its name when the row is at hand, and the cells that change."""

    key: str
    name: str
    cells: Sequence[tuple[str, str | None, str | None]] = ()


@dataclass(frozen=True)
class Part:
    """One kind of change with the number of all its rows and the first of them."""

    kind: str
    total: int
    rows: Sequence[Shown]


@dataclass(frozen=True)
class Difference:
    """`parts` in the order added, changed, ended, removed; `columns` are the titles of the key."""

    columns: Sequence[str]
    parts: Sequence[Part]
    unchanged: int
    refusals: Sequence[Mapping[str, Any]]

    @property
    def counts(self) -> dict[str, int]:
        """The number of all rows of each part."""
        return {part.kind: part.total for part in self.parts}

    @property
    def empty(self) -> bool:
        """Whether the file says what is in force already."""
        return not any(part.total for part in self.parts)


def of(found: Mapping[str, Any]) -> Difference:
    """The difference that the action answered."""
    schema = register_schema(found["name"]).name
    lang = language.current()
    return Difference(
        columns=[labels.field(schema, column, lang) for column in found["key"]],
        parts=[
            _whole(found, "added"),
            _cells(found, "changed", schema),
            _cells(found, "ended", schema),
            _whole(found, "removed"),
        ],
        unchanged=found["unchanged"],
        refusals=found["refusals"],
    )


def _whole(found: Mapping[str, Any], kind: str) -> Part:
    """Rows that come or go."""
    rows = [
        Shown(
            _text(row[column] for column in found["key"]),
            next((row[name] for name in NAMES if row.get(name)), ""),
        )
        for row in found[kind][:MOST]
    ]
    return Part(kind, len(found[kind]), rows)


def _cells(found: Mapping[str, Any], kind: str, schema: str) -> Part:
    """Rows that stay, with every cell that differs."""
    lang = language.current()
    rows = [
        Shown(
            _text(one["key"]),
            "",
            [(labels.field(schema, name, lang), *pair) for name, pair in one["cells"].items()],
        )
        for one in found[kind][:MOST]
    ]
    return Part(kind, len(found[kind]), rows)


def _text(key: Any) -> str:
    return " · ".join(str(part) for part in key if part)
