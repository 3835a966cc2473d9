"""A baseline, target or actual value: one cell of the disaggregation, at its place."""

from __future__ import annotations

from decimal import Decimal
from xml.etree.ElementTree import Element

from dtts.catalogue import table_schema
from dtts.iati.element import add, narrate
from dtts.indicators.outgoing import Row

_DIMENSIONS = {"SEX": "_T", "ETHNIC_GROUP": "_T", "COMMUNE_REGION": "_T", "GEO_VERSION": "ASREP"}
"""Each with its value that needs no word: the total, and the geography in which it was reported."""
_NOT_APPLICABLE = "_Z"
_SAID_OF_VALUES = frozenset("BDEFIPUVW")


def add_value(parent: Element, tag: str, row: Row, **attributes: str) -> None:
    """Write a row. Without a value there is no attribute `value`, and the comment says why."""
    told = add(parent, tag, **attributes, value=scaled(row))
    add(told, "location", ref=row["REF_AREA"])
    for name, silent in _DIMENSIONS.items():
        if row[name] not in (silent, _NOT_APPLICABLE):
            add(told, "dimension", name=name, value=row[name])
    comment = _comment(row)
    if comment:
        narrate(told, "comment", comment)


def scaled(row: Row) -> str | None:
    """The value in whole units and plain decimals, since IATI has no word for thousands; None without one."""
    if row["OBS_VALUE"] is None:
        return None
    exact = Decimal(repr(row["OBS_VALUE"])).scaleb(row["UNIT_MULT"] or 0)
    text = format(exact, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _comment(row: Row) -> dict[str, str]:
    """What a reader has to know of the value: its status, how far it is comparable, its own remark."""
    said: dict[str, list[str]] = {"vi": [], "en": []}
    for lang, words in said.items():
        if row["OBS_VALUE"] is None or row["OBS_STATUS"] in _SAID_OF_VALUES:
            words.append(_label("OBS_STATUS", row["OBS_STATUS"], lang))
        if row["COMPARABILITY"] not in (None, "FULL"):
            words.append(_label("COMPARABILITY", row["COMPARABILITY"], lang))
        if row["COVERAGE_D"] and row["COVERAGE_N"] != row["COVERAGE_D"]:
            words.append(f"{row['COVERAGE_N']}/{row['COVERAGE_D']}")
        if row["COMMENT_OBS"]:
            words.append(row["COMMENT_OBS"])
    return {lang: "; ".join(words) for lang, words in said.items() if words}


def _label(field: str, code: str, lang: str) -> str:
    labels = table_schema("observation").field(field).enum_labels
    return labels[code][lang] if code in labels else code
