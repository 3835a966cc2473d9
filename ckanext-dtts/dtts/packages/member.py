"""A CSV file inside a zip, written as its rows come, counted and hashed on the way."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dtts.indicators.plain import plain
from dtts.packages.descriptor import Member
from dtts.packages.schemas import columns

_FLUSH_CHARS = 1 << 20


def write_member(
    zipped: ZipFile, name: str, path: str, kind: str, rows: Iterable[Mapping[str, Any]]
) -> Member:
    """Write `rows` as CSV (UTF-8, LF) with the columns of their `kind`, and say what was written."""
    digest, size, count = hashlib.sha256(), 0, 0
    with zipped.open(entry(path), "w", force_zip64=True) as out:
        for lines, text in _pieces(rows, columns(kind)):
            content = text.encode()
            digest.update(content)
            size, count = size + len(content), count + lines
            out.write(content)
    return Member(name, path, kind, count, size, digest.hexdigest())


def entry(path: str) -> ZipInfo:
    """A name in the zip with no clock in it, so that the same rows give the same bytes."""
    found = ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    found.compress_type = ZIP_DEFLATED
    found.external_attr = 0o644 << 16
    return found


def _pieces(rows: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The header and the rows as text of about a million letters at a time, each with its number of rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    count = 0
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
        count += 1
        if text.tell() > _FLUSH_CHARS:
            yield count, text.getvalue()
            text.seek(0)
            text.truncate()
            count = 0
    yield count, text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value) if isinstance(value, float) else value
