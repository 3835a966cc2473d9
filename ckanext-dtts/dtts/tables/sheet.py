"""One sheet as a format hands it over, before anyone knows what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import polars as pl

from dtts.report import FaultGroup
from dtts.tables.layout.marks import Marks
from dtts.tables.traits import UNKNOWN, Traits


@dataclass(frozen=True)
class Body:
    """Some or all of the records below the header: text columns named `0`, `1`, … from the left, raw.

    `kinds` has the same columns or is None; `rows` is the file's row of each record, from 1, ascending;
    `groups` the faults found among them, `done` the part of the sheet that is read with them, None when
    that is not known, and `traits` what is known of all its text.
    """

    frame: pl.DataFrame
    kinds: pl.DataFrame | None
    rows: pl.Series
    groups: tuple[FaultGroup, ...] = ()
    done: float | None = None
    traits: Traits = UNKNOWN

    def filtered(self, mask: pl.Series) -> Body:
        """The records where `mask` holds."""
        kinds = None if self.kinds is None else self.kinds.filter(mask)
        return replace(self, frame=self.frame.filter(mask), kinds=kinds, rows=self.rows.filter(mask))


class Sheet(Protocol):
    """What every format gives: its first rows to find the header in, then all that lies below it."""

    @property
    def name(self) -> str | None:
        """The sheet's name; None for a delimited file."""

    @property
    def marks(self) -> Marks:
        """Merged and hidden cells; none in a delimited file."""

    @property
    def head(self) -> list[list[str]]:
        """The first rows as text; row 1 of the file is `head[0]`."""

    def bodies(self, header_row: int, width: int) -> Iterator[Body]:
        """The records below row `header_row` (from 1), `width` columns wide, in batches of which none
        needs much memory. May be asked again, and then begins anew."""


def column_names(width: int) -> list[str]:
    """Names of a body's columns."""
    return [str(number) for number in range(width)]


def empty_frame(width: int) -> pl.DataFrame:
    """No records, `width` text columns."""
    return pl.DataFrame(schema=dict.fromkeys(column_names(width), pl.String))
