"""Bàn làm việc: what waits for the one who has logged in, what asks for a hand first."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, g
from werkzeug.wrappers import Response

from ckanext.dtts import drafts, rights
from ckanext.dtts.answering import mine as recommendations
from ckanext.dtts.desk import mine, owed, queue
from ckanext.dtts.feedback.ratings import listing as comments
from ckanext.dtts.feedback.reports import listing as reports
from ckanext.dtts.feedback.requests import listing as requests
from ckanext.dtts.feedback.reuses import listing as reuses
from ckanext.dtts.notices import listing
from ckanext.dtts.views import waiting
from ckanext.dtts.views.submit import ask_to_log_in

FIRST = 5
FEW = 3
COUNT = "dtts_to_do"

blueprint = Blueprint("dtts_desk", __name__)


@blueprint.get("/ban-lam-viec")
def read() -> str | Response:
    """The desk of the reader; where people land after they have logged in."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    own, sends = mine.of(tk.current_user.id), rights.sends_for(tk.current_user)
    return tk.render(
        "dtts/desk.html",
        {
            "sends": bool(sends),
            "drafts": drafts.of(tk.current_user),
            "owed": owed.by(sends)[:FIRST],
            "recommendations": recommendations.of(tk.current_user),
            "reports": reports.count_to_do(tk.current_user),
            "requests": requests.count_to_do(tk.current_user),
            "comments": comments.count_to_do(tk.current_user),
            "reuses": reuses.count_to_do(tk.current_user),
            "few": FIRST,
            "decide": _to_decide(),
            "back": [waiting.own(each) for each in own.back],
            "under_way": [waiting.own(each) for each in own.under_way],
            "scheduled": [waiting.own(each) for each in own.scheduled],
            "notices": listing.page(tk.current_user.id, limit=FEW, offset=0, unread=True),
        },
    )


def waiting_for(user: Any) -> int:
    """How much waits for a person, as the navigation says it: to decide on, and to correct.

    Asked once a page, on which the navigation stands twice.
    """
    if COUNT not in g:
        agencies = rights.approves_for(user)
        setattr(g, COUNT, (queue.count(agencies) if agencies else 0) + mine.count_back(user.id))
    return int(getattr(g, COUNT))


def _to_decide() -> dict[str, Any] | None:
    """The first that wait for a decision, and publications with a date; None for who decides nothing."""
    mine_to_say = rights.of(tk.current_user)
    if not mine_to_say.approves:
        return None
    agencies = sorted(mine_to_say.approves)
    first, more = queue.page(queue.Asked(agencies), FIRST)
    dated, _more = queue.page(queue.Asked(agencies, "scheduled"), FIRST)
    return {
        "count": queue.count(agencies) if more else len(first),
        "first": [waiting.to_decide(each, mine_to_say) for each in first],
        "scheduled": [waiting.to_decide(each, mine_to_say) for each in dated],
    }
