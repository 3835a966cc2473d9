"""Stars of open data, after T. Berners-Lee's scheme."""

from __future__ import annotations

from dtts.quality.facts import Facts
from dtts.quality.method import Method


def stars(facts: Facts, method: Method) -> int:
    """0 to 5: those of the most open thing that the dataset holds; 0 without an open licence or without
    anything."""
    if facts.licence in method.not_open:
        return 0
    found = [method.stars.get(each.strip(" .").lower(), 1) for each in facts.formats]
    found += [method.table_stars] * (facts.tables > 0) + [method.linked_stars] * (facts.linked > 0)
    return max(found, default=0)
