"""Lines with quoted cells, read many at once where each is a record by itself."""

from __future__ import annotations

import csv
import io


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
