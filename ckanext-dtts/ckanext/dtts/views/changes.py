"""A difference between two versions of a table in the reader's words: counts, moves, totals, some rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import cells, figures, language
from ckanext.dtts.views.cells import Cell
from ckanext.dtts.views.totals import Totals, totals_of, unit_words
from dtts import formats
from dtts.catalogue import TableSchema, table_schema
from dtts.revisions.difference import Changed, Difference, FieldChange, Move, Row

MOST_MOVES = 12
_TENFOLD = 10.0


@dataclass(frozen=True)
class MoveLine:
    """A number that moved: which row, which column, from what to what, and by how much in words."""

    key: str
    field: str
    before: str
    after: str
    change: str
    suspicious: bool


@dataclass(frozen=True)
class Rows:
    """Some rows of one kind with the columns that tell most, and how many there are of it in all."""

    kind: str
    total: int
    columns: list[str]
    rows: list[list[Cell]]


@dataclass(frozen=True)
class ChangedRow:
    """A row of both versions: its key, and title, cell before and cell after of each changed column."""

    key: str
    cells: list[tuple[str, Cell, Cell]]


@dataclass(frozen=True)
class Told:
    """All that a page says of a difference; texts are in the reader's language."""

    difference: Difference
    schema: TableSchema
    counts: str
    common: str
    fields: list[tuple[str, FieldChange]]
    moves: list[MoveLine]
    totals: Totals
    changed: list[ChangedRow]
    whole: list[Rows]
    columns: list[tuple[str, str]]


def of(raw: Mapping[str, Any] | None) -> Told | None:
    """The stored difference of a submission or version; None when there is none (yet)."""
    if raw is None:
        return None
    difference = Difference.from_dict(raw)
    schema = table_schema(difference.schema)
    moves = sorted(difference.moves, key=lambda move: not move.suspicious)[:MOST_MOVES]
    shown = _varying([move.key for move in moves], difference.key)
    return Told(
        difference=difference,
        schema=schema,
        counts=counts(difference),
        common=_key({name: moves[0].key.get(name) for name in difference.key if name not in shown}, schema)
        if moves
        else "",
        fields=[(_title(schema, each.field), each) for each in difference.fields],
        moves=[_move(move, shown, schema) for move in moves],
        totals=totals_of(difference, schema),
        changed=[_changed(each, difference, schema) for each in difference.sample.changed],
        whole=list(_whole(difference, schema)),
        columns=list(_columns(difference, schema)),
    )


def counts(difference: Difference) -> str:
    """`Thêm 12 dòng, sửa 3, bỏ 0; 140 dòng giữ nguyên.`"""
    rows, lang = difference.rows, language.current()
    if difference.first:
        return str(
            tk.ungettext(
                "%(num)s row, all new: this is the first version.",
                "%(num)s rows, all new: this is the first version.",
                rows.after,
            )
        ) % {"num": formats.number(rows.after, lang)}
    if difference.empty:
        return str(tk._("Nothing differs from the version before: every row says the same."))
    return str(
        tk._("{added} rows added, {changed} changed, {removed} removed; {unchanged} stay as they were.")
    ).format(
        added=formats.number(rows.added, lang),
        changed=formats.number(rows.changed, lang),
        removed=formats.number(rows.removed, lang),
        unchanged=formats.number(rows.unchanged, lang),
    )


def _varying(keys: Sequence[Row], names: Sequence[str]) -> list[str]:
    """The columns of the key that tell these rows apart; all when there is only one row."""
    return [name for name in names if len({str(key.get(name)) for key in keys}) > 1] or list(names)


def _move(move: Move, shown: Sequence[str], schema: TableSchema) -> MoveLine:
    unit = unit_words(schema, move.field, move.unit)
    return MoveLine(
        key=_key({name: move.key.get(name) for name in shown}, schema),
        field=_title(schema, move.field) + (f" ({unit})" if unit else ""),
        before=formats.number(move.before, language.current()),
        after=formats.number(move.after, language.current()),
        change=change(move),
        suspicious=move.suspicious,
    )


def change(move: Move) -> str:
    """`+25 %`, `gấp 1.000 lần`, `còn 1/1.000`: by per cent while that is easily read."""
    lang = language.current()
    if move.share is None:
        return ("+" if move.delta > 0 else "−") + formats.number(abs(move.delta), lang)
    times = 1 + move.share
    if times >= _TENFOLD:
        return str(tk._("{times} times as much")).format(times=figures.figure(round(times, 1), None, lang))
    if 0 < times <= 1 / _TENFOLD:
        return str(tk._("1/{times} of what it was")).format(
            times=figures.figure(round(1 / times, 1), None, lang)
        )
    return (
        ("+" if move.share > 0 else "−") + figures.figure(round(abs(100 * move.share), 1), None, lang) + " %"
    )


def _key(values: Mapping[str, Any], schema: TableSchema) -> str:
    """A row's key as a person names it: `Xã Sa Lý · 2025 · Số hộ được hỗ trợ nhà ở`."""
    fields = [schema.field(name) for name in values if values[name] not in (None, "")]
    return " · ".join(cell.text for cell in cells.row(schema, fields, values))


def _title(schema: TableSchema, name: str) -> str:
    return language.pick(schema.field(name).title) if name in schema.field_names else name


def _changed(each: Changed, difference: Difference, schema: TableSchema) -> ChangedRow:
    shown = _varying([row.key for row in difference.sample.changed], difference.key)
    return ChangedRow(
        _key({name: each.key.get(name) for name in shown}, schema),
        [
            (_title(schema, name), _cell(schema, name, before), _cell(schema, name, after))
            for name, (before, after) in each.cells.items()
        ],
    )


def _cell(schema: TableSchema, name: str, value: Any) -> Cell:
    if name not in schema.field_names:
        return Cell(str(value))
    return cells.row(schema, [schema.field(name)], {name: value})[0]


def _whole(difference: Difference, schema: TableSchema) -> Iterable[Rows]:
    """Rows that come or go, by the columns that the schema shows."""
    names = schema.descriptor.get("dtts:shown") or schema.field_names
    for kind, rows, total in (
        ("added", difference.sample.added, difference.rows.added),
        ("removed", difference.sample.removed, difference.rows.removed),
    ):
        fields = [schema.field(name) for name in names if any(name in row for row in rows)]
        if rows:
            yield Rows(
                kind,
                total,
                [language.pick(field.title) for field in fields],
                [cells.row(schema, fields, row) for row in rows],
            )


def _columns(difference: Difference, schema: TableSchema) -> Iterable[tuple[str, str]]:
    """Columns that came, went or changed their type, each with its title."""
    for kind in ("added", "removed", "retyped"):
        for name in getattr(difference.columns, kind):
            yield kind, _title(schema, name)
