"""Lines with quoted cells, read many at once where each is a record by itself."""

from __future__ import annotations

import csv
import io

from dtts.tables.limits import MIB

BYTES_AT_ONCE = MIB // 4
"""Text that is cut into small parts at once: they take many times its memory."""


def records_of_lines(text: str, delimiter: str) -> list[list[str]] | None:
    """The records of whole lines, which end by LF or CRLF; None where one may go on over its line, or where
    its quotation marks may be read in two ways: then each has to be looked at.

    That is held by a second count: what stands outside of the marks has as many lines as the text, and each
    as many separators as its record. The size of a cell is the caller's to limit.
    """
    parts = text.split('"')
    outside = "".join(parts[::2])
    if len(parts) % 2 == 0 or outside.count("\n") != text.count("\n"):
        return None
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    lines = outside.removesuffix("\n").split("\n")
    widths = [line.count(delimiter) + 1 for line in lines]
    return records if widths == [len(record) for record in records] else None


def separators_outside(content: bytes, delimiter: str) -> int | None:
    """How many separators stand outside of the quotation marks of whole lines; None unless every mark opens
    or closes a cell or is doubled inside of one, and no cell goes over its line: that has one reading."""
    count, start = 0, 0
    while start < len(content):
        end = line_end(content, start, BYTES_AT_ONCE)
        text = content[start:end].decode("utf-8")
        parts = text.split('"')
        outside = "".join(parts[::2])
        if outside.count("\n") != text.count("\n") or not _is_regular(parts, delimiter):
            return None
        count += outside.count(delimiter)
        start = end
    return count


def _is_regular(parts: list[str], delimiter: str) -> bool:
    """Whether text that is cut at its marks has only separators and line ends next to them, outside."""
    before, behind = (delimiter, "\n"), (delimiter, "\n", "\r\n")
    first, last = parts[0], parts[-1]
    if len(parts) % 2 == 0 or not (first == "" or first.endswith(before)):
        return False
    # Two marks with nothing between them are a mark.
    between = {part for part in parts[2:-1:2] if part}
    return (last == "" or last.startswith(behind)) and all(
        part.startswith(behind) and part.endswith(before) for part in between
    )


def line_end(content: bytes, start: int, size: int) -> int:
    """Where the last line ends that begins after `start` and ends within so many bytes, or the first."""
    end = content.rfind(b"\n", start, start + size) + 1 or content.find(b"\n", start) + 1
    return end or len(content)
