"""The file: one activity that reports the results, since IATI knows no results without an activity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from dtts.iati.document import add_documents
from dtts.iati.element import add, narrate
from dtts.iati.result import add_result
from dtts.indicators.outgoing import Outgoing, Row
from dtts.periods import Period, parse

_GOVERNMENT = "10"
_ACCOUNTABLE = "2"
_IMPLEMENTATION = "2"
_ACTUAL_START = "2"
_COUNTRY = "VN"
_DAC, _MULTISECTOR = "1", "43010"


@dataclass(frozen=True)
class Reporter:
    """Who reports: `ref` is the organisation's IATI identifier where it has one."""

    ref: str
    name: Mapping[str, str]


def activities(outgoing: Outgoing, rows: Iterable[Row], reporter: Reporter) -> bytes:
    """The XML file of the indicators; the same rows give the same bytes.

    Follows https://iatistandard.org/en/iati-standard/203/activity-standard/. Codes are of IATI's own lists:
    organisation type 10 government, role 2 accountable, status 2 implementation, date 2 actual start, sector
    43010 multisector: its ruleset wants a sector, and indicators have none of the DAC's.
    """
    known = list(rows)
    root = Element("iati-activities", version="2.03")
    root.set("generated-datetime", outgoing.release.moment)
    _activity(root, outgoing, known, reporter)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _activity(root: Element, outgoing: Outgoing, rows: Sequence[Row], reporter: Reporter) -> None:
    activity = add(root, "iati-activity", last_updated_datetime=outgoing.release.moment)
    activity.set("{http://www.w3.org/XML/1998/namespace}lang", "vi")
    codes = "-".join(one.code for one in outgoing.definitions)
    add(activity, "iati-identifier").text = f"{reporter.ref}-{codes}"
    narrate(activity, "reporting-org", reporter.name, ref=reporter.ref, type=_GOVERNMENT)
    narrate(activity, "title", outgoing.title)
    narrate(activity, "description", {lang: outgoing.citation(lang) for lang in ("vi", "en")}, type="1")
    for producer in dict.fromkeys(tuple(source.producer.items()) for source in outgoing.sources):
        narrate(activity, "participating-org", dict(producer), role=_ACCOUNTABLE, type=_GOVERNMENT)
    add(activity, "activity-status", code=_IMPLEMENTATION)
    add(activity, "activity-date", type=_ACTUAL_START, iso_date=_start(rows))
    add(activity, "recipient-country", code=_COUNTRY, percentage="100")
    _locations(activity, rows)
    add(activity, "sector", vocabulary=_DAC, code=_MULTISECTOR)
    add_documents(activity, outgoing.documents)
    for definition in outgoing.definitions:
        own = [row for row in rows if row["INDICATOR"] == definition.code]
        add_result(activity, definition, own, outgoing)


def _locations(activity: Element, rows: Sequence[Row]) -> None:
    """The areas that values name, each once."""
    for area, names in sorted({row["REF_AREA"]: _named(row) for row in rows}.items()):
        narrate(add(activity, "location", ref=area), "name", dict(names))


def _named(row: Row) -> tuple[tuple[str, str], ...]:
    return (("vi", row["AREA_NAME"]), ("en", row["AREA_NAME_EN"]))


def _start(rows: Sequence[Row]) -> str:
    periods = (parse(text) for text in {row["TIME_PERIOD"] for row in rows})
    return min(period.start.isoformat() for period in periods if isinstance(period, Period))
