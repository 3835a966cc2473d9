"""The guard before removals: what a source no longer names is taken away only when that is plausible.

The rule is canquery's (its issue 34): more than max(1, share of what is here) waits for a person, for sources
of every size; and so does everything of a source that named nothing, or that was not read to its end.
What was taken away lately, and can still be brought back, counts with it: a source that loses a little in
every run would otherwise lose all of it without a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SHARE = 0.10

Reason = Literal["empty", "too-many", "too-many-lately", "unidentified", "fewer-than-expected"]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a complete reading of a source found, in records.

    `present` are here before removals, `missing` of them were not named; `named` came in with an id,
    `unidentified` without one that could be read, so that each may be one of the missing. `least` is how many
    the source must name at least, by its own file. `lately` were taken away by earlier runs without a
    person's yes, within the time in which they can be brought back.
    """

    present: int
    missing: int
    named: int
    unidentified: int = 0
    least: int = 0
    lately: int = 0


def allowed(present: int) -> int:
    """How many of so many records may vanish without a person's yes: max(1, 10 %), rounded down."""
    return max(1, int(present * SHARE))


def verdict(found: Gathered) -> Reason | None:
    """Why a person must say yes to the removals; None when they are few enough to be made at once."""
    if not found.missing:
        return None
    if not found.named:
        return "empty"
    if found.named < found.least:
        return "fewer-than-expected"
    if found.unidentified:
        return "unidentified"
    if found.missing > allowed(found.present):
        return "too-many"
    before = found.present + found.lately
    return "too-many-lately" if found.missing + found.lately > allowed(before) else None
