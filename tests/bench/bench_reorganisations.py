"""Random reorganisations of areas, merged, divided, recoded and one after the other: how many there are, what
became of their cells, and by how much sums differ across them. Prints; tests/core/indicators judges.

    python tests/bench/bench_reorganisations.py [CASES]      (1,000 unless said)
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import polars as pl

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.indicators.cubes import values
from core.indicators.reorganisations import Case, case, together
from core.indicators.test_reorganisations import (
    CELL,
    RULES,
    as_reported,
    moved,
    predecessors,
    to_the_country,
    totals,
    without_gaps,
)
from dtts.indicators.rollup import roll_up


def main(cases: int) -> None:
    """One run."""
    each = together([case(number) for number in range(cases)])
    parts = predecessors(each)
    merged = sum(len(olds) > 1 for olds in parts.values())
    print(f"{cases:,} reorganisations of {len(each.areas):,} areas, each of two changes in turn")
    for name, links in (("first", each.first), ("second", each.second)):
        shared = sum(link.share != 1 for link in links)
        print(f"  {name} change: {len(links):,} transfers, {shared:,} of them shares of divided areas")
    print(f"  {merged:,} areas made of several, {len(parts) - merged:,} of one")
    _cells(each)
    _differences(each)


def _cells(each: Case) -> None:
    began = time.perf_counter()
    made = pl.concat([moved(each.counts, each), moved(each.rates, each)])
    took = time.perf_counter() - began
    print(f"  {each.counts.height + each.rates.height:,} cells became {made.height:,} in {took:.2f} s:")
    for method, count in sorted(made.group_by("METHOD").len().rows()):
        print(f"    {method:16} {count:8,}")


def _differences(each: Case) -> None:
    """Over the cells whose every part has a value."""
    full = without_gaps(each.counts)
    made = moved(full, each)
    before, after = totals(full), totals(made)
    print(f"  sums of successors and predecessors: {_unequal(before, after):,} of {len(before):,} differ")
    nation = [values(roll_up(rows, to_the_country(rows), RULES), *CELL) for rows in (full, as_reported(made))]
    print(f"  national totals: {_unequal(*nation):,} of {len(nation[0]):,} differ")
    rate, parts = values(each.rates), predecessors(each)
    new = {area: value for area, value in values(moved(each.rates, each)).items() if value is not None}
    outside = sum(not _within(value, [rate[old] for old in parts[area]]) for area, value in new.items())
    print(f"  rates outside of those of their parts: {outside:,} of {len(new):,}")


def _unequal(before: dict[object, object], after: dict[object, object]) -> int:
    return sum(before.get(key) != after.get(key) for key in {*before, *after})


def _within(value: float, parts: list[float]) -> bool:
    return min(parts) - 1e-9 <= value <= max(parts) + 1e-9


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
