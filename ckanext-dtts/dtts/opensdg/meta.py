"""The YAML file of an indicator, in the words of Open SDG's metadata schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from dtts.indicators.definition import Definition
from dtts.indicators.outgoing import MARK, Outgoing, Row
from dtts.opensdg.data import is_told, unit


def meta_yaml(one: Definition, outgoing: Outgoing, rows: Sequence[Row]) -> str:
    """What the builder and its pages need of an indicator."""
    return yaml.safe_dump(_said(one, outgoing, rows), allow_unicode=True, sort_keys=False, width=110)


def _said(one: Definition, outgoing: Outgoing, rows: Sequence[Row]) -> dict[str, Any]:
    mark = f"[{MARK['en']}] " if outgoing.demo else ""
    told = [row for row in rows if is_told(row)]
    said = {
        "indicator_number": one.code.replace("_", "."),
        "indicator_name": mark + one.name["en"],
        "indicator_name_vi": (f"[{MARK['vi']}] " if outgoing.demo else "") + one.name["vi"],
        "indicator_sort_order": one.code,
        "graph_title": mark + one.name["en"],
        "graph_type": "line",
        "data_non_statistical": False,
        "published": True,
        "reporting_status": "complete" if told else "notstarted",
        "national_geographical_coverage": "Viet Nam",
        "stat_conc_def": one.definition["en"],
        "computation_units": unit(rows[0]) if rows else one.unit_measure,
        "computation_calculations": one.method["en"] if one.method else None,
        "national_metadata_update_url": f"{outgoing.release.site}/chi-tieu/{one.code}",
        "data_start_values": [],
        "dtts_release": outgoing.release.moment,
        "dtts_citation": outgoing.citation("en"),
        "dtts_left_out": len(rows) - len(told),
        **_sources(outgoing),
    }
    return {key: value for key, value in said.items() if value is not None and value != []}


def _sources(outgoing: Outgoing) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for number, source in enumerate(outgoing.sources, start=1):
        said |= {
            f"source_active_{number}": True,
            f"source_organisation_{number}": source.producer["en"],
            f"source_url_{number}": source.address,
            f"source_url_text_{number}": source.title["en"],
        }
    return said
