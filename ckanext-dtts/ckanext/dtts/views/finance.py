"""Vốn: what was planned, allocated and disbursed, of what and where, with source and date of each figure."""

from __future__ import annotations

from collections.abc import Collection

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.finance import query
from ckanext.dtts.finance.visible import origins
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import finance_data, language, links, money_words
from dtts.programme import Programmes

blueprint = Blueprint("dtts_finance", __name__)

SIZE = 20
MOST = 5_000


@blueprint.get("/von", strict_slashes=False)
def read() -> str:
    """Amounts by programme, item and place; `dia-ban`, `chuong-trinh` and `hang-muc` choose, `minh-hoa=1`
    takes demonstration data in."""
    programmes = Programmes.load()
    asked = {name: tk.request.args.get(name, "").strip() for name in ("dia-ban", "chuong-trinh", "hang-muc")}
    demo = tk.request.args.get("minh-hoa") == "1"
    sources = {id_: origin for id_, origin in origins().items() if demo or not origin.demo}
    values: dict[str, Collection[str]] = {
        name: [asked[word]]
        for name, word in (("programme", "chuong-trinh"), ("item", "hang-muc"))
        if asked[word]
    }
    if asked["dia-ban"]:
        values["ref_area"] = _areas(asked["dia-ban"])
    rows, more = query.page(query.Slice(list(sources), values), MOST)
    found = finance_data.subjects(rows, sources, gazetteer())
    page = links.whole("page")
    return tk.render(
        "dtts/finance.html",
        {
            "subjects": found[(page - 1) * SIZE : page * SIZE],
            "paging": links.paging(len(found), page, SIZE, lambda number: links.here(page=number)),
            "cut": more is not None,
            "asked": asked,
            "demo": demo,
            "programmes": programmes,
            "money": money_words,
            "titles": {each.dataset: _title(each) for each in sources.values()},
            "provinces": gazetteer().in_force(today(), "province"),
        },
    )


def _title(origin: Origin) -> str:
    return origin.title_en if language.current() == "en" else origin.title


def _areas(asked: str) -> list[str]:
    """The ids of a place: an id is itself; a code of today is the unit and the former one that bore it."""
    if asked == "VN" or "@" in asked:
        return [asked]
    return [f"{asked}@since-2025-07", f"{asked}@pre-2025-07"]
