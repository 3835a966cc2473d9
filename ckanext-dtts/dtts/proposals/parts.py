"""The parts of a proposal, each with its sentence and what may be answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dtts.catalogue import TableSchema
from dtts.proposals.blocks import Block
from dtts.proposals.columns import Use
from dtts.proposals.grid import Grid
from dtts.proposals.look import Look
from dtts.proposals.outline import Marked
from dtts.proposals.proposal import Option, Part
from dtts.report import Sentence, column_letters
from dtts.tables.answers import Answers
from dtts.tables.layout import ColumnUse, SheetMapping
from dtts.tables.layout.rows import Line
from dtts.tables.layout.said import KINDS

_SHOWN = 3
_LEAVE_COLUMN = {"vi": "không đọc cột này", "en": "leave this column out"}
_RECORD = {"vi": "là số liệu", "en": "are data"}
_LEAVE = {"vi": "để ngoài", "en": "are left out"}
_AS_IT_IS = {"vi": "giữ nguyên như đã ghi", "en": "keep it as it stands"}
_STATUS = ("obs_status", "value_status", "status")
_MARKER = re.compile(r"[-–.…x*:]{1,3}|n/?a|kxd", re.IGNORECASE)
_MOST_MARKERS = 5
_ASKED_KINDS = ("total", "note", "section")
_EQUAL = 0.9
"""Two sheets that speak for a table nearly as much are a question."""


def encoded(use: ColumnUse | None) -> str:
    """What the form sends for a use: the field, and what its label implies (`value|year=2009`)."""
    if use is None:
        return ""
    return "|".join([use.field, *(f"{name}={value}" for name, value in use.implies.items())])


def sheet_part(looks: Sequence[Look], chosen: Look, names: Sequence[str]) -> Part | None:
    """Which sheet of those of that name, where several hold a table; `looks` is one where it was said."""
    tables = [look.grid.name for look in looks if look.grid.name and (look.blocks or look.plain)]
    offered = names if len(looks) == 1 else tables
    if len(offered) < 2:
        return None
    scores = sorted((look.score for look in looks), reverse=True)
    unsure = len(looks) > 1 and scores[1] >= _EQUAL * scores[0]
    return Part(
        kind="sheet",
        name="sheet",
        message={"vi": "Bảng nằm ở trang tính nào?", "en": "On which sheet is the table?"},
        value="" if unsure else chosen.grid.name or "",
        options=tuple(Option(name or "", _plain(name or "")) for name in offered),
        required=True,
    )


def table_part(look: Look, answers: Answers) -> Part | None:
    """Which table of the sheet, where it holds several."""
    if len(look.blocks) < 2:
        return None
    options = tuple(
        Option(str(block.start + 1), _rows_from(block.start + 1, block.end, _heading(look, index)))
        for index, block in enumerate(look.blocks)
    )
    return Part(
        kind="table",
        name="table",
        message={
            "vi": f"Trang tính có {len(look.blocks)} bảng. Đọc bảng nào?",
            "en": f"The sheet holds {len(look.blocks)} tables. Which one is meant?",
        },
        value=str(answers.table) if answers.table and look.block else "",
        options=options,
        required=True,
    )


def column_part(use: Use, given: Sequence[ColumnUse], schema: TableSchema) -> Part | None:
    """What one column gives; None for a column without a label that holds nothing."""
    own = given[0] if given else None
    letters = column_letters(use.column.number + 1)
    label = use.column.label or "…"
    options = [Option(encoded(ColumnUse(each.name)), dict(each.title)) for each in schema.fields]
    if use.implied:
        options = [
            *(
                Option(encoded(ColumnUse(each.name, use.implied)), _implied(each.title, use.implied))
                for each in schema.fields
                if each.type in ("number", "integer")
            ),
            *options,
        ]
    return Part(
        kind="column",
        name=f"column:{letters}",
        message={"vi": f"Cột {letters}, “{label}”, là gì?", "en": f"What is column {letters}, “{label}”?"},
        value=encoded(own),
        options=(*options, Option("", _LEAVE_COLUMN)),
        score=use.match.score if own else 0.0,
        why=dict(use.match.why or {}) if own else {},
        cell=letters,
        shown=use.column.values[:_SHOWN],
    )


def level_parts(marked: Sequence[Marked], schema: TableSchema, given: set[str]) -> Iterator[Part]:
    """What the rows of each level are. Where a schema has a field for the level, all are records; else the
    most frequent ones are, and those above them are sums or headings."""
    if not marked:
        return
    kept = keeps_levels(schema)
    most = max(marked, key=lambda each: each.count)
    parents = as_parents(schema, given)
    for index, each in enumerate(marked):
        use = "record" if kept or each is most else "leave"
        yield Part(
            kind="level",
            name=f"level:{index}",
            message=_marked_rows(each),
            value=use,
            options=(Option("record", _RECORD), Option("leave", _LEAVE), *parents),
            required=True,
            shown=each.shown,
        )


def as_parents(schema: TableSchema, given: set[str]) -> tuple[Option, ...]:
    """The fields that headings may go into."""
    free = [
        field
        for field in schema.fields
        if field.type == "string" and "enum" not in field.constraints and field.name not in given
    ]
    return tuple(
        Option(
            f"parent:{field.name}",
            {
                "vi": f"là tiêu đề: ghi vào cột “{field.title['vi']}” của các dòng dưới",
                "en": f"are headings: they go into “{field.title['en']}” of the rows below",
            },
        )
        for field in free
    )


def keeps_levels(schema: TableSchema) -> bool:
    """Whether a table has a column for the level of a row."""
    return any(field.descriptor.get("dtts:given") == "level" for field in schema.fields)


def marker_parts(schema: TableSchema, grid: Grid, block: Block) -> Iterator[Part]:
    """Marks in the place of figures, where the table has a column that says why one is missing."""
    status = next((field for field in schema.fields if field.name.lower() in _STATUS), None)
    if status is None:
        return
    kinds = tuple(
        Option(f"{status.name}={value}", dict(status.enum_labels.get(str(value), _plain(str(value)))))
        for value in status.constraints.get("enum", ())
    )
    seen = Counter(
        grid.cell(row, column)
        for row in range(block.start, block.end)
        for column in block.figures
        if column not in grid.numbers[row] and _MARKER.fullmatch(grid.cell(row, column))
    )
    for text, count in seen.most_common(_MOST_MARKERS):
        yield Part(
            kind="marker",
            name=f"marker:{text}",
            message={
                "vi": f"{count} ô số liệu ghi “{text}”: nghĩa là gì?",
                "en": f"{count} cells of figures say “{text}”: what does it mean?",
            },
            options=(*kinds, Option("", _AS_IT_IS)),
        )


def row_parts(lines: Sequence[Line], mapping: SheetMapping, schema: TableSchema) -> Iterator[Part]:
    """Rows that seem to be no records, by what they seem to be."""
    levelled = mapping.outline is not None
    for kind in _ASKED_KINDS:
        rows = [line for line in lines if line.kind == kind and not (levelled and kind == "section")]
        if rows:
            words = KINDS[kind]
            yield Part(
                kind="rows",
                name=f"rows:{kind}",
                message={
                    "vi": f"{len(rows)} dòng có vẻ là {words['vi']}, bắt đầu từ dòng {rows[0].row}.",
                    "en": f"{len(rows)} rows seem to be {words['en']}, the first is row {rows[0].row}.",
                },
                value="leave" if kind in mapping.leave_out else "record",
                options=(
                    Option("leave", _LEAVE),
                    Option("record", _RECORD),
                    *(as_parents(schema, set(mapping.fields)) if kind == "section" else ()),
                ),
                required=True,
                shown=tuple(line.label for line in rows[:_SHOWN]),
            )


def remarks_on(look: Look) -> tuple[Sentence, ...]:
    """What a person should know of a sheet."""
    marks = look.grid.marks
    found: list[Sentence] = []
    if not look.blocks:
        found.append(
            {
                "vi": f"Trang tính “{look.grid.name}” không có bảng số liệu nào.",
                "en": f"The sheet “{look.grid.name}” holds no table of figures.",
            }
        )
    if marks.hidden_rows:
        rows = ", ".join(map(str, marks.hidden_rows[:10]))
        found.append({"vi": f"Dòng đang ẩn: {rows}.", "en": f"Hidden rows: {rows}."})
    if marks.hidden_columns:
        columns = ", ".join(column_letters(column) for column in marks.hidden_columns[:10])
        found.append({"vi": f"Cột đang ẩn: {columns}.", "en": f"Hidden columns: {columns}."})
    return tuple(found)


def _marked_rows(each: Marked) -> Sentence:
    if each.looks:
        return {
            "vi": f"{each.count} dòng đánh số “{each.looks}” là gì?",
            "en": f"What are the {each.count} rows marked “{each.looks}”?",
        }
    return {
        "vi": f"{each.count} dòng không đánh số là gì?",
        "en": f"What are the {each.count} rows without a mark?",
    }


def _heading(look: Look, index: int) -> str:
    block = look.blocks[index]
    row = block.heading if block.heading is not None else max(0, block.header[0] - 1)
    texts = [look.grid.cell(row, column) for column in look.grid.filled(row)]
    return texts[0] if texts else ""


def _rows_from(first: int, last: int, heading: str) -> Sentence:
    named = f": {heading}" if heading else ""
    return {"vi": f"dòng {first} đến {last}{named}", "en": f"rows {first} to {last}{named}"}


def _implied(title: Mapping[str, str], implied: Mapping[str, str]) -> Sentence:
    said = ", ".join(f"{name} {value}" for name, value in implied.items())
    return {language: f"{title[language]} ({said})" for language in ("vi", "en")}


def _plain(text: str) -> Sentence:
    return {"vi": text, "en": text}
