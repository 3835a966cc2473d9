"""What an indicator is: read from its file, one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dtts.catalogue import Bilingual, indicators
from dtts.errors import UsageError
from dtts.indicators.combine import Rule


@dataclass(frozen=True)
class Definition:
    """`direction` is up or down where more or less is better, else none. `weight` names the indicator whose
    values stand for the denominators that the source does not give."""

    code: str
    name: Bilingual
    definition: Bilingual
    unit_measure: str
    unit_mult: int
    decimals: int
    direction: str
    rule: Rule
    weight: str | None = None


@cache
def definitions() -> Mapping[str, Definition]:
    """All definitions by code. UsageError when a file names a weight that is not defined."""
    found = {code: _definition(one) for code, one in indicators().items()}
    for one in found.values():
        if one.weight and one.weight not in found:
            raise UsageError(f"indicator {one.code} is weighed by {one.weight}, which no file defines")
    return found


def rules() -> dict[str, Rule]:
    """How each indicator adds up."""
    return {code: one.rule for code, one in definitions().items()}


def weights() -> dict[str, str]:
    """The indicators that have a weight, and which."""
    return {code: one.weight for code, one in definitions().items() if one.weight}


def _definition(one: Mapping[str, Any]) -> Definition:
    return Definition(
        one["code"],
        one["name"],
        one["definition"],
        one["unit_measure"],
        one["unit_mult"],
        one["decimals"],
        one["direction"],
        Rule(one["aggregation"], float(one.get("multiplier", 1))),
        one.get("weight"),
    )
