"""The latest figure of a series for the whole country: the answer before the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import cells, labels, language
from dtts import catalogue, formats
from dtts.report.words import lower_first

SERIES = "observation"
TOTALS = ("SEX", "ETHNIC_GROUP", "COMMUNE_REGION")
PLAIN_STATUS = "A"


@dataclass(frozen=True)
class Headline:
    """What, where, how much, when; `status` is a word such as "sơ bộ", empty for a plain figure."""

    indicator: str
    place: str
    figure: str
    period: str
    status: str


def of(dataset_name: str, resource: dict[str, Any]) -> Headline | None:
    """The headline of a table of observations; None when it has no figure for the whole country."""
    if resource.get("table_schema") != SERIES:
        return None
    asked = {"dataset": dataset_name, "table": resource["table"], "filters": {"REF_AREA": ["VN"]}}
    try:
        answer = tk.get_action("dtts_table_rows")({}, asked | {"sort": "TIME_PERIOD desc", "limit": 50})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        return None
    row = _leading([each for each in answer["rows"] if each["OBS_VALUE"] is not None])
    return _headline(row) if row else None


def _leading(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The latest total; of several indicators the one whose code the others continue, else none."""
    latest = [row for row in rows if row["TIME_PERIOD"] == rows[0]["TIME_PERIOD"]]
    totals = [row for row in latest if all(row[name] == "_T" for name in TOTALS)] or latest
    if not totals:
        return None
    root = min(totals, key=lambda row: len(row["INDICATOR"]))
    family = [row for row in totals if row["INDICATOR"].startswith(root["INDICATOR"])]
    alone = sum(row["INDICATOR"] == root["INDICATOR"] for row in totals) == 1
    return root if alone and len(family) == len(totals) else None


def _headline(row: dict[str, Any]) -> Headline:
    schema, lang = catalogue.table_schema(SERIES), language.current()
    names = {
        name: cells.cell(schema.field(name), row[name]).text
        for name in ("UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS")
    }
    unit = "%" if row["UNIT_MEASURE"] == "PT" else names["UNIT_MEASURE"].lower()
    multiple = "" if str(row["UNIT_MULT"]) == "0" else names["UNIT_MULT"].lower()
    value = formats.number(row["OBS_VALUE"], lang, least=int(row["DECIMALS"] or 0))
    return Headline(
        indicator=lower_first(labels.code("indicator_codes", row["INDICATOR"], lang) or row["INDICATOR"]),
        place=labels.area(row["REF_AREA"], lang),
        figure=" ".join(filter(None, (value, multiple, unit))),
        period=str(row["TIME_PERIOD"]),
        status="" if row["OBS_STATUS"] == PLAIN_STATUS else names["OBS_STATUS"].lower(),
    )
