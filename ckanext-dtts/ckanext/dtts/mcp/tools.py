"""The tools, in the order in which an assistant needs them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.dtts.mcp import figures, finding, monitored
from ckanext.dtts.mcp.tool import Tool
from dtts.catalogue import table_schema
from dtts.followup import STATES

Schema = Mapping[str, Any]


def _kinds(schema: str, field: str) -> tuple[str, ...]:
    """The codes that a column may have."""
    return tuple(str(each) for each in table_schema(schema).field(field).constraints["enum"])


def _text(description: str, **more: Any) -> Schema:
    return {"type": "string", "maxLength": 200, "description": description, **more}


_INDICATOR = _text("Indicator code, as find_indicators gives it.")
_AREA = _text("Area id such as 24@since-2025-07, a code in force today such as 24, or VN for the country.")
_WITHIN = _text("Code or id of a province: only places that lie in it.")
_LEVEL = _text("Level of places.", enum=["province", "district", "commune"])
_PERIOD = _text("SDMX time period: 2016, 2023-S1.")
_SLICE: Mapping[str, Schema] = {
    "indicator": _INDICATOR,
    "area": _AREA,
    "level": _LEVEL,
    "within": _WITHIN,
    "since": _text("First period, such as 2010."),
    "until": _text("Last period, such as 2020."),
    "sex": _text("_T (both), M or F.", enum=["_T", "M", "F"]),
    "ethnic_group": _text("_T, KINH, DTTS (all minorities) or E02 and so on."),
    "as_of": _text("The figures as they stood on that day (YYYY-MM-DD) or moment."),
}
_DAY = _text(
    "A day, YYYY-MM-DD; today without it. Codes are reused, so that a code means another place then."
)
_LIMIT: Schema = {"type": "integer", "minimum": 1, "maximum": 100, "description": "Most results."}
_MONITORED: Mapping[str, Schema] = {
    "within": _text(
        "Code or id of a place, with all that lies in it and former units that became part of it."
    ),
    "item": _text("Code of an item of the programme such as DA04, with all below it."),
    "kind": _text("Kind of the finding.", enum=list(_kinds("findings", "finding_kind"))),
    "year": {
        "type": "integer",
        "minimum": 1990,
        "maximum": 2100,
        "description": "Year; of the due day for shares.",
    },
    "dataset": _text("Dataset name: only its rows."),
    "after": _text("The next page: “next” of the answer before."),
    "limit": _LIMIT,
}

TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            "find_indicators",
            "Tìm chỉ tiêu / Find indicators",
            "Find indicators by Vietnamese or English words; without words the list. Gives codes, "
            "definitions, units, and whether there are values.",
            {"query": _text("Words, with or without Vietnamese marks."), "limit": _LIMIT},
            (),
            finding.indicators,
        ),
        Tool(
            "find_places",
            "Tìm địa bàn / Find places",
            "Find provinces, former districts and communes by name or code on a day. Places changed on "
            "1 July 2025 and codes were given to other places: use the area_id.",
            {"query": _text("Name or code."), "valid_on": _DAY, "level": _LEVEL},
            ("query",),
            finding.places,
        ),
        Tool(
            "get_series",
            "Chuỗi số liệu / Series",
            "Values of an indicator over time for a place, each with its status, how far it is comparable "
            "over the merger of 2025, its coverage and an explanation. A blank is not zero: see its status.",
            _SLICE,
            ("indicator", "area"),
            figures.series,
        ),
        Tool(
            "get_progress",
            "Tiến độ / Progress",
            "How far an indicator has come to its target, computed along a straight line, with reasons. "
            "It is no official assessment.",
            _SLICE,
            ("indicator",),
            figures.progress,
        ),
        Tool(
            "rank_places",
            "Xếp hạng / Rank places",
            "Places by the value of one indicator in one period, largest first; equal values share a rank.",
            {
                **{name: _SLICE[name] for name in _SLICE if name not in ("area", "since", "until")},
                "period": _PERIOD,
            },
            ("indicator", "period", "level"),
            figures.rank,
        ),
        Tool(
            "list_visits",
            "Đợt giám sát / Monitoring visits",
            "Monitoring visits of the programme: where, when, who led, what was seen, and how many findings "
            "and recommendations are published of each.",
            {
                **_MONITORED,
                "kind": _text("Kind of the visit.", enum=list(_kinds("monitoring_visits", "visit_kind"))),
                "agency": _text("Agency that led the visit, as it is written in the table."),
            },
            (),
            monitored.visits,
        ),
        Tool(
            "list_findings",
            "Phát hiện / Findings",
            "What monitoring visits found, with severity, evidence, the amount concerned and what the agency "
            "visited said. A finding that was withdrawn is an id, a day and a reason.",
            {
                **_MONITORED,
                "severity": _text("How severe.", enum=list(_kinds("findings", "severity"))),
                "agency": _text("Agency that led the visit, as it is written in the table."),
            },
            (),
            monitored.findings,
        ),
        Tool(
            "get_follow_up",
            "Thực hiện kiến nghị / Follow-up of recommendations",
            "Whether recommendations were done on time: shares by agency addressed and year of the due day, "
            "or each recommendation as it stands on a day. Real and demonstration data are not mixed.",
            {
                **_MONITORED,
                "agency": _text("Agency addressed, as it is written in the table."),
                "state": _text("How the recommendation stands.", enum=list(STATES)),
                "on": _text("The day that is counted for, YYYY-MM-DD; today without it."),
                "view": _text(
                    "rates: shares; recommendations: each of them.", enum=["rates", "recommendations"]
                ),
            },
            (),
            monitored.follow_up,
        ),
        Tool(
            "search_datasets",
            "Tìm bộ dữ liệu / Search datasets",
            "Search the catalogue of datasets by words.",
            {"query": _text("Words."), "limit": _LIMIT},
            ("query",),
            finding.datasets,
        ),
        Tool(
            "cite",
            "Trích dẫn / Cite",
            "The citation of an indicator's current release, or of the current version of a dataset's table.",
            {"indicator": _INDICATOR, "dataset": _text("Dataset name."), "table": _text("Table name.")},
            (),
            figures.cite,
        ),
    )
}
