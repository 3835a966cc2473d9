"""API of sums: values of smaller places as values of larger ones, up the tree that each day had."""

from __future__ import annotations

from dataclasses import replace
from typing import cast
from uuid import UUID

import polars as pl
from flask import Blueprint

from ckanext.dtts.observations import query
from ckanext.dtts.observations.answer import with_names
from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.openapi import dimensions, paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import show
from ckanext.dtts.views import answers, observing
from ckanext.dtts.views.api import Answer, answers_in_json
from ckanext.dtts.views.known import known_by_store
from dtts.indicators.aggregate import PARTS
from dtts.units import LEVELS, Level

blueprint = Blueprint("dtts_api_aggregate", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

MOST = 1_000_000
COUNTRY = "country"
TOTAL, ACTUAL, AS_REPORTED = "_T", "ACT", "ASREP"
WHOLES = tuple(name.lower() for name in PARTS)
COLUMNS = (
    "FREQ", "INDICATOR", "REF_AREA", "AREA_NAME", "AREA_NAME_EN", "GEO_VERSION", "SEX", "ETHNIC_GROUP",
    "COMMUNE_REGION", "VALUE_TYPE", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS",
    "OBS_STATUS", "NUMERATOR", "DENOMINATOR", "COVERAGE_N", "COVERAGE_D", "BOUND", "METHOD", "DEMO",
)  # fmt: skip
TO = Parameter(
    "to",
    "Cấp của kết quả: country là cả nước.",
    "Level of the sums; country is all of it.",
    choices=lambda: (COUNTRY, *LEVELS[:-1]),
    required=True,
    example="province",
)
OF = Parameter(
    "of",
    "Cấp được cộng lên; không ghi là cấp nhỏ nhất có số liệu.",
    "Level that is summed; the smallest that has figures unless told.",
    choices=lambda: LEVELS,
)
OVER = Parameter(
    "over",
    "Cộng các phần của phân tổ này trước (nam và nữ; Kinh và dân tộc thiểu số; khu vực).",
    "Sum the parts of this disaggregation first (men and women; Kinh and minorities; regions).",
    choices=lambda: WHOLES,
    many=True,
)
_SLICE = tuple(each for each in dimensions.SLICE if each.name != "level")
ENDPOINTS = {
    "aggregate": Endpoint(
        "Cộng số liệu địa bàn nhỏ lên địa bàn lớn theo địa giới của chính kỳ đó; phần thiếu không là 0.",
        "Sums values of small places up to larger ones by the map of their own day; what lacks is no zero.",
        takes=(
            *(replace(each, required=each.name == "indicator") for each in _SLICE),
            TO,
            OF,
            OVER,
            paging.FORMAT,
        ),
        gives=shapes.listed(shapes.record(COLUMNS)),
        forms=("json", "csv"),
        fails=(413,),
    ),
}
described(blueprint, "indicators", ENDPOINTS)


@blueprint.get("/aggregate", defaults={"form": None})
@blueprint.get("/aggregate.<any(csv,json):form>")
@answers_in_json
@known_by_store
def aggregate(form: str | None) -> Answer:
    """Values of `indicator` summed `to` a level; actual ones, as reported and totals unless told."""
    sources = origins()
    parts = _parts(observing.wanted(sources))
    total = sum(query.count(each) for each in parts)
    if total > MOST:
        raise answers.refused(
            "period",
            "too-many-values",
            f"Câu hỏi này phải cộng {total} giá trị, quá {MOST}; hãy chọn kỳ hoặc chỉ tiêu.",
            f"This would sum {total} values, more than {MOST}; choose periods or indicators.",
        )
    to, of = observing.text("to"), cast("Level | None", observing.text("of"))
    above, over = None if to == COUNTRY else cast(Level, to), observing.several("over")
    rows = pl.concat(query.aggregate(each, gazetteer(), above, of, over) for each in parts)
    shown = _shown(rows, sources)
    if answers.wants_csv(form):
        return answers.as_csv_of(shown, "aggregate.csv")
    mark = {"mark": show.DEMO_MARK} if shown["DEMO"].any() else {}
    context = {
        "asked": observing.asked(),
        "to": to,
        **mark,
        "values": total,
        "total": shown.height,
        "next": None,
    }
    return answers.as_json_of(context, shown)


def _parts(wanted: query.Slice) -> list[query.Slice]:
    """What is summed, by indicator, with what is taken for granted: parts and their whole in one sum would be
    counted twice, so that of a disaggregation that nobody asked for only the total counts, if any."""
    of_indicators = []
    for code in wanted.values["indicator"]:
        granted = {"value_type": [ACTUAL], "geo_version": [AS_REPORTED], **wanted.values, "indicator": [code]}
        granted |= {name: list(PARTS[name.upper()]) for name in observing.several("over")}
        one = replace(wanted, values=granted)
        found = query.available(one, [name for name in WHOLES if name not in granted])
        totals = {name: [TOTAL] for name, codes in found.items() if TOTAL in codes}
        of_indicators.append(replace(one, values={**granted, **totals}))
    return of_indicators


def _shown(rows: pl.DataFrame, sources: dict[UUID, Origin]) -> pl.DataFrame:
    demo = [str(table) for table, origin in sources.items() if origin.demo]
    marked = rows.with_columns(DEMO=pl.col("table_id").list.eval(pl.element().is_in(demo)).list.any())
    return with_names(marked, "REF_AREA", gazetteer()).select(COLUMNS)
