"""IATI's own ruleset and code lists, read from their files: what an XML Schema cannot say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

IATI = Path(__file__).parents[2] / "fixtures" / "standards" / "iati"
Element = Any


def unknown_codes(tree: Element) -> list[str]:
    """Codes that are in no list where IATI has a list that is complete and kept here."""
    return [
        f"{path}={code}"
        for path, codes in _lists().items()
        for code in tree.xpath(path)
        if str(code) not in codes
    ]


def broken_rules(tree: Element) -> list[tuple[str, str, Element]]:
    """Each case of a rule that an element breaks: where the rule holds, its kind, the element."""
    rules = json.loads((IATI / "standard_ruleset.json").read_text())
    return [
        (place, kind, element)
        for place, kinds in rules.items()
        for kind, said in kinds.items()
        for element in tree.xpath(place)
        for case in said["cases"]
        if not _HOLDS[kind](element, case)
    ]


@cache
def _lists() -> dict[str, frozenset[str]]:
    """The codes that are allowed, by the path where they stand."""
    found = {}
    for mapping in etree.parse(IATI / "codelist-mapping.xml").iter("mapping"):
        file = IATI / "codelists" / f"{mapping.find('codelist').get('ref')}.xml"
        if file.exists() and mapping.find("condition") is None:
            codes = etree.parse(file).iterfind(".//codelist-item/code")
            found[mapping.findtext("path")] = frozenset(str(code.text) for code in codes)
    return found


def _values(element: Element, paths: list[str]) -> Iterator[str]:
    for path in paths:
        for found in element.xpath(path):
            yield str(found) if isinstance(found, str) else "".join(found.itertext()) or "-"


def _at_least_one(element: Element, case: Any) -> bool:
    return any(_values(element, case["paths"]))


def _no_more_than_one(element: Element, case: Any) -> bool:
    return len(list(_values(element, case["paths"]))) <= 1


def _in_order(element: Element, case: Any) -> bool:
    def day(path: str) -> str | None:
        return date.today().isoformat() if path == "NOW" else next(_values(element, [path]), None)  # noqa: DTZ011

    less, more = day(case["less"]), day(case["more"])
    return less is None or more is None or less <= more


def _matches(element: Element, case: Any) -> bool:
    return all(re.fullmatch(case["regex"], text) for text in _values(element, case["paths"]))


def _adds_up(element: Element, case: Any) -> bool:
    told = [float(text) for text in _values(element, case["paths"])]
    return not told or sum(told) == case["sum"]


_HOLDS: dict[str, Callable[[Element, Any], bool]] = {
    "atleast_one": _at_least_one,
    "no_more_than_one": _no_more_than_one,
    "date_order": _in_order,
    "regex_matches": _matches,
    "sum": _adds_up,
}
