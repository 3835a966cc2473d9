"""What a new version of a register would change, and why it may not be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from dtts.catalogue import TableSchema
from dtts.registers.rows import referring, register_schema, rows, shaped

Row = Mapping[str, str | None]
Key = tuple[str | None, ...]
Words = Mapping[str, str]

_OPEN_START, _OPEN_END = "0001-01-01", "9999-12-31"
# A register whose rows are part of the places that others refer to.
_PLACES = {"admin_units", "admin_units_retired_2021_2025"}


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of both versions whose cells differ: column → (before, after)."""

    key: Key
    cells: Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the new version may not be taken: the rule, the key concerned and a sentence."""

    rule: str
    key: Key
    reason: Words


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

    Refused are a key that stands twice on one day, and rows that lead nowhere: a parent or a reference that
    is missing, or a row gone to which another register refers.
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
        refusals=(
            *_twice(after_rows, schema),
            *_orphans(after_rows, schema, folder),
            *_left_behind(name, removed, folder),
        ),
    )


def _by_key(all_rows: Iterable[Row], schema: TableSchema) -> dict[Key, Row]:
    return {_parts(row, schema.primary_key): row for row in all_rows}


def _parts(row: Row, columns: Iterable[str]) -> Key:
    return tuple(row.get(name) for name in columns)


def _cells(before: Row, after: Row) -> dict[str, tuple[str | None, str | None]]:
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


def _is_end(one: Changed) -> bool:
    return "valid_to" in one.cells and one.cells["valid_to"][0] is None


def _twice(new: Iterable[Row], schema: TableSchema) -> Iterator[Refusal]:
    """Rows of one key whose days overlap; without days, rows of one key."""
    columns = tuple(schema.descriptor["dtts:register"].get("datedKey", schema.primary_key))
    ordered = sorted(new, key=lambda row: (_text(row, columns), _span(row)))
    for first, second in pairwise(ordered):
        if _text(first, columns) == _text(second, columns) and _span(second)[0] <= _span(first)[1]:
            key = _parts(second, columns)
            yield Refusal("key-twice", key, _words_twice(key))


def _text(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(part or "" for part in _parts(row, columns))


def _span(row: Row) -> tuple[str, str]:
    return row.get("valid_from") or _OPEN_START, row.get("valid_to") or _OPEN_END


def _orphans(new: Sequence[Row], schema: TableSchema, folder: Path | None) -> Iterator[Refusal]:
    """Rows that refer to what neither this version nor another register has."""
    for columns, known in _references(new, schema, folder):
        for row in new:
            wanted = _parts(row, columns)
            if None not in wanted and wanted not in known:
                yield Refusal("orphan", _parts(row, schema.primary_key), _words_orphan(wanted))


def _references(
    new: Sequence[Row], schema: TableSchema, folder: Path | None
) -> Iterator[tuple[tuple[str, ...], set[Key]]]:
    """The columns that refer, and the keys that they may have."""
    own = schema.descriptor["dtts:register"]
    for key in schema.foreign_keys:
        target = key.resource.removeprefix("register:")
        targets = new if target in ("", own["name"]) else rows(target, folder)
        yield key.fields, {_parts(row, key.reference_fields) for row in targets}
    if "parent" in own:
        yield (own["parent"], "epoch"), {_parts(row, ("code", "epoch")) for row in new}


def _left_behind(name: str, removed: tuple[Row, ...], folder: Path | None) -> Iterator[Refusal]:
    """Rows gone to which rows of other registers still refer."""
    if not removed:
        return
    for other, schema, key in referring({name, "places"} if name in _PLACES else {name}):
        held = {_parts(row, key.fields) for row in rows(other, folder)} if other != name else set()
        for row in removed:
            gone = _parts(row, key.reference_fields)
            if gone in held:
                yield Refusal("left-behind", gone, _words_left(gone, schema))


def _words_twice(key: Key) -> Words:
    shown = ", ".join(str(part) for part in key)
    return {
        "vi": f"Mã {shown} có hai dòng cùng hiệu lực trong một ngày.",
        "en": f"The key {shown} has two rows that hold on the same day.",
    }


def _words_orphan(wanted: Key) -> Words:
    missing = ", ".join(str(part) for part in wanted)
    return {
        "vi": f"Dòng tham chiếu đến {missing}, không có trong danh mục.",
        "en": f"The row refers to {missing}, which no register has.",
    }


def _words_left(gone: Key, schema: TableSchema) -> Words:
    shown = ", ".join(str(part) for part in gone)
    return {
        "vi": f"Không thể bỏ {shown}: “{schema.title['vi']}” còn tham chiếu đến. Hãy ghi ngày kết thúc.",
        "en": f"{shown} cannot go: “{schema.title['en']}” still refers to it. Give it a last day instead.",
    }
