"""In which units the values of an answer are: always said, and one where they are held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ckanext.dtts.views import answers, figures

Row = Mapping[str, Any]
OF_UNITS = ("INDICATOR", "UNIT_MEASURE", "UNIT_MULT")
_MIXED = {
    "vi": "Các số liệu này có đơn vị khác nhau: không cộng, không so với nhau.",
    "en": "These values are in different units: neither add nor compare them.",
}
SHAPE: Mapping[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {name: {} for name in ("UNIT_MEASURE", "UNIT_MULT", "vi", "en", "indicators")},
    },
}


def units(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Each unit with its names and the indicators that are in it, in the order in which they come."""
    found: dict[tuple[str, int], dict[str, None]] = {}
    for row in rows:
        own = found.setdefault((row["UNIT_MEASURE"] or "", row["UNIT_MULT"] or 0), {})
        own[row["INDICATOR"]] = None
    return [
        {
            "UNIT_MEASURE": measure,
            "UNIT_MULT": multiplier,
            **{lang: figures.unit(measure, multiplier, lang) for lang in ("vi", "en")},
            "indicators": list(indicators),
        }
        for (measure, multiplier), indicators in found.items()
    ]


def told(rows: Iterable[Row]) -> dict[str, Any]:
    """`units` of an answer, with a warning when there are several."""
    listed = units(rows)
    return {"units": listed, **({"warning": _MIXED} if len(listed) > 1 else {})}


def need_one(rows: Iterable[Row], what: tuple[str, str]) -> list[dict[str, Any]]:
    """The one unit of these rows; a refusal that names them when there are several. `what` cannot be done
    then, in both languages."""
    listed = units(rows)
    if len(listed) > 1:
        vi, en = (
            "; ".join(f"{', '.join(one['indicators'])}: {one[lang]}" for one in listed)
            for lang in ("vi", "en")
        )
        raise answers.refused(
            "indicator",
            "mixed-units",
            f"Các số liệu này có đơn vị khác nhau nên không {what[0]} được ({vi}).",
            f"These values are in different units and cannot be {what[1]} ({en}).",
        )
    return listed
