"""Rows of one run, each taken or told, and the file of them at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from dtts_harvesters.entries import Entries
from dtts_harvesters.places import Places
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.rows import check_row, file_of
from dtts_harvesters.source.source import Source


class Gathered:
    """`take` gives the fault of a row that cannot be taken; `file` is the record of all that were."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source, self._report = source, report
        self._entries = Entries(report, source.address)
        self._places = Places(source)
        self._rows: list[Mapping[str, Any]] = []

    def take(self, row_id: str, entry: Any, make: Callable[[], Mapping[str, Any]]) -> Failure | None:
        """None when the row was taken, or came just so before."""

        def record() -> Record:
            return Record(row_id, None, check_row(self._places(make())), row_id, self._source.address)

        taken = self._entries.take(row_id, entry, record)
        if isinstance(taken, Record):
            assert isinstance(taken.content, Mapping)
            self._rows.append(taken.content)
            return None
        return taken

    def file(self, modified: datetime | None, address: str) -> Record | Failure:
        """All rows as one file, or why they may not replace the table."""
        self._report.complete = True
        return file_of(self._source, self._rows, self._report, self._entries.failed, modified, address)
