"""Rows in which nothing stands."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from dtts.report import FAULTS_KEPT, Address, FaultGroup, describe
from dtts.tables.sheet import Body


@dataclass
class BlankRows:
    """Blank rows are skipped: silently below the last record, with a warning above it. Those that no record
    has followed yet wait for the next batch."""

    sheet: str | None
    waiting: int = 0
    first: list[int] = field(default_factory=list)
    """The file's rows of the first that wait: no more are named than a report keeps."""

    def split(self, body: Body) -> tuple[Body, list[FaultGroup]]:
        """The records of a batch, and a fault for the blank rows above the last of them."""
        filled = body.frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        if filled.all() and not self.waiting:
            return body, []
        kept, blank = body.filtered(filled), body.rows.filter(~filled)
        last = int(kept.rows[-1]) if len(kept.rows) else 0
        self._wait(blank.filter(blank < last))
        groups = self._groups() if last else []
        self._wait(blank.filter(blank > last))
        return kept, groups

    def _wait(self, rows: pl.Series) -> None:
        self.waiting += len(rows)
        self.first += rows.head(FAULTS_KEPT - len(self.first)).to_list()

    def _groups(self) -> list[FaultGroup]:
        faults = tuple(describe("blank-row", Address(self.sheet, row)) for row in self.first)
        group = FaultGroup("blank-row", None, self.waiting, faults)
        self.waiting, self.first = 0, []
        return [group] if faults else []
