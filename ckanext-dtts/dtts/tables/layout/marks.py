"""What a sheet shows beside its values: merged cells, hidden rows and hidden columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


@dataclass(frozen=True)
class Marks:
    """`merges` are the merged areas; `hidden_rows` and `hidden_columns` count from 1."""

    merges: tuple[Area, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    def spans(self, first: int, last: int) -> tuple[Mapping[int, int], ...]:
        """For each row from `first` to `last`: the last column (from 0) of each area that begins there, by
        its first column (from 0)."""
        rows: list[dict[int, int]] = [{} for _ in range(first, last + 1)]
        for top, left, _, right in self.merges:
            if first <= top <= last and right > left:
                rows[top - first][left - 1] = right - 1
        return tuple(rows)


NO_MARKS = Marks()
ReadMarks = Callable[[], Marks]


def no_marks() -> Marks:
    """What a text file shows."""
    return NO_MARKS
