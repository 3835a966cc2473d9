"""The figures of the first page, read from what is published and in force, each with its date and source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk

from ckanext.dtts.finance import query
from ckanext.dtts.finance.answer import as_fact
from ckanext.dtts.finance.visible import origins
from ckanext.dtts.observations import visible
from ckanext.dtts.registers import folder, gazetteer
from ckanext.dtts.views import figures, indicator_data, language, money_words, programme_data
from dtts import formats
from dtts.catalogue import home_figures
from dtts.indicators.definition import definitions
from dtts.registers import rows

_PERCENT = "PT"


class Figure(NamedTuple):
    """A figure with its unit, what it is of, when it holds, who said it, and where it is explained."""

    value: str
    unit: str
    label: str
    when: str
    source: str
    url: str
    note: str = ""


def listed() -> list[Figure]:
    """Those of the figures that the portal holds, in their order."""
    found = (_KINDS[asked["kind"]](asked) for asked in home_figures())
    return [one for one in found if one is not None]


def _money(asked: Mapping[str, Any]) -> Figure | None:
    sources = {id_: origin for id_, origin in origins().items() if not origin.demo}
    names = ("programme", "item", "stage", "source", "nature")
    values = {name: [asked[name]] for name in names} | {"ref_area": [asked["area_id"]]}
    found, _ = query.page(query.Slice(list(sources), values), 20)
    known = [row for row in found if row.amount is not None]
    if not known:
        return None
    row = max(known, key=lambda each: (each.year_to, each.as_of or ""))
    fact, origin = as_fact(row, sources, gazetteer()), sources[row.table_id]
    amount = money_words.figure(fact)
    years = f"{row.year_from}-{row.year_to}" if row.year_from != row.year_to else str(row.year_to)
    address = {"chuong-trinh": asked["programme"], "dia-ban": asked["area_id"]}
    return Figure(
        tk._("about {amount}").format(amount=amount) if fact["APPROXIMATE"] else amount,
        tk._("billion dong"),
        language.pick(asked["label"]),
        formats.day(row.as_of, language.current()) if row.as_of else years,
        _title(origin),
        tk.url_for("dtts_finance.read", **address),
        tk._("from memory, to be verified") if fact["EVIDENCE"] == "memory" else "",
    )


def _output(asked: Mapping[str, Any]) -> Figure | None:
    for table in programme_data.outputs(asked["programme"], asked["item"]):
        for one in table.outputs:
            named = (one.name, one.area_id) == (asked["output"], asked["area_id"])
            if named and one.low is not None and one.low == one.high and not table.origin.demo:
                address = {"programme": asked["programme"], "code": asked["item"]}
                return Figure(
                    figures.figure(one.low, None, language.current()),
                    language.pick(asked["unit"]),
                    language.pick(asked["label"]),
                    programme_data.output_period(one),
                    _title(table.origin),
                    tk.url_for("dtts_programmes.read_item", **address) + "#outputs",
                )
    return None


def _register(asked: Mapping[str, Any]) -> Figure | None:
    known = [row for row in rows(asked["register"], folder()) if row[asked["column"]]]
    if not known:
        return None
    row = max(known, key=lambda each: (each[asked["from"]], each[asked["date"]] or ""))
    return Figure(
        formats.number(row[asked["column"]], language.current()),
        language.pick(asked["unit"]),
        language.pick(asked["label"]),
        formats.day(row[asked["date"]], language.current()),
        row[asked["document"]],
        tk.url_for("dtts_registers.read", name=asked["register"]),
    )


def _indicator(asked: Mapping[str, Any]) -> Figure | None:
    definition = definitions()[asked["indicator"]]
    found = indicator_data.totals([definition.code], [asked["area_id"]]).get(definition.code, [])
    row = indicator_data.latest([each for each in found if not each["DEMO"]])
    if row is None:
        return None
    lang = language.current()
    status = figures.label("OBS_STATUS", row["OBS_STATUS"], lang) if row["OBS_STATUS"] != "A" else ""
    address = {"code": definition.code, "dia-ban": asked["area_id"]}
    return Figure(
        figures.figure(row["OBS_VALUE"], row["DECIMALS"], lang),
        "%" if definition.unit_measure == _PERCENT else figures.unit(definition.unit_measure, 0, lang),
        language.pick(asked["label"]),
        figures.period(row["TIME_PERIOD"], lang),
        _title(visible.origins()[row["_table"]]),
        tk.url_for("dtts_indicators.read", **address),
        status,
    )


def _title(origin: Any) -> str:
    return str(origin.title_en if language.current() == "en" else origin.title)


_KINDS: Mapping[str, Callable[[Mapping[str, Any]], Figure | None]] = {
    "money": _money,
    "output": _output,
    "register": _register,
    "indicator": _indicator,
}
