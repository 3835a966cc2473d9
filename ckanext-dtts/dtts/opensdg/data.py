"""The CSV: a value in each line, a blank where our codes say total.

Open SDG knows years only and draws nothing for a blank value: half-years, quarters, months and rows without a
value are left out, and the metadata say how many.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from dtts.catalogue import table_schema
from dtts.indicators.outgoing import Row
from dtts.indicators.plain import plain
from dtts.indicators.rollup import COUNTRY

HEADER = (
    "Year", "Units", "Value type", "Area", "Boundaries", "Sex", "Ethnic group", "Commune region",
    "Observation status", "GeoCode", "Value",
)  # fmt: skip
_SILENT = ("_T", "_Z")
_ANNUAL = "A"


def is_told(row: Row) -> bool:
    """Whether Open SDG has a place for a row."""
    return row["FREQ"] == _ANNUAL and row["OBS_VALUE"] is not None


def data_csv(rows: Iterable[Row]) -> str:
    """The rows that are told, in their order."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_line(row) for row in rows if is_told(row))
    return text.getvalue()


def unit(row: Row) -> str:
    """The unit with its power of ten, in English: the words of the builder's own translations."""
    label = _label("UNIT_MEASURE", row["UNIT_MEASURE"])
    power = row["UNIT_MULT"] or 0
    return f"{label} (10^{power})" if power else label


def _line(row: Row) -> list[str]:
    code, _, epoch = row["REF_AREA"].partition("@")
    country = row["REF_AREA"] == COUNTRY
    return [
        row["TIME_PERIOD"],
        unit(row),
        "" if row["VALUE_TYPE"] == "ACT" else _label("VALUE_TYPE", row["VALUE_TYPE"]),
        "" if country else row["AREA_NAME"],
        epoch,
        *(_part(name, row[name]) for name in ("SEX", "ETHNIC_GROUP", "COMMUNE_REGION")),
        "" if row["OBS_STATUS"] == "A" else _label("OBS_STATUS", row["OBS_STATUS"]),
        "" if country else code,
        plain(row["OBS_VALUE"]),
    ]


def _part(field: str, code: str) -> str:
    return "" if code in _SILENT else _label(field, code)


def _label(field: str, code: str) -> str:
    labels = table_schema("observation").field(field).enum_labels
    return labels[code]["en"] if code in labels else code
