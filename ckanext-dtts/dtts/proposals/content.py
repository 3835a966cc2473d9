"""How well what stands in a column fits a field: codes, years, days, words of a list, names of places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from dtts.catalogue import Field
from dtts.proposals.grid import is_number, is_year
from dtts.proposals.names import NO_MATCH, Match
from dtts.proposals.periods import says_period
from dtts.proposals.places import is_place_field, place_names
from dtts.vietnamese import fold

_FIT = 0.75
"""How sure content alone can make."""
_SHARE = 0.8
# Regions and other headings stand among the names of provinces.
_PLACES_SHARE = 0.5
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")
_WHY = {
    "enum": {"vi": "giá trị nằm trong danh sách của cột", "en": "the values are in the column’s list"},
    "pattern": {"vi": "giá trị có dạng mã của cột", "en": "the values have the form of the column’s codes"},
    "year": {"vi": "giá trị là năm", "en": "the values are years"},
    "date": {"vi": "giá trị là ngày", "en": "the values are days"},
    "place": {"vi": "giá trị là tên địa bàn", "en": "the values are names of places"},
}
_NUMERIC = ("number", "integer")


def content_match(values: Sequence[str], field: Field) -> Match:
    """How well the values of a column fit a field that only some texts fit."""
    test = _test(field)
    if test is None or not values:
        return NO_MATCH
    kind, fits = test
    share = sum(map(fits, values)) / len(values)
    least = _PLACES_SHARE if kind == "place" else _SHARE
    return Match(round(_FIT * max(share, _SHARE), 2), _WHY[kind]) if share >= least else NO_MATCH


def contradicts(values: Sequence[str], field: Field) -> bool:
    """Whether most values cannot be the field's: words in a column of figures, or figures where a text from
    a list is wanted."""
    if not values:
        return False
    numbers = sum(map(is_number, values)) / len(values)
    if field.type == "year":
        return sum(map(is_year, values)) / len(values) < _SHARE
    if field.type in _NUMERIC:
        return numbers < 1 - _SHARE
    return "enum" in field.constraints and content_match(values, field) is NO_MATCH


def _test(field: Field) -> tuple[str, Callable[[str], bool]] | None:
    if "enum" in field.constraints:
        return "enum", lambda text: fold(text) in enum_words(field)
    if is_place_field(field):
        return "place", lambda text: fold(text) in place_names() or bool(_code(field).fullmatch(text))
    if "pattern" in field.constraints and r"\d" in field.constraints["pattern"]:
        return "pattern", lambda text: bool(_code(field).fullmatch(text))
    if field.type == "year" or (field.type == "string" and says_period(field)):
        return "year", is_year
    if field.type == "date":
        return "date", lambda text: bool(_DAY.fullmatch(text))
    return None


def enum_words(field: Field) -> dict[str, str]:
    """Values of the field's list by the words for them, folded."""
    words: dict[str, str] = {}
    for value in field.constraints.get("enum", ()):
        labels = field.enum_labels.get(str(value), {})
        for word in (str(value), *labels.values()):
            words.setdefault(fold(word), str(value))
    return words


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _code(field: Field) -> re.Pattern[str]:
    return _compiled(field.constraints.get("pattern", "(?!)"))
