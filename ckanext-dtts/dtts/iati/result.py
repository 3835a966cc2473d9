"""One indicator as a result: its definition, its baselines, and its targets and actual values by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from dtts.catalogue import table_schema
from dtts.iati.element import add, narrate
from dtts.iati.value import add_value
from dtts.indicators.definition import Definition
from dtts.indicators.outgoing import MARK, Outgoing, Row
from dtts.periods import Period, parse

_TYPES = {"output": "1", "outcome": "2", "impact": "3", None: "9"}
_UNIT, _PERCENTAGE = "1", "2"
_ASCENDING = {"up": "true", "down": "false"}
_OWN_VOCABULARY = "99"


def add_result(activity: Element, one: Definition, rows: Sequence[Row], outgoing: Outgoing) -> None:
    """Write the result of an indicator; only what adds up over places is said to be aggregable."""
    sums = "true" if one.rule.aggregation == "sum" else "false"
    result = add(activity, "result", type=_TYPES[one.result_level], aggregation_status=sums)
    narrate(result, "title", _title(one.group or one.name, outgoing))
    indicator = add(
        result,
        "indicator",
        measure=_PERCENTAGE if one.unit_measure == "PT" else _UNIT,
        ascending=_ASCENDING.get(one.direction),
        aggregation_status=sums,
    )
    narrate(indicator, "title", _title(one.name, outgoing))
    narrate(indicator, "description", _described(one))
    address = f"{outgoing.release.site}/chi-tieu/{one.code}"
    add(indicator, "reference", vocabulary=_OWN_VOCABULARY, code=one.code, indicator_uri=address)
    for row in _in_order(rows, "BSL"):
        _baseline(indicator, row)
    for period, own in groupby(_in_order(rows, "TGT", "ACT"), key=lambda row: _period(row)):
        _add_period(indicator, period, list(own))


def _baseline(indicator: Element, row: Row) -> None:
    end = _period(row).end
    add_value(indicator, "baseline", row, year=str(end.year), iso_date=end.isoformat())


def _add_period(indicator: Element, period: Period, rows: Sequence[Row]) -> None:
    told = add(indicator, "period")
    add(told, "period-start", iso_date=period.start.isoformat())
    add(told, "period-end", iso_date=period.end.isoformat())
    for value_type, tag in (("TGT", "target"), ("ACT", "actual")):
        for row in rows:
            if row["VALUE_TYPE"] == value_type:
                add_value(told, tag, row)


def _in_order(rows: Sequence[Row], *value_types: str) -> list[Row]:
    """Rows of these types whose period is one, in time."""
    wanted = [row for row in rows if row["VALUE_TYPE"] in value_types]
    return sorted(wanted, key=lambda row: (_period(row).start, _period(row).end))


def _period(row: Row) -> Period:
    """Periods of published rows were checked: one that cannot be read is a fault of ours."""
    period = parse(row["TIME_PERIOD"])
    assert isinstance(period, Period), row["TIME_PERIOD"]
    return period


def _title(name: Mapping[str, str], outgoing: Outgoing) -> Mapping[str, str]:
    mark = {lang: f"[{MARK[lang]}] " if outgoing.demo else "" for lang in ("vi", "en")}
    return {lang: mark[lang] + name[lang] for lang in ("vi", "en")}


def _described(one: Definition) -> Mapping[str, str]:
    """The definition with the unit: IATI's measure tells only whether it is a percentage."""
    unit = table_schema("observation").field("UNIT_MEASURE").enum_labels[one.unit_measure]
    said = {"vi": "Đơn vị", "en": "Unit"}
    return {lang: f"{one.definition[lang]} {said[lang]}: {unit[lang]}." for lang in ("vi", "en")}
