"""How one written name is like another that is known to be right."""

from __future__ import annotations

from dtts.units.candidate import SCORES, Reason
from dtts.units.names import one_slip
from dtts.units.reading import readings
from dtts.units.spelling import Spelling, lacks_only_marks


def likeness(given: str, name: str) -> Reason | None:
    """What the likeness of `given` to a unit's name rests on, in the words of `find`; None: another name.

    Either may be written with its type before it; types are not compared, since they change while the place
    stays. What follows a comma is what the unit belongs to and is left out.
    """
    own = [reading.spelling for reading in readings(given.partition(",")[0])]
    right = [reading.spelling for reading in readings(name)]
    found = [reason for one in own for other in right if (reason := _reason(one, other))]
    return max(found, key=lambda reason: SCORES[reason], default=None)


def _reason(given: Spelling, right: Spelling) -> Reason | None:
    if given.bare != right.bare:
        slip = min(len(given.bare), len(right.bare)) >= _SHORTEST and one_slip(given.bare, right.bare)
        return "typo" if slip and not any(map(str.isdigit, given.bare)) else None
    if given.exact == right.exact:
        return "exact"
    if given.loose == right.loose or (len(given.loose) != len(right.loose) and given.glued == right.glued):
        return "spelling"
    return "unmarked" if lacks_only_marks(given, right) else "other-marks"


_SHORTEST = 5
