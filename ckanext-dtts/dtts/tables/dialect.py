"""Which sign separates the columns: the one under which the header is found, never a guess between two."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from dtts.catalogue import TableSchema
from dtts.errors import UnreadableFile
from dtts.tables.encoding import Text
from dtts.tables.header import find_header
from dtts.tables.layout.labels import rows_moved
from dtts.tables.layout.mapping import SheetMapping
from dtts.tables.limits import HEADER_ROWS, LABEL_LENGTH
from dtts.tables.pieces import Pieces
from dtts.tables.refuse import refuse
from dtts.vietnamese import nfc

DELIMITERS = (",", ";", "\t", "|")
_PROBED_ROWS = HEADER_ROWS + 5
_NAMES = {",": "“,”", ";": "“;”", "\t": "Tab", "|": "“|”"}


@dataclass(frozen=True)
class Dialect:
    """The separator and the first rows as they are read with it."""

    delimiter: str
    head: list[list[str]]


@dataclass(frozen=True)
class Probe:
    """The first records under one separator; `whole` when nothing in them is wrong under it."""

    head: list[list[str]]
    whole: bool

    @property
    def width(self) -> int:
        """The width that all rows share, 1 when they differ."""
        widths = {len(row) for row in self.head if any(row)}
        return widths.pop() if len(widths) == 1 else 1

    @property
    def block(self) -> tuple[int, int]:
        """How many rows have the width that most rows have, and this width: below a title a table has one.
        Nothing when it is a single column, or when half of the rows have other widths."""
        widths = Counter(len(row) for row in self.head if any(row))
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (rows, width) if width > 1 and 2 * rows > widths.total() else (0, 1)


def detect_dialect(text: Text, schema: TableSchema | None, mapping: SheetMapping | None = None) -> Dialect:
    """The dialect of a file. With a schema the separator that shows most of its columns wins; without
    one, or when none shows any, a separator under which the first rows can be read at all and share one
    width, or else most of them do. A tie is refused. With a mapping the separator under which its labels
    are found goes before."""
    probes = {delimiter: probe(text, delimiter) for delimiter in DELIMITERS}
    ranks = {delimiter: _rank(found, schema, mapping) for delimiter, found in probes.items()}
    best = max(ranks.values())
    winners = [delimiter for delimiter, rank in ranks.items() if rank == best]
    if len(winners) > 1 and best[-1] > 1:
        refuse("ambiguous-delimiter", candidates=", ".join(_NAMES[winner] for winner in winners))
    return Dialect(winners[0], probes[winners[0]].head)


def probe(text: Text, delimiter: str) -> Probe:
    """The first records under a separator, as far as they can be read: a quote that is wrong under this one
    may be right under another, and is refused when the table is read."""
    head: list[list[str]] = []
    try:
        with Pieces(text, delimiter) as pieces:
            for record in islice(pieces.all_records(), _PROBED_ROWS):
                head.append([nfc(cell[:LABEL_LENGTH]).strip() for cell in record])
    except UnreadableFile:
        return Probe(head, whole=False)
    return Probe(head, whole=True)


def _rank(found: Probe, schema: TableSchema | None, mapping: SheetMapping | None) -> tuple[int, ...]:
    """Fields found, whether a table can be read, the width that all rows share, then what most rows share."""
    if mapping is not None:
        return int(rows_moved(found.head, mapping) is not None), max(map(len, found.head), default=1)
    header = find_header(found.head, schema) if schema else None
    rows, width = found.block
    fields = len(header.fields) if header else 0
    return fields, int(found.whole and width > 1), found.width, rows, width
