"""API of releases: every version of a table that feeds the store, with what it changed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, Response

from ckanext.dtts.dcat import version_feeds
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.model import Observation, Table
from ckanext.dtts.model.columns import iso
from ckanext.dtts.observations import follow
from ckanext.dtts.openapi import dimensions, paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.road import announcements, show
from ckanext.dtts.road.announcements import Announcement
from ckanext.dtts.views import answers, labels, observing
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.catalogue import table_schema_names
from dtts.indicators.definition import definitions

blueprint = Blueprint("dtts_api_releases", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

FORMS = ("json", "csv", "atom")
MOST = 5_000
COLUMNS = (
    "at", "kind", "dataset", "table", "version", "name", "name_en", "dataset_title", "dataset_title_en",
    "agency", "sentence", "sentence_en", "reason", "url", "difference_url", "demo",
)  # fmt: skip
_TITLE = {"vi": "Các đợt công bố số liệu chỉ tiêu", "en": "Releases of indicator values"}
ENDPOINTS = {
    "releases": Endpoint(
        "Các đợt công bố và sửa đổi số liệu chỉ tiêu, mới nhất trước, với những gì đã đổi.",
        "Releases and revisions of indicator values, newest first, with what changed.",
        takes=(
            dimensions.INDICATOR,
            Parameter("dataset", "Tên bộ dữ liệu.", "Name of the dataset."),
            paging.LIMIT,
            paging.OFFSET,
            paging.formats(*FORMS),
        ),
        gives=shapes.listed(shapes.record(COLUMNS)),
        forms=FORMS,
    ),
}
described(blueprint, "indicators", ENDPOINTS)


@blueprint.get("/releases", defaults={"form": None})
@blueprint.get("/releases.<any(csv,json,atom):form>")
@answers_in_json
def releases(form: str | None) -> Answer:
    """What was published, revised, undone and withdrawn; `indicator` and `dataset` narrow."""
    kind = form or answers.chosen("format", FORMS) or "json"
    found = _found()
    if kind == "atom":
        return _feed(found)
    rows = [_row(each) for each in found]
    mark = {"mark": show.DEMO_MARK} if any(each.demo for each in found) else {}
    asked = {name: ",".join(observing.several(name)) for name in ("indicator", "dataset")}
    context = {"asked": {name: value for name, value in asked.items() if value}, **mark}
    return answers.listed(rows, context, kind, COLUMNS, "releases.csv")


def _found() -> list[Announcement]:
    feeding: Any = Table.schema_name.in_([name for name in table_schema_names() if follow.feeds(name)])
    if codes := observing.several("indicator"):
        listed = observing.known("indicator", codes, definitions())
        held = sa.select(Observation.table_id).where(Observation.indicator.in_(listed))
        feeding = sa.and_(feeding, Table.id.in_(held))
    found = announcements.recent(of=feeding, limit=MOST)
    dataset = observing.text("dataset")
    return [each for each in found if dataset in (None, each.dataset)]


def _row(one: Announcement) -> dict[str, Any]:
    own = f"/api/dtts/v1/tables/{one.dataset}/{one.table}/versions/{one.version}/difference"
    return {
        "at": iso(one.at),
        "kind": "revised" if one.kind == "published" and one.replaced else one.kind,
        "dataset": one.dataset,
        "table": one.table,
        "version": one.version,
        "name": one.name["vi"],
        "name_en": one.name["en"],
        "dataset_title": one.dataset_title["vi"],
        "dataset_title_en": one.dataset_title["en"],
        "agency": one.agency,
        "sentence": (one.sentence or {}).get("vi"),
        "sentence_en": (one.sentence or {}).get("en"),
        "reason": one.reason,
        "url": f"{site_address()}{version_feeds.page(one)}",
        "difference_url": f"{site_address()}{own}" if one.replaced else None,
        "demo": one.demo,
    }


def _feed(found: list[Announcement]) -> Response:
    lang = answers.lang()
    text = version_feeds.atom(
        found[: version_feeds.PAGE],
        title=f"{labels.site_title(lang)}: {_TITLE[lang]}",
        address="/api/dtts/v1/releases.atom",
        of="/chi-tieu/",
        number=1,
        lang=lang,
    )
    return Response(text, content_type="application/atom+xml; charset=utf-8")
