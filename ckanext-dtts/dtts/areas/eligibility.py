"""Which communes may have an IT support point: region III, or any other with a disadvantaged village."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dtts.areas.lists import AreaLists, Standing, Words


@dataclass(frozen=True, slots=True)
class Eligibility:
    """`verdict` None: the lists that were loaded do not decide it."""

    verdict: bool | None
    standing: Standing
    reason: Words


def eligible(lists: AreaLists, area_id: str, on: date) -> Eligibility:
    """Whether the commune may have a point on the day, by the lists in force then.

    Region III, or not region III with one village of the list at least; so a listed village is enough.
    """
    standing = lists.standing(area_id, on)
    villages = standing.villages
    if standing.region == "III":
        return Eligibility(True, standing, _REGION_III)
    if villages:
        return Eligibility(True, standing, _with_villages(len(villages)))
    if standing.region is not None and villages is not None:
        return Eligibility(False, standing, _NEITHER)
    return Eligibility(None, standing, standing.reason)


_REGION_III: Words = {"vi": "Xã khu vực III.", "en": "The commune is in region III."}
_NEITHER: Words = {
    "vi": "Xã không thuộc khu vực III và không có thôn đặc biệt khó khăn.",
    "en": "The commune is not in region III and has no extremely disadvantaged village.",
}


def _with_villages(count: int) -> Words:
    return {
        "vi": f"Xã có {count} thôn đặc biệt khó khăn.",
        "en": f"The commune has {count} extremely disadvantaged village{'s' if count > 1 else ''}.",
    }
