"""API of monitoring: visits, findings, answers of evaluations, and what became of recommendations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.followup import answer, places, published
from ckanext.dtts.followup.published import Entry
from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.road import show
from ckanext.dtts.views import answers, keyset, observing
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.catalogue import table_schema
from dtts.followup import STATES, Asked, Figure, figures
from dtts.programme import Programmes

blueprint = Blueprint("dtts_api_followup", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

AXES = ("agency", "year", "all")
VIEWS = ("rates", "recommendations")


def _kinds(schema: str, field: str) -> tuple[str, ...]:
    return tuple(str(each) for each in table_schema(schema).field(field).constraints["enum"])


def _kind(schema: str, field: str, vi: str, en: str) -> Parameter:
    return Parameter("kind", vi, en, choices=lambda: _kinds(schema, field))


WITHIN = Parameter(
    "within",
    "Địa bàn: mã có hiệu lực ngày valid_on (24) hoặc mã kèm giai đoạn (24@since-2025-07); gồm mọi nơi nằm "
    "trong đó, kể cả đơn vị cũ nay thuộc về đó.",
    "Places: a code in force on valid_on (24) or an id (24@since-2025-07); with all that lies in them, "
    "former units that became part of them among it.",
    many=True,
    example="24",
)
PLACED = (
    WITHIN,
    paging.VALID_ON,
    Parameter(
        "programme",
        "Phiên bản của Chương trình; danh sách ở /api/dtts/v1/programme.",
        "Version of the programme; they are listed at /api/dtts/v1/programme.",
        choices=lambda: Programmes.load().versions,
        open_list=True,
    ),
    Parameter("item", "Mã dự án hay nội dung, gồm mọi mã bên dưới.", "Code of an item, with all below it."),
    Parameter("year", "Năm.", "Year.", kind="whole", least=1990, most=2100),
    Parameter("dataset", "Tên bộ dữ liệu.", "Name of the dataset."),
    Parameter(
        "demo",
        "true: chỉ dữ liệu minh họa; false: chỉ dữ liệu thật.",
        "true: demonstration data only; false: real data only.",
        choices=lambda: ("true", "false"),
    ),
)
AGENCY = Parameter("agency", "Tên cơ quan chủ trì đoàn, như trong bảng.", "Agency that led, as in the table.")
AFTER = Parameter("after", "Trang tiếp theo, lấy từ “next”.", "The next page, from “next”.")
PAGED = (AFTER, paging.LIMIT, paging.FORMAT)
ENDPOINTS = {
    "visits": Endpoint(
        "Các đợt kiểm tra, giám sát, với số điểm đã xem, số phát hiện và số kiến nghị.",
        "Monitoring visits, with how many sites, findings and recommendations are published of each.",
        takes=(
            AGENCY, *PLACED,
            _kind("monitoring_visits", "visit_kind", "Hình thức của đợt.", "Kind of the visit."), *PAGED,
        ),
        gives=shapes.listed(shapes.record(answer.VISIT)),
        forms=("json", "csv"),
    ),
    "findings": Endpoint(
        "Phát hiện của các đợt giám sát, kèm trả lời của cơ quan được kiểm tra; phát hiện đã rút chỉ còn mã, "
        "ngày và lý do.",
        "Findings of visits with what the agency visited said; one that was withdrawn is an id, a day and a "
        "reason.",
        takes=(
            AGENCY, *PLACED,
            _kind("findings", "finding_kind", "Loại phát hiện.", "Kind of the finding."),
            Parameter("severity", "Mức độ.", "How severe it is.",
                      choices=lambda: _kinds("findings", "severity")),
            *PAGED,
        ),
        gives=shapes.listed(shapes.record(answer.FINDING)),
        forms=("json", "csv"),
    ),
    "evaluations": Endpoint(
        "Đánh giá đầu kỳ, giữa kỳ, kết thúc: mỗi dòng là câu trả lời cho một câu hỏi.",
        "Baseline, mid-term and final evaluations: a row is the answer to one question.",
        takes=(
            *PLACED, _kind("evaluations", "evaluation_kind", "Loại đánh giá.", "Kind of the evaluation."),
            *PAGED,
        ),
        gives=shapes.listed(shapes.record(answer.EVALUATION)),
        forms=("json", "csv"),
    ),
    "follow_up": Endpoint(
        "Kiến nghị được thực hiện ra sao: tỷ lệ đúng hạn theo cơ quan và năm đến hạn, hoặc từng kiến nghị.",
        "What became of recommendations: the share done on time by agency and year of the due day, or each "
        "of them.",
        takes=(
            Parameter("agency", "Tên cơ quan nhận kiến nghị.", "Agency addressed, as in the table."),
            Parameter("asked_by", "Tên cơ quan kiến nghị.", "Agency that asked, as in the table."),
            *PLACED,
            _kind("findings", "finding_kind", "Loại phát hiện.", "Kind of the finding."),
            Parameter("state", "Tình trạng của kiến nghị.", "How the recommendation stands.",
                      choices=lambda: tuple(STATES)),
            Parameter("on", "Ngày tính; không ghi là hôm nay.", "The day counted for; today unless told.",
                      kind="day"),
            Parameter("view", "rates: tỷ lệ; recommendations: từng kiến nghị.",
                      "rates: shares; recommendations: each of them.", choices=lambda: VIEWS),
            Parameter("by", "Chiều của tỷ lệ; all là một tỷ lệ chung.", "Axes of shares; all is one of all.",
                      many=True, choices=lambda: AXES),
            *PAGED,
        ),
        gives=shapes.listed(shapes.record(answer.RATE + answer.RECOMMENDATION)),
        forms=("json", "csv"),
    ),
}  # fmt: skip
described(blueprint, "followup", ENDPOINTS)
_TAKEN = tuple(
    dict.fromkeys(one.name for each in ENDPOINTS.values() for one in each.takes if one not in PAGED)
)


@blueprint.get("/visits", defaults={"form": None})
@blueprint.get("/visits.<any(csv,json):form>")
@answers_in_json
def visits(form: str | None) -> Answer:
    """Visits by their day."""
    found = _kept(published.visits(_asked()))
    return _listed(found, lambda row: (row.visit_date.isoformat(), row.id), answer.visit, form, answer.VISIT)


@blueprint.get("/findings", defaults={"form": None})
@blueprint.get("/findings.<any(csv,json):form>")
@answers_in_json
def findings(form: str | None) -> Answer:
    """Findings by their day."""
    severity = observing.text("severity")
    found = [one for one in _kept(published.findings(_asked())) if severity in (None, one.row.severity)]
    return _listed(
        found, lambda row: (row.found_on.isoformat(), row.id), answer.finding, form, answer.FINDING
    )


@blueprint.get("/evaluations", defaults={"form": None})
@blueprint.get("/evaluations.<any(csv,json):form>")
@answers_in_json
def evaluations(form: str | None) -> Answer:
    """Answers by the day of the report."""
    found = answer.answers_of(_kept(published.evaluations(_asked())))
    return _listed(
        found, lambda row: (row.reported_on.isoformat(), row.id), answer.evaluation, form, answer.EVALUATION
    )


@blueprint.get("/follow-up", defaults={"form": None})
@blueprint.get("/follow-up.<any(csv,json):form>")
@answers_in_json
def follow_up(form: str | None) -> Answer:
    """Shares by agency and year, never of real and demonstration data together; `view=recommendations` gives
    the rows behind them."""
    on, state = answers.day("on"), observing.text("state")
    found = [one for one in _kept(published.standings(on, _asked())) if state in (None, one.row.state)]
    if observing.text("view") == "recommendations":
        return _listed(
            found,
            lambda row: (row.recommendation.issued_on.isoformat(), row.recommendation.id),
            answer.recommendation,
            form,
            answer.RECOMMENDATION,
        )
    rates = [(figure, demo) for demo in (False, True) for figure in _figures(found, demo)]
    shown = keyset.page(rates, _rate_key, lambda one: answer.rate(one[0], on, one[1]))
    return keyset.answer(shown, _context(found), form, answer.RATE, "follow-up.csv")


def _figures(found: Sequence[Entry[Any]], demo: bool) -> tuple[Figure, ...]:
    axes = observing.several("by") or ["agency", "year"]
    standings = [one.row for one in found if one.dataset.demo == demo]
    return figures(standings, [axis for axis in ("agency", "year") if axis in axes])


def _rate_key(one: tuple[Figure, bool]) -> keyset.Key:
    figure, demo = one
    return str(demo), figure.agency or "", str(figure.year or "")


def _listed(
    found: Sequence[Entry[Any]],
    key: Callable[[Any], keyset.Key],
    written: Callable[[Entry[Any]], dict[str, Any]],
    form: str | None,
    columns: Sequence[str],
) -> Answer:
    full = partial(_key, key)
    shown = keyset.page(sorted(found, key=full), full, written)
    name = tk.request.path.rpartition("/")[2].partition(".")[0]
    return keyset.answer(shown, _context(found), form, columns, f"{name}.csv")


def _key(key: Callable[[Any], keyset.Key], one: Entry[Any]) -> keyset.Key:
    """Two datasets may have given the same code."""
    return (*key(one.row), one.dataset.name)


def _asked() -> Asked:
    within = [observing.area(code, "within") for code in observing.several("within")]
    programme, item, year = observing.text("programme"), observing.text("item"), observing.text("year")
    programmes = Programmes.load()
    if programme:
        observing.known("programme", [programme], programmes.versions)
    if item:
        observing.known("item", [item], sorted({code for _, code in programmes.items}))
    return Asked(
        agency=tk.request.args.get("agency", "").strip() or None,
        asked_by=tk.request.args.get("asked_by", "").strip() or None,
        within=places.within(within) if within else None,
        programme=programme,
        item=item,
        kind=observing.text("kind"),
        year=int(year) if year else None,
    )


def _kept(found: Sequence[Entry[Any]]) -> list[Entry[Any]]:
    """Those of the dataset, and of demonstration or not, that are asked for."""
    dataset, demo = observing.text("dataset"), observing.text("demo")
    return [
        one
        for one in found
        if dataset in (None, one.dataset.name) and demo in (None, str(one.dataset.demo).lower())
    ]


def _context(found: Sequence[Entry[Any]]) -> dict[str, Any]:
    asked = {name: tk.request.args[name] for name in _TAKEN if tk.request.args.get(name)}
    return {"asked": asked} | ({"mark": show.DEMO_MARK} if any(one.dataset.demo for one in found) else {})
