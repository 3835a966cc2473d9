"""What a new version of a register would change, and why it may not be taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dtts.catalogue import TableSchema
from dtts.registers.refusals import Key, Refusal, Row, parts, refusals
from dtts.registers.rows import register_schema, rows, shaped


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of both versions whose cells differ: column → (before, after)."""

    key: Key
    cells: Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Difference:
    """`ended` are rows that got their last day in the new version; `removed` are gone altogether."""

    name: str
    key: tuple[str, ...]
    added: tuple[Row, ...]
    changed: tuple[Changed, ...]
    ended: tuple[Changed, ...]
    removed: tuple[Row, ...]
    unchanged: int
    refusals: tuple[Refusal, ...]

    @property
    def acceptable(self) -> bool:
        """Whether nothing stands against taking the new version."""
        return not self.refusals

    def to_dict(self) -> dict[str, Any]:
        """The difference as JSON carries it."""
        return {
            "name": self.name,
            "key": list(self.key),
            "added": [dict(row) for row in self.added],
            "changed": [{"key": list(one.key), "cells": dict(one.cells)} for one in self.changed],
            "ended": [{"key": list(one.key), "cells": dict(one.cells)} for one in self.ended],
            "removed": [dict(row) for row in self.removed],
            "unchanged": self.unchanged,
            "refusals": [
                {"rule": one.rule, "key": list(one.key), "reason": dict(one.reason)} for one in self.refusals
            ],
        }


def difference(name: str, new: Iterable[Row], folder: Path | None = None) -> Difference:
    """From the register `name` in `folder` (or the package) to `new`: rows of text by column.

    What stands against it is in `refusals`, see `dtts.registers.refusals`.
    """
    schema = register_schema(name)
    after_rows = list(shaped(schema, map(dict, new)))
    before, after = _by_key(rows(name, folder), schema), _by_key(after_rows, schema)
    pairs = [(key, _cells(before[key], after[key])) for key in before if key in after]
    changed = [Changed(key, cells) for key, cells in pairs if cells]
    removed = tuple(row for key, row in before.items() if key not in after)
    return Difference(
        name=name,
        key=schema.primary_key,
        added=tuple(row for key, row in after.items() if key not in before),
        changed=tuple(one for one in changed if not _is_end(one)),
        ended=tuple(one for one in changed if _is_end(one)),
        removed=removed,
        unchanged=len(pairs) - len(changed),
        refusals=tuple(refusals(schema, after_rows, removed, folder)),
    )


def _by_key(all_rows: Iterable[Row], schema: TableSchema) -> dict[Key, Row]:
    return {parts(row, schema.primary_key): row for row in all_rows}


def _cells(before: Row, after: Row) -> dict[str, tuple[str | None, str | None]]:
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


def _is_end(one: Changed) -> bool:
    return "valid_to" in one.cells and one.cells["valid_to"][0] is None
