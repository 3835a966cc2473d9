"""Small cubes of observations, and the same sums by plain loops."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl

SCHEMA = {
    "FREQ": pl.String,
    "INDICATOR": pl.String,
    "REF_AREA": pl.String,
    "GEO_VERSION": pl.String,
    "SEX": pl.String,
    "ETHNIC_GROUP": pl.String,
    "COMMUNE_REGION": pl.String,
    "VALUE_TYPE": pl.String,
    "TIME_PERIOD": pl.String,
    "OBS_VALUE": pl.Float64,
    "UNIT_MEASURE": pl.String,
    "UNIT_MULT": pl.Int64,
    "DECIMALS": pl.Int64,
    "OBS_STATUS": pl.String,
    "CONF_STATUS": pl.String,
    "NUMERATOR": pl.Float64,
    "DENOMINATOR": pl.Float64,
}
_DEFAULTS: Mapping[str, Any] = {
    "FREQ": "A",
    "INDICATOR": "COUNT",
    "REF_AREA": "a",
    "GEO_VERSION": "ASREP",
    "SEX": "_T",
    "ETHNIC_GROUP": "_T",
    "COMMUNE_REGION": "_T",
    "VALUE_TYPE": "ACT",
    "TIME_PERIOD": "2020",
    "OBS_VALUE": None,
    "UNIT_MEASURE": "PS",
    "UNIT_MULT": 0,
    "DECIMALS": 0,
    "OBS_STATUS": "A",
    "CONF_STATUS": "F",
    "NUMERATOR": None,
    "DENOMINATOR": None,
}


def cube(*rows: Mapping[str, Any]) -> pl.DataFrame:
    """Observations with what is not said filled in; without a value they are missing (O)."""
    full = [{**_DEFAULTS, **row} for row in rows]
    for row in full:
        if row["OBS_VALUE"] is None and row["OBS_STATUS"] == "A":
            row["OBS_STATUS"] = "O"
    return pl.DataFrame(full, schema=SCHEMA)


def values(frame: pl.DataFrame, *by: str) -> dict[Any, float | None]:
    """Values by area, or by the columns named."""
    names = by or ("REF_AREA",)
    keys = frame.select(names).rows() if len(names) > 1 else frame[names[0]].to_list()
    return dict(zip(keys, frame["OBS_VALUE"].to_list(), strict=True))


def summed_by_loops(
    frame: pl.DataFrame, parents: Mapping[str, str]
) -> dict[tuple[str, str, str], tuple[float | None, str, int]]:
    """By parent, sex and period: the sum when each child has a usable value, the status class, the coverage."""
    wanted: dict[str, list[str]] = {}
    for child, parent in parents.items():
        wanted.setdefault(parent, []).append(child)
    cells = {(row["REF_AREA"], row["SEX"], row["TIME_PERIOD"]): row for row in frame.iter_rows(named=True)}
    keys = {(parents[area], sex, period) for area, sex, period in cells if area in parents}
    found = {}
    for parent, sex, period in keys:
        parts = [cells.get((child, sex, period)) for child in wanted[parent]]
        known = [
            part for part in parts if part and part["OBS_VALUE"] is not None and part["OBS_STATUS"] != "Q"
        ]
        hidden = any(part and part["OBS_STATUS"] == "Q" for part in parts)
        whole = len(known) == len(parts) and not hidden
        total = float(sum(Fraction(part["OBS_VALUE"]) for part in known)) if whole else None
        found[parent, sex, period] = (total, "Q" if hidden else "A" if whole else "O", len(known))
    return found
