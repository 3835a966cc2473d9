"""API of indicator values: definitions, slices of the store page by page, whole slices as CSV.

Every answer says how many rows there are of which it shows some, and repeats what was asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import ckan.plugins.toolkit as tk
import polars as pl
from flask import Blueprint, Response

from ckanext.dtts.observations import query
from ckanext.dtts.observations.answer import FIELDS, named
from ckanext.dtts.observations.visible import Origin, origins
from ckanext.dtts.openapi import dimensions, paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import show
from ckanext.dtts.views import answers, defined, keyset, links, measured, observing, slice_files
from ckanext.dtts.views.api import Answer, answers_in_json
from ckanext.dtts.views.known import known_by_store
from dtts.indicators.definition import definitions
from dtts.units import Gazetteer

blueprint = Blueprint("dtts_api_observations", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

LIMIT, MOST = 1_000, 5_000
FILE = "observations.csv"
FORMS = ("json", "csv", "parquet", "xlsx")
ROW = {
    "type": "object",
    "properties": {**shapes.record(FIELDS)["properties"], **shapes.fields_of("observation")},
}
AFTER = Parameter(
    "after",
    "Trang tiếp theo: lấy từ “next” của câu trả lời trước.",
    "The next page: from “next” of the answer before.",
)
CODE = paging.path("code", "Mã chỉ tiêu.", "Code of the indicator.", "GSO_EM_PUPILS")
ENDPOINTS = {
    "indicators": Endpoint(
        "Mọi chỉ tiêu đã định nghĩa.",
        "Every indicator that is defined.",
        takes=paging.PAGED,
        gives=shapes.listed(shapes.record(defined.COLUMNS)),
        forms=("json", "csv"),
    ),
    "indicator": Endpoint(
        "Định nghĩa của một chỉ tiêu.", "One definition.", takes=(CODE,), gives=shapes.record(defined.COLUMNS)
    ),
    "observations": Endpoint(
        "Số liệu của kho: một lát cắt. JSON từng trang; CSV, Parquet và Excel có đủ mọi dòng.",
        "Values of the store: a slice. JSON a page at a time; CSV, Parquet and Excel have all of its rows.",
        takes=(*dimensions.SLICE, paging.LIMIT, AFTER, paging.formats(*FORMS)),
        gives=shapes.listed(ROW, shown=shapes.WHOLE, units=measured.SHAPE),
        forms=FORMS,
        fails=(413,),
    ),
}
described(blueprint, "indicators", ENDPOINTS)


@blueprint.get("/indicators", defaults={"form": None})
@blueprint.get("/indicators.<any(csv,json):form>")
@answers_in_json
def indicators(form: str | None) -> Answer:
    """Every indicator that series define."""
    found = [defined.as_record(one) for one in definitions().values()]
    return answers.listed(found, {}, form, defined.COLUMNS, "indicators.csv")


@blueprint.get("/indicators/<code>")
@answers_in_json
def indicator(code: str) -> Answer:
    """One definition."""
    if code not in definitions():
        raise tk.ObjectNotFound(code)
    return answers.as_json(defined.as_record(definitions()[code]))


@blueprint.get("/observations", defaults={"form": None})
@blueprint.get("/observations.<any(csv,json,parquet,xlsx):form>")
@answers_in_json
@known_by_store
def observations(form: str | None) -> Answer:
    """A slice: `indicator area within level since until as_of` and the dimensions, a page at a time."""
    sources = origins()
    wanted = observing.wanted(sources)
    kind = form or answers.chosen("format", FORMS) or "json"
    if kind == "csv":
        return as_file(wanted, sources)
    if kind != "json":
        return slice_files.as_file(kind, wanted, sources)
    limit = links.whole("limit", 0, MOST) or LIMIT
    rows, after = turned(wanted, limit)
    # A first page without a second is the whole, and need not be counted.
    is_whole = after is None and observing.text("after") is None
    total = rows.height if is_whole else query.count(wanted)
    shown = named(rows, sources, gazetteer())
    mark = {"mark": show.DEMO_MARK} if shown["DEMO"].any() else {}
    context = {"asked": observing.asked(), **mark, "total": total, "shown": rows.height, "limit": limit}
    kinds = shown.select(measured.OF_UNITS).unique(maintain_order=True)
    context |= measured.told(kinds.iter_rows(named=True))
    following = answers.further(after=after) if after else None
    return answers.as_json_of({**context, "next": following}, shown)


def turned(wanted: query.Slice, limit: int) -> tuple[pl.DataFrame, str | None]:
    """The page that `after` names, the first without it."""
    with keyset.position_read():
        return query.table(wanted, limit, observing.text("after"))


def as_file(wanted: query.Slice, sources: dict[UUID, Origin]) -> Response:
    """All rows of a slice as CSV: a small one whole, a larger one written as it is read."""
    total = query.count(wanted)
    if total <= MOST:
        return answers.as_csv_of(named(query.whole(wanted), sources, gazetteer()), FILE)
    lines = _lines(wanted, total, sources, gazetteer())
    return answers.counted(Response(lines, content_type="text/csv; charset=utf-8"), total, FILE)


def _lines(
    wanted: query.Slice, total: int, sources: dict[UUID, Origin], places: Gazetteer
) -> Iterator[bytes]:
    for number, part in enumerate(query.frames(wanted, total)):
        yield named(part, sources, places).write_csv(include_header=not number).encode()
