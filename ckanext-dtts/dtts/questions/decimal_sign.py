"""Is `12.345` twelve thousand or twelve point three? Asked once a column."""

from __future__ import annotations

import re

from dtts.questions.question import Choice, Question
from dtts.report import Fault

RULE = "ambiguous-number"
_EITHER = re.compile(r"(-?\d{1,3})([.,])(\d{3})")


def decimal_sign(fault: Fault, title: dict[str, str]) -> Question | None:
    """The question that the first unclear number of a column raises; `title` names the column."""
    found = _EITHER.search(fault.value or "")
    if found is None or fault.field is None:
        return None
    whole, sign, rest = found.groups()
    other = "," if sign == "." else "."
    point = {"vi": f"{whole} phẩy {rest}", "en": f"{whole} point {rest}"}
    thousand = {"vi": f"{whole} nghìn {rest}", "en": f"{whole} thousand {rest}"}
    return Question(
        "decimal",
        {
            "vi": f"Trong cột “{title['vi']}”, {whole}{sign}{rest} là bao nhiêu?",
            "en": f"In the column “{title['en']}”, how much is {whole}{sign}{rest}?",
        },
        (Choice(other, thousand), Choice(sign, point)),
        fault.field,
    )
