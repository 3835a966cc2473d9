"""Lists that classify areas: regions I, II, III and extremely disadvantaged villages, by decision and day."""

from dtts.areas.eligibility import Eligibility, eligible
from dtts.areas.lists import AreaList, AreaLists, Member, Standing
from dtts.areas.members import read_members

__all__ = [
    "AreaList",
    "AreaLists",
    "Eligibility",
    "Member",
    "Standing",
    "eligible",
    "read_members",
]
