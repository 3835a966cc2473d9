"""Figures of indicators as a reader takes them: with their unit, their decimals, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from dtts import formats
from dtts.catalogue import table_schema
from dtts.periods import Period, parse
from dtts.report import lower_first

_POINTS = ("PT", "PP")


def unit(code: str, multiplier: int, lang: str) -> str:
    """`nghìn người`, `phần trăm`."""
    name = label("UNIT_MEASURE", code, lang)
    many = label("UNIT_MULT", str(multiplier), lang) if multiplier else ""
    return lower_first(f"{many} {lower_first(name)}".strip())


def figure(value: float, decimals: int | None, lang: str) -> str:
    """The value with as many decimals as it is published with; all its own where nobody said."""
    if decimals is None:
        return formats.number(f"{value:.10g}", lang)
    return formats.number(f"{value:.{decimals}f}", lang, decimals)


def label(field: str, code: str, lang: str) -> str:
    """What a code of the observation table means; the code where nobody named it."""
    return table_schema("observation").field(field).enum_labels.get(code, {}).get(lang, code)


def period(text: str, lang: str) -> str:
    """`2016` → Năm 2016."""
    read = parse(text)
    return read.label(lang) if isinstance(read, Period) else text


def change(first: Mapping[str, Any], latest: Mapping[str, Any], unit_code: str, lang: str) -> str:
    """Up or down since the first value: of amounts in per cent, of rates in percentage points."""
    moved = latest["OBS_VALUE"] - first["OBS_VALUE"]
    since = first["TIME_PERIOD"]
    if not moved:
        return tk._("Unchanged since {period}.").format(period=since)
    if unit_code in _POINTS:
        size = figure(abs(moved), latest["DECIMALS"], lang)
        up, down = (
            tk._("Up {size} percentage points since {period}."),
            tk._("Down {size} percentage points since {period}."),
        )
    elif first["OBS_VALUE"]:
        size = figure(abs(100 * moved / first["OBS_VALUE"]), 1, lang)
        up, down = tk._("Up {size} % since {period}."), tk._("Down {size} % since {period}.")
    else:
        size = figure(abs(moved), latest["DECIMALS"], lang)
        up, down = tk._("Up {size} since {period}."), tk._("Down {size} since {period}.")
    return (up if moved > 0 else down).format(size=size, period=since)
