"""Filters by component, `c[SEX]=F,M` or `c[TIME_PERIOD]=ge:2010+le:2016`: a comma is OR, a plus is AND."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dtts.sdmx.artefacts import Codelist, Component
from dtts.sdmx.query import moments
from dtts.sdmx.query.keys import check_code
from dtts.sdmx.query.problem import SYNTAX, refused
from dtts.sdmx.values import written

Test = Callable[[Any], bool]

_ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
_OF_TEXT: Mapping[str, Callable[[str, str], bool]] = {
    "co": lambda value, given: given in value,
    "nc": lambda value, given: given not in value,
    "sw": str.startswith,
    "ew": str.endswith,
}
OPERATORS = (*_ORDERED, *_OF_TEXT)
# The plus of a zone, as in 2026-01-01T00:00:00+07:00, joins nothing.
_AND = re.compile(r"\+(?!\d{2}:\d{2}(?:\+|$))")
_OPERATOR = re.compile("[a-z]{2}")
_NUMBERS = ("Double", "Integer")
_NEGATIVE = ("ne", "nc")


@dataclass(frozen=True)
class Condition:
    """One comparison with the value given; `test` does it."""

    operator: str
    given: str
    test: Test

    def holds(self, value: Any) -> bool:
        """Whether a value passes; one that is missing passes nothing but a denial."""
        return self.operator in _NEGATIVE if value is None else self.test(value)


@dataclass(frozen=True)
class Filter:
    """Any of the alternatives, each of which is all of its conditions."""

    component: Component
    alternatives: tuple[tuple[Condition, ...], ...]

    def holds(self, value: Any) -> bool:
        """Whether a value of the component passes."""
        return any(all(one.holds(value) for one in group) for group in self.alternatives)

    @property
    def exact(self) -> frozenset[str] | None:
        """The only values that can pass, when every alternative names one; else None."""
        named = [{one.given for one in group if one.operator == "eq"} for group in self.alternatives]
        return frozenset().union(*named) if all(named) else None


def read_filter(text: str, component: Component, lists: Mapping[str, Codelist]) -> Filter:
    """The filter that `text` states for a component; refused when it cannot be read."""
    codelist = lists[component.codelist] if component.codelist else None
    groups = (_AND.split(group) for group in text.split(","))
    return Filter(
        component,
        tuple(tuple(_condition(one, component, codelist) for one in group) for group in groups),
    )


def _condition(text: str, component: Component, codelist: Codelist | None) -> Condition:
    name, colon, value = text.partition(":")
    # A moment or an address has a colon too, but never two small letters before it.
    if not colon or not _OPERATOR.fullmatch(name):
        name, value = "eq", text
    elif name not in OPERATORS:
        listed = ", ".join(OPERATORS)
        raise refused(
            SYNTAX,
            f"“{name}” không phải phép so sánh; có thể là: {listed}.",
            f"“{name}” is no operator; possible: {listed}.",
        )
    if not value:
        raise refused(
            SYNTAX,
            f"Bộ lọc “{component.id}” thiếu giá trị.",
            f"The filter “{component.id}” lacks a value.",
        )
    if name in ("eq", "ne"):
        check_code(component.id, value, codelist)
    return Condition(name, value, _test(name, value, component))


def _test(name: str, given: str, component: Component) -> Test:
    if name in _OF_TEXT:
        text = _OF_TEXT[name]
        return lambda value: text(str(written(value)), given)
    if component.text_type == "ObservationalTimePeriod":
        return _of_periods(name, given)
    compare = _ORDERED[name]
    if component.text_type in _NUMBERS:
        number = _number(given, component)
        return lambda value: compare(value, number)
    return lambda value: compare(written(value), given)


def _of_periods(name: str, given: str) -> Test:
    """Periods by their days: `ge` begins no earlier, `le` ends no later, `eq` is the same stretch."""
    wanted = moments.period(given)
    tests: Mapping[str, Callable[[Any], bool]] = {
        "eq": lambda found: (found.start, found.end) == (wanted.start, wanted.end),
        "ne": lambda found: (found.start, found.end) != (wanted.start, wanted.end),
        "lt": lambda found: found.end < wanted.start,
        "le": lambda found: found.end <= wanted.end,
        "gt": lambda found: found.start > wanted.end,
        "ge": lambda found: found.start >= wanted.start,
    }
    test = tests[name]

    def holds(value: Any) -> bool:
        found = moments.of_row(value)
        return found is not None and test(found)

    return holds


def _number(given: str, component: Component) -> float:
    try:
        return float(given)
    except ValueError as wrong:
        raise refused(
            SYNTAX,
            f"“{component.id}” so với một số, viết dấu thập phân là dấu chấm; “{given}” không phải số.",
            f"“{component.id}” is compared with a number, with a decimal point; “{given}” is none.",
        ) from wrong
