"""Which field each column gives: by its labels, by what stands in it, and by what only it can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dtts.catalogue import Field, TableSchema
from dtts.proposals.blocks import Block
from dtts.proposals.content import content_match, contradicts
from dtts.proposals.grid import Grid
from dtts.proposals.implied import implied_values
from dtts.proposals.names import LIKELY, NO_MATCH, SURE, Match, name_match
from dtts.proposals.periods import period_fields
from dtts.tables.header import is_numbering, stacks
from dtts.tables.layout import ColumnUse
from dtts.vietnamese import fold

_SAMPLE = 200
_CONTRADICTED = 0.3
_ONLY = Match(0.4, {"vi": "cột số liệu chưa có tên nào khác", "en": "the column of figures that is left"})
_LABEL = Match(0.4, {"vi": "nhãn của các dòng số liệu", "en": "the label of the rows of figures"})
_LABEL_WORDS = {"ten", "name", "tieu", "dung"}
_LONGEST_MARK = 4
_MOSTLY = 0.6
_NUMERIC = ("number", "integer")
_SIGNS = ("\n", " - ")
_SPLIT_SHARE = 0.3


@dataclass(frozen=True)
class Column:
    """A column of a table (from 0): its labels from the top, its values in the records and the rows that
    they stand in, whether they are figures."""

    number: int
    labels: tuple[str, ...]
    values: tuple[str, ...]
    figures: bool
    rows: frozenset[int] = frozenset()

    @property
    def label(self) -> str:
        """All labels on one line."""
        return " / ".join(" ".join(label.split()) for label in self.labels)


@dataclass(frozen=True)
class Use:
    """What a column may give, how sure that is, and the other fields that it may give instead."""

    column: Column
    use: ColumnUse | None = None
    match: Match = NO_MATCH
    implied: Mapping[str, str] = field(default_factory=dict)


def columns_in(grid: Grid, block: Block) -> list[Column]:
    """The columns of a table that have a label or hold something."""
    first, last = block.header
    rows = grid.rows[first : last + 1]
    width = len(rows[0])
    stacked = stacks(rows, width, grid.marks.spans(first + 1, last + 1))
    records = [row for row in range(block.start, block.end) if not is_numbering(_said(grid.rows[row]))]
    found = []
    for number, labels in enumerate(stacked):
        own = tuple(dict.fromkeys(label.strip() for label in labels if label.strip()))
        filled = [row for row in records if grid.rows[row][number]]
        values = tuple(grid.rows[row][number] for row in filled[:_SAMPLE])
        if own or values:
            found.append(Column(number, own, values, number in block.figures, frozenset(filled)))
    return found


def _said(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]


def uses_of(columns: Sequence[Column], schema: TableSchema) -> list[Use]:
    """For each column what it most likely gives; each field is given once, or once for each thing that
    the labels imply."""
    figures = {column.number: column.labels for column in columns if column.figures}
    implied, said = implied_values(figures, schema)
    taken = {name for values in implied.values() for name in values}
    ranked = sorted(
        (
            (_match(column, each, said.get(column.number, set())), -column.number, column, each)
            for column in columns
            for each in schema.fields
            if each.name not in taken and column.values
        ),
        key=lambda entry: (entry[0].score, entry[1]),
        reverse=True,
    )
    chosen: dict[int, Use] = {}
    given: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for match, _, column, each in ranked:
        own = implied.get(column.number, {})
        key = (each.name, tuple(sorted(own.items())))
        least = SURE if "dtts:given" in each.descriptor else LIKELY
        if match.score >= least and column.number not in chosen and key not in given:
            given.add(key)
            chosen[column.number] = Use(column, ColumnUse(each.name, own), match, own)
    _give_rest(columns, schema, implied, chosen)
    _give_labels(columns, schema, taken, chosen)
    rest = {column.number: Use(column, implied=implied.get(column.number, {})) for column in columns}
    return list({**rest, **chosen}.values())


def split_in_two(use: Use, schema: TableSchema) -> Use:
    """A column of texts in two languages gives both fields, `name_vi` and `name_en` or `output` and
    `output_en`."""
    both = [value for value in use.column.values if any(sign in value for sign in _SIGNS)]
    if use.use is None or len(both) < _SPLIT_SHARE * max(1, len(use.column.values)):
        return use
    return replace(use, use=in_two(use.use, schema))


def in_two(use: ColumnUse, schema: TableSchema) -> ColumnUse:
    """The use with the field of the other language, where the schema has one."""
    other = f"{use.field.removesuffix('_vi')}_en"
    return replace(use, split=_SIGNS, second=other) if other in schema.field_names else use


def _match(column: Column, each: Field, said: set[str]) -> Match:
    labels = [label for label in column.labels if label not in said]
    named = name_match(labels, each)
    content = content_match(column.values, each)
    best = named if named.score >= content.score else content
    if best.score and contradicts(column.values, each):
        return replace(best, score=round(best.score * _CONTRADICTED, 2))
    return best


def _give_rest(
    columns: Sequence[Column],
    schema: TableSchema,
    implied: Mapping[int, Mapping[str, str]],
    chosen: dict[int, Use],
) -> None:
    """Columns of figures that nothing names, where their labels set them apart or there is only one of them:
    they can only be the first field of figures that is still free."""
    given = {use.use.field for use in chosen.values() if use.use}
    free = [each.name for each in schema.fields if each.type in _NUMERIC and _is_free(each, given)]
    rest = [column for column in columns if column.figures and column.number not in chosen]
    apart = {tuple(sorted(implied.get(column.number, {}).items())) for column in rest}
    if free and rest and len(apart) == len(rest):
        for column in rest:
            own = dict(implied.get(column.number, {}))
            chosen[column.number] = Use(column, ColumnUse(free[0], own), _ONLY, own)


def _give_labels(
    columns: Sequence[Column], schema: TableSchema, taken: set[str], chosen: dict[int, Use]
) -> None:
    """The text beside the figures that nothing names is what the rows are called. Columns of which each row
    fills one alone are the levels of one label."""
    given = taken | {use.use.field for use in chosen.values() if use.use}
    free = [each for each in schema.fields if _is_label(each, schema) and _is_free(each, given)]
    first = next((column.number for column in columns if column.figures), len(columns))
    rest = [column for column in columns if column.number < first and column.number not in chosen]
    own = [column for column in rest if column.values and not _are_marks(column)]
    if not free or not own:
        return
    field = max(free, key=lambda each: (each.required, bool(_LABEL_WORDS & _words_of(each))))
    alone = [column for column in own if column.rows.isdisjoint(own[0].rows) or column is own[0]]
    for column in alone:
        chosen[column.number] = Use(column, ColumnUse(field.name), _LABEL)


def _are_marks(column: Column) -> bool:
    """Short marks that number the rows are no label, though a note may stand below them."""
    short = sum(len(value) <= _LONGEST_MARK for value in column.values)
    return short >= _MOSTLY * len(column.values)


def _is_label(each: Field, schema: TableSchema) -> bool:
    plain = each.type == "string" and not {"enum", "pattern"} & set(each.constraints)
    first = each.name.removesuffix("_en")
    second = first != each.name and {first, f"{first}_vi"} & set(schema.field_names)
    return plain and each not in period_fields(schema) and not second


def _is_free(each: Field, given: set[str]) -> bool:
    return each.name not in given and "dtts:given" not in each.descriptor


def _words_of(each: Field) -> set[str]:
    return {*fold(each.title["vi"]).split(), *each.name.lower().split("_")}
