"""What the figures of a column show of the way in which they are written. A column is read in one way,
though its rows come in batches: so what they show is counted, and what was read too early is read again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """How a column is read: with a decimal point or a decimal comma. In a mixed column that is how most of
    its figures are written and the others are wrong; where no figure tells, it is asked."""

    POINT = "point"
    COMMA = "comma"
    MOSTLY_POINT = "mostly point"
    MOSTLY_COMMA = "mostly comma"
    ASKED = "asked"


@dataclass(frozen=True)
class Evidence:
    """How many cells can only have a decimal `point` (1.5, 1e3), only a decimal `comma` (1,5, 1.234.567),
    `either` (12.345), or are no number at all (`other`); cells of nothing but digits say nothing.

    `whole` when all rows of the column are counted.
    """

    point: int = 0
    comma: int = 0
    either: int = 0
    other: int = 0
    whole: bool = False

    def __add__(self, more: Evidence) -> Evidence:
        """With what further rows show."""
        return Evidence(
            self.point + more.point,
            self.comma + more.comma,
            self.either + more.either,
            self.other + more.other,
        )

    def with_rows(self, more: Evidence) -> Evidence:
        """With what further rows show, unless all rows are counted already."""
        return self if self.whole else self + more

    @property
    def verdict(self) -> Verdict:
        """How a column with these cells is read."""
        if self.point and self.comma:
            return Verdict.MOSTLY_COMMA if self.comma > self.point else Verdict.MOSTLY_POINT
        if self.comma:
            return Verdict.COMMA
        return Verdict.ASKED if self.either and not self.point else Verdict.POINT

    @property
    def depends(self) -> bool:
        """Whether these cells, or what is said of them, would be read differently under another verdict."""
        return bool(self.point or self.comma or self.either or self.other)


NOTHING_SHOWN = Evidence()
"""What is known of a column before its first row."""
