"""Random reorganisations of places: merged, divided, recoded, and one after the other; seeded, so that a
number names one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from core.indicators.cubes import cube
from dtts.indicators.transfers import Transfer

SEXES = ("M", "F")
PERIODS = ("2020", "2021")


@dataclass(frozen=True)
class Case:
    """Areas, what became of them in two steps, and a cube of counts and of rates over them."""

    areas: tuple[str, ...]
    first: tuple[Transfer, ...]
    second: tuple[Transfer, ...]
    counts: pl.DataFrame
    rates: pl.DataFrame

    @property
    def is_whole(self) -> bool:
        """Whether no area was divided."""
        return all(each.share == 1 for each in (*self.first, *self.second))


def case(number: int) -> Case:
    """The reorganisation of that number; some cells are missing, some hidden."""
    dice = random.Random(number)
    areas = tuple(f"{number}:a{index}" for index in range(dice.randint(2, 8)))
    first = _change(dice, areas, f"{number}:b")
    middle = tuple(sorted({each.new for each in first}))
    second = _change(dice, middle, f"{number}:c")
    return Case(areas, first, second, _counts(dice, areas), _rates(dice, areas))


def together(cases: Sequence[Case]) -> Case:
    """Many reorganisations as one, for the areas of no two are the same."""
    return Case(
        tuple(area for each in cases for area in each.areas),
        tuple(one for each in cases for one in each.first),
        tuple(one for each in cases for one in each.second),
        pl.concat([each.counts for each in cases]),
        pl.concat([each.rates for each in cases]),
    )


def country(area: str) -> str:
    """What an area belongs to: the whole of its own reorganisation."""
    return f"{area.partition(':')[0]}:VN"


def _change(dice: random.Random, areas: tuple[str, ...], prefix: str) -> tuple[Transfer, ...]:
    made: list[Transfer] = []
    fresh = [f"{prefix}{index}" for index in range(dice.randint(1, len(areas)))]
    for area in areas:
        kind = dice.choice(("merge", "merge", "recode", "split"))
        if kind == "split" and len(fresh) > 1:
            made += _split(dice, area, dice.sample(fresh, dice.randint(2, min(3, len(fresh)))))
        elif kind == "recode":
            made.append(Transfer(area, f"{prefix}-{area}", changes=(f"{area}>{prefix}",)))
        else:
            made.append(Transfer(area, dice.choice(fresh), changes=(f"{area}>{prefix}",)))
    return tuple(made)


def _split(dice: random.Random, area: str, targets: list[str]) -> list[Transfer]:
    weights = [dice.randint(1, 9) for _ in targets]
    return [
        Transfer(area, target, Fraction(weight, sum(weights)), (f"{area}>{target}",))
        for target, weight in zip(targets, weights, strict=True)
    ]


def _counts(dice: random.Random, areas: tuple[str, ...]) -> pl.DataFrame:
    rows = []
    for area in areas:
        for period in PERIODS:
            by_sex = {sex: dice.choice((None, "Q", 0, *[dice.randint(1, 5000)] * 12)) for sex in SEXES}
            parts = list(by_sex.values())
            total = sum(parts) if all(isinstance(part, int) for part in parts) else None
            for sex, value in {**by_sex, "_T": total}.items():
                status = "Q" if value == "Q" else "A"
                counted = value if isinstance(value, int) else None
                rows.append(
                    {
                        "REF_AREA": area,
                        "TIME_PERIOD": period,
                        "SEX": sex,
                        "OBS_VALUE": counted,
                        "OBS_STATUS": status,
                    }
                )
    return cube(*rows)


def _rates(dice: random.Random, areas: tuple[str, ...]) -> pl.DataFrame:
    rows = []
    for area in areas:
        denominator = dice.randint(1, 900)
        numerator = dice.randint(0, denominator)
        value = 100 * numerator / denominator
        amounts = {"OBS_VALUE": value, "NUMERATOR": numerator, "DENOMINATOR": denominator}
        rows.append({"INDICATOR": "RATE", "UNIT_MEASURE": "PT", "REF_AREA": area, **amounts})
    return cube(*rows)
