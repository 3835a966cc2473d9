"""Money by its sources as stacked bars, where the published total is exactly that of the published sources.

Nothing is added up here that nobody stated: which sources a programme has is laid down nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import indicator_data, language, money_words
from ckanext.dtts.views.finance_data import Line, Subject
from ckanext.dtts.views.programme_data import MOST_LINES, Half
from dtts import formats
from dtts.charts import StackedChart, Whole, stacked_chart
from dtts.charts.stacked import MOST_PARTS, MOST_STACKS
from dtts.finance.axes import SOURCES

Amounts = Mapping[str, Any]
TOTAL, ALL = "total", "all"
WIDE = {"width": 720.0, "names": 0.0, "beside": 110.0}
NARROW = {"width": 344.0, "names": 0.0, "beside": 84.0}
_BILLION = 10**9
_LONGEST = 44


@dataclass(frozen=True)
class Sources:
    """The sources that are drawn, called by `names`; `sentence` gives the shares of the first bar."""

    names: Sequence[str]
    wide: StackedChart
    narrow: StackedChart
    sentence: str

    @property
    def uncertain(self) -> bool:
        """Whether any amount is provisional or estimated."""
        return any(row.whole.uncertain for row in self.wide.rows)


@dataclass(frozen=True)
class _Split:
    """One stage of a subject: the published total and the amounts of its sources."""

    name: str
    total: Amounts
    parts: Mapping[str, Amounts]


def of(half: Half) -> Sources | None:
    """The chart of one half of a programme's money; None where no total falls into its sources."""
    subjects = dict.fromkeys(id(one) for one, _ in half.lines)
    listed = [next(one for one, _ in half.lines if id(one) == key) for key in subjects]
    splits = [split for one in listed for split in _splits(one)][: min(MOST_STACKS, MOST_LINES[half.demo])]
    codes = [code for code in SOURCES if any(code in split.parts for split in splits)]
    if not splits or len(codes) > MOST_PARTS:
        return None
    wholes = [_whole(split, codes) for split in splits]
    short = [replace(one, name=indicator_data.shortened(one.name, _LONGEST)) for one in wholes]
    wide, narrow = stacked_chart(wholes, **WIDE), stacked_chart(short, **NARROW)
    if wide is None or narrow is None:
        return None
    names = [money_words.word("SOURCE", code) for code in codes]
    return Sources(names, wide, narrow, _sentence(splits[0]))


def _splits(one: Subject) -> Iterator[_Split]:
    """Of each stage, date and kind of plan the total with its sources, where they make it to the dong."""
    whole = [line for line in one.lines if line.source == TOTAL and line.nature == ALL]
    for line in whole:
        beside = [each for each in one.lines if _same(each, line)]
        for stage, total in line.amounts.items():
            parts = {
                each.source: each.amounts[stage]
                for each in beside
                if stage in each.amounts and each.amounts[stage]["AMOUNT"] is not None
            }
            if len(parts) > 1 and sum(each["AMOUNT"] for each in parts.values()) == total["AMOUNT"]:
                yield _Split(_name(one, stage, line), total, parts)


def _same(one: Line, whole: Line) -> bool:
    """Whether a line is a source of a total: all else is the same."""
    return one.source != TOTAL and (one.nature, one.plan_kind, one.as_of) == (
        ALL,
        whole.plan_kind,
        whole.as_of,
    )


def _name(one: Subject, stage: str, line: Line) -> str:
    lang = language.current()
    years = "-".join(dict.fromkeys(map(str, one.years)))
    day = f", {tk._('as of {day}').format(day=formats.day(line.as_of, lang))}" if line.as_of else ""
    return f"{one.names[lang]}, {years}, {money_words.word('STAGE', stage).lower()}{day}"


def _whole(split: _Split, codes: Sequence[str]) -> Whole:
    """In billions of dong; a source that is not named has none of this total."""
    amounts = [split.parts.get(code) for code in codes]
    doubtful = any(each["OBS_STATUS"] != "A" for each in (split.total, *split.parts.values()))
    return Whole(
        split.name,
        tuple(float(each["AMOUNT"]) / _BILLION if each else 0.0 for each in amounts),
        float(split.total["AMOUNT"]) / _BILLION,
        doubtful,
    )


def _sentence(split: _Split) -> str:
    total = split.total["AMOUNT"]
    told = ", ".join(
        f"{money_words.word('SOURCE', code)} {_percent(each['AMOUNT'], total)}"
        for code, each in sorted(split.parts.items(), key=lambda item: -item[1]["AMOUNT"])
    )
    return f"{split.name}: {money_words.billions(split.total)}. {told}."


def _percent(part: int, whole: int) -> str:
    return f"{formats.number(f'{100 * part / whole:.1f}', language.current())}{formats.NO_BREAK}%"
