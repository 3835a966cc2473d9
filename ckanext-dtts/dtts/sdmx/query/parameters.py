"""The query of an address, where a plus is a plus: SDMX means AND by it, and forms mean a blank."""

from __future__ import annotations

import re
from urllib.parse import unquote

from dtts.sdmx.query.problem import SYNTAX, refused, unknown

_FILTER = re.compile(r"c\[([^\]]+)\]")
NAMES = (
    "c[…]", "startPeriod", "endPeriod", "updatedAfter", "asOf", "firstNObservations", "lastNObservations",
    "dimensionAtObservation", "attributes", "measures", "offset", "limit", "includeHistory",
    "reportingYearStartDay", "sort", "mode", "references", "format", "lang", "labels",
)  # fmt: skip
"""What a question for data may have."""

Pairs = list[tuple[str, str]]


def pairs(query: str) -> Pairs:
    """Names and values of a query string, decoded, with every plus kept."""
    split = (part.partition("=") for part in query.split("&") if part)
    return [(unquote(name), unquote(value)) for name, _, value in split]


def single(given: Pairs, names: tuple[str, ...]) -> dict[str, str]:
    """The parameters that are no filters, each once; refused when one is unknown or comes twice."""
    found: dict[str, str] = {}
    for name, value in given:
        if _FILTER.fullmatch(name):
            continue
        if name not in names:
            raise unknown("tham số / parameter", name, names)
        if name in found:
            raise _twice(name)
        found[name] = value
    return {name: value for name, value in found.items() if value}


def filters(given: Pairs) -> dict[str, str]:
    """The texts of the filters by component; refused when a component comes twice."""
    found: dict[str, str] = {}
    for name, value in given:
        if named := _FILTER.fullmatch(name):
            if named[1] in found:
                raise _twice(name)
            found[named[1]] = value
    return found


def whole(given: dict[str, str], name: str, least: int) -> int | None:
    """A whole number of at least `least`; None when it is not given."""
    text = given.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise refused(
            SYNTAX,
            f"“{name}” phải là số nguyên, ít nhất {least}.",
            f"“{name}” must be a whole number, {least} at least.",
        )
    return int(text)


def _twice(name: str) -> Exception:
    return refused(
        SYNTAX,
        f"“{name}” chỉ được có một lần; nhiều giá trị thì cách nhau bằng dấu phẩy.",
        f"“{name}” may come once; several values are parted by commas.",
    )
