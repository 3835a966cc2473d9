"""Why a new version of a register may not be taken, one function a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from dtts.catalogue import TableSchema
from dtts.registers.rows import referring, rows
from dtts.vietnamese import sort_key

Row = Mapping[str, str | None]
Key = tuple[str | None, ...]
Words = Mapping[str, str]

_OPEN_START, _OPEN_END = "0001-01-01", "9999-12-31"
# A register whose rows are part of the places that others refer to.
_PLACES = {"admin_units", "admin_units_retired_2021_2025"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the new version may not be taken: the rule, the key concerned and a sentence."""

    rule: str
    key: Key
    reason: Words


def refusals(
    schema: TableSchema, new: Sequence[Row], removed: Sequence[Row], folder: Path | None
) -> Iterator[Refusal]:
    """Every reason against the rows `new` in place of those in `folder`, of which `removed` are gone.

    `key-twice`: a key with two rows on one day; `two-codes`: one thing with two codes on one day;
    `orphan`: a reference that leads nowhere; `outlives-parent`: a row in force when its parent is not;
    `left-behind`: a row gone to which another register refers.
    """
    yield from _twice(schema, new)
    yield from _two_codes(schema, new)
    yield from _orphans(schema, new, folder)
    yield from _outliving(schema, new)
    yield from _left_behind(schema, removed, folder)


def parts(row: Row, columns: Iterable[str]) -> Key:
    """The cells of some columns."""
    return tuple(row.get(name) for name in columns)


def _own(schema: TableSchema) -> Mapping[str, Any]:
    declared: Mapping[str, Any] = schema.descriptor["dtts:register"]
    return declared


def _twice(schema: TableSchema, new: Iterable[Row]) -> Iterator[Refusal]:
    """Rows of one key whose days overlap; without days, rows of one key."""
    columns = tuple(_own(schema).get("datedKey", schema.primary_key))
    for first, second in _neighbours(new, lambda row: tuple(part or "" for part in parts(row, columns))):
        if _overlap(first, second):
            key = parts(second, columns)
            yield Refusal("key-twice", key, _words_twice(key))


def _two_codes(schema: TableSchema, new: Iterable[Row]) -> Iterator[Refusal]:
    """Rows of different keys that `oneCode` says are one thing, on a day when both hold.

    Names are compared without case and wherever the tone mark stands, so that Hoà and Hòa are one.
    """
    columns = tuple(_own(schema).get("oneCode", ()))
    if not columns:
        return
    for first, second in _neighbours(new, lambda row: tuple(_spelling(part) for part in parts(row, columns))):
        keys = parts(first, schema.primary_key), parts(second, schema.primary_key)
        if keys[0] != keys[1] and _overlap(first, second):
            yield Refusal("two-codes", keys[1], _words_two_codes(parts(second, columns), keys))


def _orphans(schema: TableSchema, new: Sequence[Row], folder: Path | None) -> Iterator[Refusal]:
    """Rows that refer to what neither this version nor another register has."""
    for columns, known in _references(schema, new, folder):
        for row in new:
            wanted = parts(row, columns)
            if None not in wanted and wanted not in known:
                yield Refusal("orphan", parts(row, schema.primary_key), _words_orphan(wanted))


def _references(
    schema: TableSchema, new: Sequence[Row], folder: Path | None
) -> Iterator[tuple[tuple[str, ...], set[Key]]]:
    """The columns that refer, and the keys that they may have."""
    for key in schema.foreign_keys:
        target = key.resource.removeprefix("register:")
        targets = new if target in ("", _own(schema)["name"]) else rows(target, folder)
        yield key.fields, {parts(row, key.reference_fields) for row in targets}
    if "parent" in _own(schema):
        yield (_own(schema)["parent"], "epoch"), {parts(row, ("code", "epoch")) for row in new}


def _outliving(schema: TableSchema, new: Sequence[Row]) -> Iterator[Refusal]:
    """Rows that hold on a day on which their parent does not hold yet or no more."""
    if "parent" not in _own(schema):
        return
    spans: dict[Key, list[tuple[str, str]]] = {}
    for row in new:
        spans.setdefault(parts(row, ("code", "epoch")), []).append(_span(row))
    for row in new:
        above = spans.get(parts(row, (_own(schema)["parent"], "epoch")))
        start, end = _span(row)
        if above and not (
            min(first for first, _ in above) <= start and end <= max(last for _, last in above)
        ):
            key = parts(row, schema.primary_key)
            yield Refusal("outlives-parent", key, _words_outlives(key, str(row[_own(schema)["parent"]])))


def _left_behind(schema: TableSchema, removed: Sequence[Row], folder: Path | None) -> Iterator[Refusal]:
    """Rows gone to which rows of other registers still refer."""
    name = _own(schema)["name"]
    if not removed:
        return
    for other, theirs, key in referring({name, "places"} if name in _PLACES else {name}):
        held = {parts(row, key.fields) for row in rows(other, folder)} if other != name else set()
        for row in removed:
            gone = parts(row, key.reference_fields)
            if gone in held:
                yield Refusal("left-behind", gone, _words_left(gone, theirs))


def _neighbours(new: Iterable[Row], same: Any) -> Iterator[tuple[Row, Row]]:
    """Rows that `same` calls one, each with the next by its first day: if any overlap, two of these do."""
    ordered = sorted(((same(row), _span(row)), index, row) for index, row in enumerate(new))
    for (first_key, _, first), (second_key, _, second) in pairwise(ordered):
        if first_key[0] == second_key[0]:
            yield first, second


def _span(row: Row) -> tuple[str, str]:
    return row.get("valid_from") or _OPEN_START, row.get("valid_to") or _OPEN_END


def _within(span: tuple[str, str], others: Sequence[tuple[str, str]]) -> bool:
    """Whether a span begins and ends within what others cover, gaps between these left aside."""
    return min(start for start, _ in others) <= span[0] and span[1] <= max(end for _, end in others)


def _overlap(first: Row, second: Row) -> bool:
    """Whether a row and one that does not begin before it hold on one day."""
    return _span(second)[0] <= _span(first)[1]


def _spelling(text: str | None) -> Any:
    return tuple((letters, tuple(sorted(tones))) for letters, tones in sort_key(text or ""))


def _shown(key: Iterable[str | None]) -> str:
    return ", ".join(str(part) for part in key if part)


def _words_twice(key: Key) -> Words:
    return {
        "vi": f"Mã {_shown(key)} có hai dòng cùng hiệu lực trong một ngày.",
        "en": f"The key {_shown(key)} has two rows that hold on the same day.",
    }


def _words_two_codes(thing: Key, keys: tuple[Key, Key]) -> Words:
    first, second = map(_shown, keys)
    return {
        "vi": f"“{_shown(thing)}” có hai mã cùng hiệu lực trong một ngày: {first} và {second}.",
        "en": f"“{_shown(thing)}” has two codes that hold on the same day: {first} and {second}.",
    }


def _words_orphan(wanted: Key) -> Words:
    return {
        "vi": f"Dòng tham chiếu đến {_shown(wanted)}, không có trong danh mục.",
        "en": f"The row refers to {_shown(wanted)}, which no register has.",
    }


def _words_outlives(key: Key, parent: str) -> Words:
    return {
        "vi": f"{_shown(key)} có hiệu lực vào ngày mà đơn vị cấp trên {parent} không có hiệu lực.",
        "en": f"{_shown(key)} holds on a day on which {parent}, above it, does not.",
    }


def _words_left(gone: Key, schema: TableSchema) -> Words:
    shown = _shown(gone)
    return {
        "vi": f"Không thể bỏ {shown}: “{schema.title['vi']}” còn tham chiếu đến. Hãy ghi ngày kết thúc.",
        "en": f"{shown} cannot go: “{schema.title['en']}” still refers to it. Give it a last day instead.",
    }
