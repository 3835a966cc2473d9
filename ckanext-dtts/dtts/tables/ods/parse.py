"""The cells of an OpenDocument spreadsheet in one pass over its XML, bounded while it is read: a cell or
a row may say that it stands there a million times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from dtts.tables.fonts import OldText
from dtts.tables.grid import Value
from dtts.tables.layout.marks import Area, Marks
from dtts.tables.ods.cells import cell_value
from dtts.tables.ods.names import DRAW, OFFICE, TABLE, TEXT
from dtts.tables.ods.styles import Styles
from dtts.tables.reach import refuse_reach
from dtts.tables.refuse import refuse

_COLUMNS_REPEATED, _ROWS_REPEATED = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
_CELL_STYLE, _DEFAULT_STYLE = f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
_VISIBILITY = f"{TABLE}visibility"
_HIDDEN = ("collapse", "filter")
_SPANS = (f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned")
# What belongs to no cell, or is not its text: comments, drawings, the record of changes, a table in a cell.
_LEFT_OUT = {f"{OFFICE}annotation", f"{TABLE}shapes", f"{TABLE}tracked-changes", f"{TABLE}sub-table"}
_LINKS = {f"{TABLE}table-source", f"{TABLE}dde-link", f"{TABLE}cell-range-source"}
_CHUNK = 1 << 20
_MOST_COLUMNS = 1024


@dataclass
class OdsSheet:
    """The rows of one sheet from A1, without what is blank at their ends."""

    name: str
    visible: bool
    old_text: OldText | None
    rows: list[list[Value]] = field(default_factory=list)
    columns: int = 0
    blank: int = 0
    """Blank rows seen since the last filled one."""
    column_styles: list[str] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)

    @property
    def marks(self) -> Marks:
        """What the sheet shows beside its values."""
        return Marks(tuple(self.merges), tuple(self.hidden_rows), tuple(self.hidden_columns))

    @property
    def next_row(self) -> int:
        """Number of the row that comes next, from 1."""
        return len(self.rows) + self.blank + 1

    def add(self, row: list[Value], times: int, *, hidden: bool) -> None:
        """A row that stands there so many times."""
        if not row:
            self.blank += times
            return
        self.columns = max(self.columns, len(row))
        refuse_reach(self.next_row - 1 + times, self.columns, self.name)
        self.hidden_rows += range(self.next_row, self.next_row + times) if hidden else ()
        self.rows += [[]] * self.blank + [row] * times
        self.blank = 0


def parse_sheets(content: IO[bytes], styles: Styles) -> list[OdsSheet]:
    """All sheets of the document. Refuses links to other files, sheets that reach too far, and damage."""
    reader = _Reader(styles)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        while chunk := content.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as broken:
        cause = {"vi": "phần content.xml bị hỏng", "en": f"content.xml is damaged ({broken})"}
        refuse("unreadable-file", cause=cause)
    return reader.sheets


class _Reader:
    """Takes the events of the parser and keeps where it stands."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.fonts = styles.has_old_fonts
        self.sheets: list[OdsSheet] = []
        self.left_out = 0
        self.row: list[Value] = []
        self.row_repeated, self.row_style, self.row_hidden = 1, "", False
        self.column, self.blank = 0, 0
        self.cell: dict[str, str] | None = None
        self.paragraphs: list[str] = []
        self.text: list[str] | None = None
        self.known: dict[str, str] = {}
        cells = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {
            f"{TABLE}table": self.start_table,
            f"{TABLE}table-column": self.start_column,
            f"{TABLE}table-row": self.start_row,
            **dict.fromkeys(cells, self.start_cell),
            f"{TEXT}p": self.start_paragraph,
            f"{TEXT}s": self.add_spaces,
            f"{TEXT}tab": lambda _: self.characters("\t"),
            f"{TEXT}line-break": lambda _: self.characters("\n"),
        }
        self.ends: dict[str, Callable[[], None]] = {
            f"{TABLE}table-row": self.end_row,
            **dict.fromkeys(cells, self.end_cell),
            f"{TEXT}p": self.end_paragraph,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self.left_out:
            self.left_out += 1
        elif name in _LEFT_OUT or name.startswith(DRAW) or (self.cell is not None and name.startswith(TABLE)):
            self.left_out = 1
        elif name in _LINKS:
            refuse("external-link", found=name.rpartition(" ")[2])
        elif name in self.starts:
            self.starts[name](attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self.left_out:
            self.left_out -= 1
        elif name in self.ends:
            self.ends[name]()

    def characters(self, text: str) -> None:
        """Text of a paragraph; what stands elsewhere is no cell's."""
        if self.text is not None and not self.left_out:
            self.text.append(text)

    def start_table(self, attributes: dict[str, str]) -> None:
        """Another sheet."""
        name = attributes.get(f"{TABLE}name", "")
        visible = attributes.get(_CELL_STYLE) not in self.styles.hidden
        self.sheets.append(OdsSheet(name, visible, OldText(name) if self.fonts else None))

    def start_column(self, attributes: dict[str, str]) -> None:
        """Columns give their style to cells that have none, and may be hidden; those far out hold no cell."""
        sheet, times = self.sheets[-1], min(_times(attributes, _COLUMNS_REPEATED), _MOST_COLUMNS)
        before = len(sheet.column_styles)
        sheet.column_styles += [attributes.get(_DEFAULT_STYLE, "")] * times
        if attributes.get(_VISIBILITY) in _HIDDEN:
            sheet.hidden_columns += range(before + 1, before + times + 1)

    def start_row(self, attributes: dict[str, str]) -> None:
        """Another row, or many that are alike."""
        self.row, self.column, self.blank = [], 0, 0
        self.row_repeated = _times(attributes, _ROWS_REPEATED)
        self.row_style = attributes.get(_DEFAULT_STYLE, "")
        self.row_hidden = attributes.get(_VISIBILITY) in _HIDDEN

    def end_row(self) -> None:
        """The row is whole."""
        self.sheets[-1].add(self.row, self.row_repeated, hidden=self.row_hidden)

    def start_cell(self, attributes: dict[str, str]) -> None:
        """Another cell, or many that are alike."""
        self.cell, self.paragraphs = attributes, []
        if _SPANS[0] in attributes or _SPANS[1] in attributes:
            sheet, (rows, columns) = self.sheets[-1], (_times(attributes, span) for span in _SPANS)
            top, left = sheet.next_row, len(self.row) + self.blank + 1
            if rows * columns > 1:
                sheet.merges.append((top, left, top + rows - 1, left + columns - 1))

    def end_cell(self) -> None:
        """The cell is whole; blank ones count as soon as a filled one follows."""
        attributes, sheet = self.cell or {}, self.sheets[-1]
        self.cell = None
        times = _times(attributes, _COLUMNS_REPEATED)
        filled = attributes or self.paragraphs
        value = cell_value(attributes, "\n".join(self.paragraphs)) if filled else None
        if value is None:
            self.blank += times
            return
        refuse_reach(1, len(self.row) + self.blank + times, sheet.name)
        self.row += [None] * self.blank
        self.row += [self._kept(value, attributes)] * times
        self.blank = 0

    def start_paragraph(self, _: dict[str, str]) -> None:
        """Text of a cell begins."""
        if self.cell is not None:
            self.text = []

    def end_paragraph(self) -> None:
        """A line of a cell is whole."""
        if self.text is not None:
            self.paragraphs.append("".join(self.text))
            self.text = None

    def add_spaces(self, attributes: dict[str, str]) -> None:
        """More than one space is written as an element."""
        self.characters(" " * min(int(attributes.get(f"{TEXT}c", 1)), 1000))

    def _kept(self, value: Value, attributes: dict[str, str]) -> Value:
        if not isinstance(value, str):
            return value
        old_text = self.sheets[-1].old_text
        if old_text is not None:
            value = old_text.read(value, self.styles.font_of(self._style(attributes)))
        return self.known.setdefault(value, value)

    def _style(self, attributes: dict[str, str]) -> str:
        column = len(self.row)
        columns = self.sheets[-1].column_styles
        of_column = columns[column] if column < len(columns) else ""
        return attributes.get(_CELL_STYLE) or self.row_style or of_column


def _times(attributes: dict[str, str], name: str) -> int:
    """How often something stands there. ValueError when that is no number from 1."""
    times = int(attributes.get(name, 1))
    if times < 1:
        raise ValueError(f"{name.rpartition(' ')[2]} is {times}")
    return times
