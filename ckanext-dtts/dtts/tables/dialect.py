"""Which sign separates the columns: the one under which the header is found, never a guess between two."""

from __future__ import annotations

from contextlib import suppress
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


def detect_dialect(text: Text, schema: TableSchema | None, mapping: SheetMapping | None = None) -> Dialect:
    """The dialect of a file. With a schema the separator that shows most of its columns wins; without
    one, or when none shows any, the separator that gives all rows one width. A tie is refused. With a
    mapping the separator under which its labels are found goes before."""
    heads = {delimiter: read_head(text, delimiter) for delimiter in DELIMITERS}
    ranks = {delimiter: _rank(head, schema, mapping) for delimiter, head in heads.items()}
    best = max(ranks.values())
    winners = [delimiter for delimiter, rank in ranks.items() if rank == best]
    if len(winners) > 1 and best[1] > 1:
        refuse("ambiguous-delimiter", candidates=", ".join(_NAMES[winner] for winner in winners))
    return Dialect(winners[0], heads[winners[0]])


def read_head(text: Text, delimiter: str) -> list[list[str]]:
    """The first records under a separator, as far as they can be read: a quote that is wrong under this one
    may be right under another, and is refused when the table is read."""
    head: list[list[str]] = []
    with suppress(UnreadableFile), Pieces(text, delimiter) as pieces:
        for record in islice(pieces.all_records(), _PROBED_ROWS):
            head.append([nfc(cell[:LABEL_LENGTH]).strip() for cell in record])
    return head


def _rank(head: list[list[str]], schema: TableSchema | None, mapping: SheetMapping | None) -> tuple[int, int]:
    """Fields found, then the width that all rows share (1 when they differ)."""
    if mapping is not None:
        return int(rows_moved(head, mapping) is not None), max(map(len, head), default=1)
    header = find_header(head, schema) if schema else None
    widths = {len(row) for row in head if any(row)}
    return len(header.fields) if header else 0, widths.pop() if len(widths) == 1 else 1
