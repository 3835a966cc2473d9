"""A text file piece by piece, each cut at the end of a line and never inside a record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from types import TracebackType
from typing import IO

from dtts.tables.encoding import Text
from dtts.tables.limits import CELL_BYTES, MIB
from dtts.tables.quoted import BYTES_AT_ONCE, line_end, records_of_lines
from dtts.tables.refuse import refuse

PIECE_BYTES = 8 * MIB


@dataclass(frozen=True)
class Piece:
    """Whole lines of a file as UTF-8, with the number of the `lines` in it and of those `above` it."""

    content: bytes
    lines: int
    above: int

    def count(self, sign: str) -> int:
        """How often a sign occurs."""
        return self.content.count(sign.encode())


@dataclass
class Pieces:
    """A walk through a file. Each piece is taken as it is, or asked for its records before the next."""

    text: Text
    delimiter: str
    lines: int = 0
    """Lines that are read."""
    file: IO[bytes] = field(init=False)
    pending: Iterator[str] = field(init=False, default_factory=lambda: iter(()))
    """Lines that came with one that was asked for: where they end by CR alone, the file hides them."""

    def __enter__(self) -> Pieces:
        """Opens the file below its byte order mark."""
        self.file = self.text.path.open("rb")
        self.file.seek(self.text.skip)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the file."""
        self.file.close()

    def __iter__(self) -> Iterator[Piece]:
        """The pieces of what is left of the file."""
        if content := "".join(self.pending).encode():
            yield self._piece(content)
        while content := self.file.read(PIECE_BYTES):
            if not content.endswith(b"\n"):
                content += self.file.readline()
            yield self._piece(content)

    def _piece(self, content: bytes) -> Piece:
        piece = Piece(content, _lines_in(content, odd=self.text.odd_line_ends), self.lines)
        self.lines += piece.lines
        return piece

    @property
    def done(self) -> float:
        """The part of the file that is read."""
        return self.file.tell() / max(1, self.text.path.stat().st_size)

    def skip(self, records: int) -> int:
        """Leaves out so many records from the start, and says how many there were."""
        return sum(1 for _ in islice(self.all_records(), records))

    def all_records(self) -> Iterator[list[str]]:
        """All records, from the start of the file."""
        return _records(self._further(), self.delimiter, 0)

    def records(self, piece: Piece) -> Iterator[list[str]]:
        """The records of a piece as they stand; the last one takes lines from below when its quote is open.
        Refuses a quote that is never closed, naming the line where it opened."""
        return chain.from_iterable(self._record_lists(piece))

    def _record_lists(self, piece: Piece) -> Iterator[Iterable[list[str]]]:
        """Records of many lines at once as long as that goes, then of line after line."""
        csv.field_size_limit(CELL_BYTES)
        start, read = 0, 0
        while start < len(piece.content) and not self.text.odd_line_ends:
            end = line_end(piece.content, start, BYTES_AT_ONCE)
            records = records_of_lines(piece.content[start:end].decode("utf-8"), self.delimiter)
            if records is None:
                break
            yield records
            start, read = end, read + len(records)
        lines = chain(_split(piece.content[start:]), self._further())
        yield _records(lines, self.delimiter, piece.above + read, piece.lines - read)

    def _further(self) -> Iterator[str]:
        """The lines from here on, one by one."""
        while True:
            for line in self.pending:
                self.lines += 1
                yield line
            content = self.file.readline()
            if not content:
                return
            self.pending = _split(content)


def _records(
    lines: Iterator[str], delimiter: str, above: int, count: int | None = None
) -> Iterator[list[str]]:
    """The records that begin in the first `count` of the lines, of all when it is None."""
    csv.field_size_limit(CELL_BYTES)
    taken: list[str] = []
    reader = csv.reader(_noted(lines, taken), delimiter=delimiter, strict=True)
    begins = 0
    while count is None or begins < count:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as broken:
            rule = "too-long" if "field limit" in str(broken) else "unclosed-quote"
            refuse(rule, line=above + begins + 1)
        if _has_two_readings(taken, record, delimiter):
            refuse("unclosed-quote", line=above + begins + 1)
        taken.clear()
        begins = reader.line_num
        yield record


def _noted(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _has_two_readings(lines: list[str], record: list[str], delimiter: str) -> bool:
    """Whether a separator stands between two quotation marks that do not enclose a cell: `1,5"x, 3"y` has two
    cells, or three. A single mark, as of inches, has one reading."""
    text = "".join(lines)
    if '"' not in text:
        return False
    parts = text.split('"')
    return len(parts) % 2 == 1 and "".join(parts[::2]).count(delimiter) + 1 != len(record)


def _split(content: bytes) -> Iterator[str]:
    """The lines of UTF-8 with their ends, of whatever kind."""
    return io.StringIO(content.decode("utf-8"), newline="")


def _lines_in(content: bytes, *, odd: bool) -> int:
    lines = content.count(b"\n")
    if odd:
        lines += content.count(b"\r") - content.count(b"\r\n")
    return lines + (not content.endswith((b"\n", b"\r") if odd else b"\n"))
