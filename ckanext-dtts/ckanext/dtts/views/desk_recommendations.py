"""Kiến nghị on the desk: what waits for an answer of one's agency, what it asked for, and what to publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.answering import mine, publishing
from ckanext.dtts.answering.lines import Line
from ckanext.dtts.answering.mine import Mine
from ckanext.dtts.errors import message_of
from ckanext.dtts.road import lookup
from ckanext.dtts.road import show as road_show
from ckanext.dtts.views import language, links
from ckanext.dtts.views.submit import ask_to_log_in
from dtts.vietnamese import sort_key

PAGE = 30
Page = str | Response | tuple[str, int]
STATES: Mapping[str, Callable[[Line], bool]] = {
    "": lambda line: line.is_open,
    "qua-han": lambda line: line.is_open and line.days_left < 0,
    "cho-xac-nhan": lambda line: line.stage == "reported",
    "da-xong": lambda line: not line.is_open,
    "tat-ca": lambda line: True,
}
"""Choices of the address, the open ones unless told."""

blueprint = Blueprint("dtts_desk_recommendations", __name__, url_prefix="/ban-lam-viec/kien-nghi")


@dataclass(frozen=True)
class Unpublished:
    """A dataset with steps that are not public yet; `under_way` are the submissions that carry some."""

    dataset: str
    title: Mapping[str, str]
    count: int
    under_way: Sequence[str]


@blueprint.get("")
def read() -> Page:
    """Both sides of what concerns the reader's agencies."""
    return ask_to_log_in() if tk.current_user.is_anonymous else show()


@blueprint.post("/cong-bo")
def publish() -> Page:
    """Send what was done about the recommendations of a dataset; its submissions say what becomes of it."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    try:
        asked = {"dataset": tk.request.form.get("dataset", "")}
        sent = tk.get_action("dtts_recommendation_publish")({}, asked)
    except tk.NotAuthorized:
        return show(tk._("Only the staff of the publishing agency can send tables to this dataset.")), 403
    except tk.ObjectNotFound:
        return tk.abort(404)
    except tk.ValidationError as wrong:
        return show(language.pick(message_of(wrong)["message"])), 422
    if len(sent) == 1:
        return redirect(tk.url_for("dtts_submission.read", submission_id=sent[0]["id"]), 303)
    return redirect(tk.url_for("dtts_submission.index" if sent else "dtts_desk_recommendations.read"), 303)


def show(wrong: str = "") -> str:
    """The page; `wrong` says why the last press did nothing."""
    found = mine.of(tk.current_user)
    args = tk.request.args
    side = "di" if args.get("ben") == "di" or (not args.get("ben") and not found.addressed) else "den"
    listed = found.asked if side == "di" else found.addressed
    state = args.get("tinh-trang", "")
    others = sorted({other_of(line, side) for line in listed}, key=sort_key)
    fitting = [line for line in listed if _fits(line, side, state if state in STATES else "")]
    page = links.whole("page")
    return tk.render(
        "dtts/desk_recommendations.html",
        {
            "side": side,
            "state": state if state in STATES else "",
            "others": others,
            "other": args.get("co-quan", ""),
            "lines": fitting[(page - 1) * PAGE : page * PAGE],
            "paging": links.paging(len(fitting), page, PAGE, lambda number: links.here(page=number)),
            "counts": {"den": len(found.to_do), "di": len([line for line in found.asked if line.is_open])},
            "mine": found,
            "overdue": sum(line.days_left < 0 for line in found.to_do),
            "unpublished": unpublished(found),
            "belongs": bool(found.addressed or found.asked or found.held),
            "wrong": wrong,
        },
    )


def unpublished(found: Mine) -> list[Unpublished]:
    """What may be published by a press, a dataset each."""
    told = []
    for name, count in found.unpublished.items():
        package = lookup.package(name)
        on_their_way = [str(each.id) for each in publishing.under_way(package.id)]
        told.append(Unpublished(name, road_show.titles(package), count, on_their_way))
    return told


def other_of(line: Line, side: str) -> str:
    """The agency on the other side, as the recommendation writes it."""
    return str(line.row["addressed_to" if side == "di" else "asked_by"])


def _fits(line: Line, side: str, state: str) -> bool:
    other: Any = tk.request.args.get("co-quan")
    return STATES[state](line) and (not other or other_of(line, side) == other)
