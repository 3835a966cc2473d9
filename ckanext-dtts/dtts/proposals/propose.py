"""Proposes how a sheet may be read: nothing is applied before a person confirms it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dtts.catalogue import TableSchema
from dtts.errors import UnreadableFile, UsageError
from dtts.proposals.blocks import Block
from dtts.proposals.columns import Use, in_two
from dtts.proposals.constants import Outside, constant_parts, outside_of, unit_parts
from dtts.proposals.grid import Top
from dtts.proposals.implied import day_of
from dtts.proposals.look import Look, look_at, opened
from dtts.proposals.outline import Marked, mark_column, marked_rows, outline_of
from dtts.proposals.parts import (
    column_part,
    keeps_levels,
    level_parts,
    marker_parts,
    remarks_on,
    row_parts,
    sheet_part,
    table_part,
)
from dtts.proposals.places import area_ids, is_place_field
from dtts.proposals.proposal import Part, Proposal
from dtts.proposals.titles import outside, unit_in
from dtts.tables.answers import NOTHING_SAID, Answers
from dtts.tables.layout import ColumnUse, SheetMapping
from dtts.tables.layout.labels import labels_of
from dtts.tables.layout.lay_out import columns_of, lay_out
from dtts.tables.layout.rows import Line, classified, is_total

_PREVIEWED = 8
_LEFT_OUT = ("total", "note", "section", "numbering", "repeated-header")
_PAIRED_SHARE = 0.2


def propose(path: Path, filename: str, schema: TableSchema, answers: Answers = NOTHING_SAID) -> Proposal:
    """How the file at `path`, whose name was `filename`, may be read for `schema`. `answers` say which sheet
    and which of its tables is meant, where that was asked.

    UnreadableFile when the file is no table at all.
    """
    with opened(path, filename, schema, answers) as sheets:
        names = [sheet.name for sheet in sheets if sheet.name is not None]
        named = [sheet for sheet in sheets if sheet.name == answers.sheet] or sheets
        looks = [look_at(sheet, schema, answers) for sheet in named]
        if not looks:
            return Proposal(schema.name)
        look = max(looks, key=lambda each: each.score)
        choice = sheet_part(looks, look, names)
        if look.plain:
            return Proposal(schema.name, look.grid.name, certain=choice is None, parts=_present(choice))
        if look.block is None:
            parts = _present(choice, table_part(look, answers))
            return Proposal(schema.name, look.grid.name, parts=parts, remarks=remarks_on(look))
        return _Draft(look, schema, answers).proposal(choice)


def propose_or_refuse(
    path: Path, filename: str, schema: TableSchema, answers: Answers = NOTHING_SAID
) -> Proposal:
    """As `propose`; a file that is no table at all becomes the proposal's fault."""
    try:
        return propose(path, filename, schema, answers)
    except UnreadableFile as unreadable:
        return Proposal(schema.name, fault=unreadable.fault)


def _present(*parts: Part | None) -> tuple[Part, ...]:
    return tuple(part for part in parts if part is not None)


@dataclass(frozen=True)
class _Draft:
    """A proposal in the making: one table of one sheet."""

    look: Look
    schema: TableSchema
    answers: Answers

    def proposal(self, choice: Part | None) -> Proposal:
        """All its parts, and the mapping that they come to."""
        said = self._outside()
        day = said.day or day_of(self.look.uses, self.schema)
        uses = [self._with_places(use, day) for use in self.look.uses]
        mapping = self._mapping(uses)
        mark = mark_column([use.column for use in self.look.uses])
        lines = self._lines(mapping, mark)
        levels = tuple(level_parts(self._marked(lines, mark), self.schema, set(mapping.fields)))
        mapping = self._with_outline(mapping, lines, mark, levels)
        constants = tuple(constant_parts(self.schema, set(mapping.fields), said))
        units = tuple(unit_parts(self.schema, set(mapping.fields), said))
        mapping = replace(
            mapping,
            constants={part.name.partition(":")[2]: part.value for part in constants if part.value},
            units={part.name.partition(":")[2]: part.value for part in units if part.value},
        )
        markers = tuple(marker_parts(self.schema, self.look.grid, self._block))
        columns = (column_part(use, list(use_of(use, mapping)), self.schema) for use in self.look.uses)
        return Proposal(
            schema=self.schema.name,
            sheet=self.look.grid.name,
            parts=(
                *_present(choice, table_part(self.look, self.answers)),
                *(part for part in columns if part is not None),
                *constants,
                *units,
                *levels,
                *markers,
                *row_parts(lines, mapping, self.schema),
            ),
            mapping=mapping,
            remarks=remarks_on(self.look),
            preview=self._preview(mapping),
        )

    @property
    def _block(self) -> Block:
        assert self.look.block is not None
        return self.look.block

    def _keeps_totals(self, uses: Sequence[Use]) -> bool:
        """A schema that keeps the level of a row keeps the total too, and so does one in whose column of
        places the total is the country."""
        words = (text for use in uses if use.use for text in use.use.words)
        return keeps_levels(self.schema) or any(map(is_total, words))

    def _outside(self) -> Outside:
        grid = self.look.grid
        return outside_of(outside(grid, self._block), unit_in(grid, self._block))

    def _with_places(self, use: Use, day: date | None) -> Use:
        """Names of provinces in a column of places stand for their ids on the day of the period."""
        if use.use is None or day is None or not is_place_field(self.schema.field(use.use.field)):
            return use
        ids = area_ids(dict.fromkeys(use.column.values), day)
        words = {text: {use.use.field: area} for text, area in ids.items()}
        return replace(use, use=replace(use.use, words=words)) if words else use

    def _mapping(self, uses: Sequence[Use]) -> SheetMapping:
        block, grid = self._block, self.look.grid
        header = (block.header[0] + 1, block.header[1] + 1)
        end = None if block.end == len(grid.rows) else block.end
        columns = {use.column.number + 1: (use.use,) for use in uses if use.use is not None}
        return SheetMapping(
            header=header,
            rows=(block.start + 1, end),
            columns=columns,
            labels=labels_of(self.look.sheet.head, header, grid.marks),
            sheet=grid.name,
            schema=self.schema.name,
            leave_out=tuple(kind for kind in _LEFT_OUT if kind != "total" or not self._keeps_totals(uses)),
            given=given_by(self.schema, columns),
        )

    def _lines(self, mapping: SheetMapping, mark: int | None) -> list[Line]:
        """The rows as they are by themselves, paired where a label goes on in the row below."""
        rows = self._cells(mapping)
        columns = replace(columns_of(mapping, self.schema), mark=mark, figures=self._block.figures)
        header = [set[str]() for _ in range(mapping.width)]
        paired = classified(rows, replace(mapping, paired_rows=True), columns, header)
        single = classified(rows, mapping, columns, header)
        pairs = sum(line.upper is not None for line in paired)
        return paired if pairs >= _PAIRED_SHARE * max(1, len(paired)) else single

    def _cells(self, mapping: SheetMapping) -> list[tuple[int, tuple[str | None, ...]]]:
        width = max(mapping.width, max(self._block.figures) + 1)
        return [
            (row + 1, tuple(cell or None for cell in self.look.grid.rows[row][:width]))
            for row in range(self._block.start, self._block.end)
        ]

    def _marked(self, lines: Sequence[Line], mark: int | None) -> list[Marked]:
        if mark is None:
            return []
        kept = [line for line in lines if line.kind == "record"]
        headings = [line for line in lines if line.kind == "section" and line.cells[mark]]
        rows = sorted([*kept, *headings], key=lambda line: line.row)
        return marked_rows(rows, mark, self._block.figures)

    def _with_outline(
        self, mapping: SheetMapping, lines: Sequence[Line], mark: int | None, levels: Sequence[Part]
    ) -> SheetMapping:
        paired = any(line.upper is not None for line in lines)
        mapping = replace(mapping, paired_rows=paired)
        if paired:
            columns = {column: self._both(uses) for column, uses in mapping.columns.items()}
            mapping = replace(mapping, columns=columns)
        marked = self._marked(lines, mark)
        if mark is None or not marked:
            return mapping
        return replace(mapping, outline=outline_of(marked, mark, [part.value for part in levels]))

    def _both(self, uses: Sequence[ColumnUse]) -> tuple[ColumnUse, ...]:
        """A label that goes on in the row below in English gives the fields of both languages."""
        texts = {field.name for field in self.schema.fields if field.type == "string"}
        return tuple(in_two(use, self.schema) if use.field in texts else use for use in uses)

    def _preview(self, mapping: SheetMapping) -> tuple[Mapping[str, str], ...]:
        try:
            table = lay_out(Top(self.look.sheet), self.schema, replace(self.answers, mapping=mapping), "")
        except (UnreadableFile, UsageError):
            return ()
        rows = table.frame.head(_PREVIEWED).to_dicts()
        return tuple({name: text for name, text in row.items() if text is not None} for row in rows)


def use_of(use: Use, mapping: SheetMapping) -> Iterator[ColumnUse]:
    """What the mapping has for a column."""
    yield from mapping.columns.get(use.column.number + 1, ())


def given_by(schema: TableSchema, columns: Mapping[int, Sequence[ColumnUse]]) -> dict[str, str]:
    """The fields that the schema wants from the reader (`dtts:given`) and that no column gives."""
    named = {use.field for uses in columns.values() for use in uses}
    return {
        field.name: str(field.descriptor["dtts:given"])
        for field in schema.fields
        if "dtts:given" in field.descriptor and field.name not in named
    }
