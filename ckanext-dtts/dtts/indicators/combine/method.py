"""How the values of an indicator add up, and what became of each cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

Aggregation = Literal["sum", "ratio", "max", "none"]
"""sum: counts. ratio: numerators over denominators, never the mean of rates. max: the largest part, up a tree
only. none: medians, ranks, indices and distinct counts, which no arithmetic combines."""

METHODS = ("copied", "exact", "estimated", "missing", "suppressed", "not-computable", "computed")
"""copied: the one part is the whole. exact: from all parts, whole. estimated: from shares or from rounded
rates. missing: a part has no value. suppressed: a part is hidden. not-computable: no rule, no shares, no
denominators, or parts in different units. computed: by a formula from other indicators."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`multiplier` makes a value of a numerator over a denominator: 100 for a percentage."""

    aggregation: Aggregation
    multiplier: float = 1.0


def rules_frame(rules: Mapping[str, Rule]) -> pl.DataFrame:
    """The rules by INDICATOR; one that is not named has none."""
    return pl.DataFrame(
        {
            "INDICATOR": list(rules),
            "aggregation": [rule.aggregation for rule in rules.values()],
            "multiplier": [rule.multiplier for rule in rules.values()],
        },
        schema={"INDICATOR": pl.String, "aggregation": pl.String, "multiplier": pl.Float64},
    )
