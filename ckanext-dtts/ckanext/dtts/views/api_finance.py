"""API of money: amounts page by page, what part was spent, and sums over closed lists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask import Blueprint

from ckanext.dtts.finance import query
from ckanext.dtts.finance.answer import FIELDS, SHARED, SUMMED, as_fact, shared, summed
from ckanext.dtts.finance.visible import origins
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.openapi import dimensions, paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import show
from ckanext.dtts.views import answers, keyset, links, observing
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.finance import AXES
from dtts.programme import Programmes

blueprint = Blueprint("dtts_api_finance", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

LIMIT, MOST = 1_000, 20_000
SUMS = ("NATURE", "PLAN_KIND", "ITEM", "REF_AREA")
SLICE = (
    Parameter(
        "programme",
        "Phiên bản của Chương trình; danh sách ở /api/dtts/v1/programme.",
        "Version of the programme; they are listed at /api/dtts/v1/programme.",
        many=True,
        choices=lambda: Programmes.load().versions,
        open_list=True,
    ),
    Parameter("item", "Mã nội dung, hoặc _T.", "Code of the item, or _T.", many=True),
    replace(dimensions.AREA, example=None),
    dimensions.WITHIN,
    dimensions.LEVEL,
    paging.VALID_ON,
    *(
        Parameter(
            axis.lower(),
            f"Mã của chiều {axis}.",
            f"Codes of the axis {axis}.",
            many=True,
            choices=lambda axis=axis: AXES[axis],  # type: ignore[misc]
        )
        for axis in AXES
    ),
    Parameter("since", "Từ năm này.", "From this year on.", example="2024"),
    Parameter("until", "Đến hết năm này.", "Up to this year.", example="2024"),
    dimensions.AS_OF,
)
PARAMETERS = tuple(each.name for each in SLICE)
VIEW = Parameter(
    "view",
    "facts: từng số; shares: tỷ lệ đã chi; sums: tổng theo chiều ở over.",
    "facts: amounts; shares: what part was spent; sums: sums over the axis in over.",
    choices=lambda: ("facts", "shares", "sums"),
)
OVER = Parameter("over", "Chiều để cộng khi view=sums.", "The axis of view=sums.", choices=lambda: SUMS)
AFTER = Parameter("after", "Trang tiếp theo, lấy từ “next”.", "The next page, from “next”.")
ENDPOINTS = {
    "finance": Endpoint(
        "Kinh phí của các chương trình: từng số, tỷ lệ đã chi, tổng theo danh mục khép kín.",
        "Money of the programmes: amounts, what part was spent, sums over closed lists.",
        takes=(*SLICE, VIEW, OVER, AFTER, *paging.PAGED),
        gives=shapes.listed(shapes.record(FIELDS)),
        forms=("json", "csv"),
        fails=(413,),
    ),
}
described(blueprint, "finance", ENDPOINTS)


@blueprint.get("/finance", defaults={"form": None})
@blueprint.get("/finance.<any(csv,json):form>")
@answers_in_json
def finance(form: str | None) -> Answer:
    """Amounts in dong with what the source printed, in the order of the axes; `view=shares` gives what part
    of plan and allocation was spent, `view=sums&over=NATURE` sums beside what was stated."""
    sources, places = origins(), gazetteer()
    wanted = _wanted(sources)
    view = answers.chosen("view", ("facts", "shares", "sums")) or "facts"
    if view == "facts":
        return _facts(wanted, sources, form)
    rows = _all(wanted)
    if view == "shares":
        return _listed(list(shared(rows, sources, places)), form, SHARED, "shares")
    axis = answers.chosen("over", SUMS) or "NATURE"
    return _listed(list(summed(rows, axis, sources, places)), form, SUMMED, "sums")


def _facts(wanted: query.Slice, sources: dict[Any, Origin], form: str | None) -> Answer:
    total = query.count(wanted)
    limit = links.whole("limit", 0, answers.MOST) or LIMIT
    with keyset.position_read():
        rows, following = query.page(wanted, limit, observing.text("after"))
    found = [as_fact(row, sources, gazetteer()) for row in rows]
    context = {"asked": _asked(), **_marked(found)}
    return keyset.answer(keyset.Shown(found, total, following), context, form, FIELDS, "finance.csv")


def _listed(found: list[dict[str, Any]], form: str | None, columns: Collection[str], name: str) -> Answer:
    context = {"asked": _asked(), **_marked(found)}
    return answers.listed(found, context, form, tuple(columns), f"finance-{name}.csv")


def _all(wanted: query.Slice) -> list[query.Row]:
    """Every row of a slice; one that is too large says how large it is."""
    total = query.count(wanted)
    if total > MOST:
        raise answers.refused(
            "area",
            "too-many-values",
            f"Câu hỏi này có {total} số liệu, quá {MOST}; hãy chọn địa bàn, năm hoặc hạng mục.",
            f"This has {total} amounts, more than {MOST}; choose areas, years or items.",
        )
    return query.page(wanted, MOST)[0]


def _wanted(sources: dict[Any, Origin]) -> query.Slice:
    values: dict[str, Collection[str]] = {}
    programmes = Programmes.load()
    choices = {
        "programme": list(programmes.versions),
        "item": ["_T", *sorted({code for _, code in programmes.items})],
        **{axis.lower(): list(codes) for axis, codes in AXES.items()},
    }
    for name, possible in choices.items():
        if given := observing.several(name):
            values[name] = observing.known(name, given, possible)
    if areas := observing.areas():
        values["ref_area"] = areas
    return query.Slice(list(sources), values, _year("since"), _year("until"), observing.public_at())


def _year(name: str) -> int | None:
    given = observing.text(name)
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) == len("2024")):
        raise answers.refused(
            name,
            "bad-year",
            f"“{name}” phải là năm có bốn chữ số, ví dụ 2024.",
            f"“{name}” must be a year of four digits, such as 2024.",
        )
    return int(given)


def _asked() -> dict[str, str]:
    names = (*PARAMETERS, "view", "over")
    return {name: ",".join(observing.several(name)) for name in names if observing.several(name)}


def _marked(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"mark": show.DEMO_MARK} if any(row["DEMO"] for row in rows) else {}
