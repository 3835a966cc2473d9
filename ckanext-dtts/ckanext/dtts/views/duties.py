"""Danh mục dữ liệu mở phải công bố: the percentage, how every entry stands, and an entry with its periods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort
from werkzeug.wrappers import Response

from ckanext.dtts import registers
from ckanext.dtts.duties import catalogue, show
from ckanext.dtts.duties.catalogue import Catalogue
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.views import answers, duty_choice, duty_desk, language, links
from dtts.duties import HOW, Share
from dtts.duties.sheet import COLUMNS

blueprint = Blueprint("dtts_duties", __name__)

PAGE = 50
PERIODS = 40
PATH = "/danh-muc-du-lieu-mo"


@blueprint.get(PATH, strict_slashes=False)
def index() -> str:
    """How much of what is due is published and up to date; by agency, by place, and entry by entry."""
    found = of_day()
    choice = duty_choice.read(found)
    chosen = [one for one in found.standings if choice.takes(one)]
    page = links.whole("page", most=1000)
    return tk.render(
        "dtts/duties.html",
        {
            "catalogue": found,
            "today": found.on == registers.today(),
            "how": HOW,
            "agencies": ranked(found, found.by_agency(), found.agency),
            "provinces": ranked(found, found.by_province(), catalogue.place),
            "choice": choice,
            "chosen": chosen[(page - 1) * PAGE : page * PAGE],
            "paging": links.paging(len(chosen), page, PAGE, lambda number: links.here(page=number)),
            "writes": duty_desk.writes(),
            "demo": any(one.entry.demo for one in found.standings),
        },
    )


@blueprint.get(f"{PATH}.csv")
def table() -> Response:
    """All entries on the day, or those that are chosen, with all that the percentage is made of."""
    found = of_day()
    choice = duty_choice.read(found)
    rows = found.rows([one for one in found.standings if choice.takes(one)])
    return answers.as_sheet(rows, COLUMNS, f"danh-muc-du-lieu-mo-{found.on}.csv")


@blueprint.get(f"{PATH}/<code>")
def read(code: str) -> str:
    """One entry: how it stands, its periods with the versions that fulfilled them, and its changes."""
    found = of_day()
    pair = show.standing_of(found, code)
    if pair is None:
        abort(404, tk._("The catalogue has no entry of this code."))
    held, standing = pair
    return tk.render(
        "dtts/duty.html",
        {
            "catalogue": found,
            "today": found.on == registers.today(),
            "one": standing,
            "periods": show.periods(found, held, PERIODS),
            "changes": show.changes(held.id),
            "province": found.province(standing),
            "links": duty_desk.links(code),
        },
    )


def of_day() -> Catalogue:
    """The catalogue on the day that the query names, today otherwise; 404 for one that nobody can know."""
    text = tk.request.args.get("ngay", "").strip()
    try:
        day = date.fromisoformat(text) if text else registers.today()
        return catalogue.on(catalogue.need_day(day))
    except RefusedError as refused:
        abort(404, language.pick({"vi": refused.vi, "en": refused.en}))
    except ValueError:
        abort(404, tk._("A day is written YYYY-MM-DD."))


def ranked(found: Catalogue, shares: dict[str, Share], named: Any) -> Sequence[tuple[str, Any, Share]]:
    """Groups with their names, those with something due first, the least fresh among them on top."""
    listed = [(key, named(key), share) for key, share in shares.items()]
    return sorted(listed, key=lambda each: (each[2].due == 0, each[2].tenths or 0, each[1]["vi"]))
