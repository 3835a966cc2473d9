"""Yêu cầu dữ liệu: who misses data asks for them, and everybody sees what comes of it.

No account, session or script is needed. Before the form stands what the words find already. Nothing of a
request is public before somebody of an agency has read it; until then its page says only that it waits.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import guard, lookup
from ckanext.dtts.feedback.requests import areas, existing, listing, show, taking
from ckanext.dtts.feedback.requests.listing import Narrowed
from ckanext.dtts.model import DataRequest
from ckanext.dtts.views import language, links, reader_form
from dtts.feedback.requests import COURSE
from dtts.searching.understanding import LONGEST
from dtts.vietnamese import sort_key

FORM = "request"
FIELDS = ("text", "area", "places", "from", "to", "purpose", "email")
PAGE = 20

blueprint = Blueprint("dtts_data_requests", __name__)
csrf.exempt(blueprint)


@blueprint.get("/yeu-cau-du-lieu")
def index() -> str:
    """The public requests, narrowed by state, place, agency and words, with counts by state."""
    page, to = links.whole("page"), narrowed()
    found, total = listing.public(to, PAGE, (page - 1) * PAGE)
    states = listing.count_states(to)
    values = {
        "requests": show.public_dicts(found),
        "asked": to,
        "words": to.words,
        "states": [(name, COURSE.states[name], count) for name, count in states.items()],
        "all": sum(states.values()),
        "areas": _areas(listing.areas()),
        "paging": links.paging(total, page, PAGE, lambda number: links.here(page=number)),
    }
    return tk.render("dtts/data_request_list.html", values)


@blueprint.get("/yeu-cau-du-lieu/moi")
def form() -> Response:
    """First the words, then what they find already with the form below it."""
    words = tk.request.args.get("q", "").strip()[:LONGEST]
    return _form({"text": words, "area": tk.request.args.get("dia-ban", "")})


@blueprint.post("/yeu-cau-du-lieu/moi")
def send() -> Response:
    """Keep a request; what was typed stays typed when it is not taken."""
    given = reader_form.given(tk.request.form, FIELDS)
    try:
        address = reader_form.address_of(given["email"])
        years = (given["from"], given["to"])
        asked = taking.read(given["text"], given["area"], given["places"], years, given["purpose"], address)
        identifier = guard.admit(FORM, tk.request.form)
    except RefusedError as wrong:
        return _form(given, wrong)
    request = taking.take(identifier, asked)
    model.Session.commit()
    sent = tk.url_for("dtts_data_requests.read", number=request.number, moi="thu" if asked.address else 1)
    answer: Response = redirect(sent, 303)
    return answer


@blueprint.get("/yeu-cau-du-lieu/<int:number>")
def read(number: int) -> str:
    """What became of one request."""
    one = show.public_dict(found(number))
    return tk.render("dtts/data_request.html", {"one": one, "fresh": tk.request.args.get("moi", "")})


def found(number: int) -> DataRequest:
    """The request of that number; a page that is not there otherwise."""
    try:
        return lookup.one(DataRequest, number)
    except tk.ObjectNotFound:
        abort(404, tk._("There is no request of this number."))


def narrowed() -> Narrowed:
    """What the query narrows the list to; what names nothing narrows nothing."""
    asked = tk.request.args
    agency = model.Group.get(asked["co-quan"]) if asked.get("co-quan") else None
    state = asked.get("tinh-trang", "")
    return Narrowed(
        state=state if state in COURSE.public else "",
        area_id=asked.get("dia-ban", "").strip(),
        agency_id=agency.id if agency else "",
        words=asked.get("q", "").strip()[:LONGEST],
    )


def _form(given: dict[str, str], wrong: RefusedError | None = None) -> Response:
    values: dict[str, Any] = {
        "existing": existing.find(given["text"]) if given["text"] else None,
        "areas": _areas(areas.choices()),
        "longest": taking.LONGEST,
        "longest_places": taking.LONGEST_PLACES,
    }
    return reader_form.page("dtts/data_request_form.html", FORM, values, given, wrong)


def _areas(ids: Any) -> list[tuple[str, str]]:
    """Places by their names in the reader's language, the whole country first."""
    named = [(each, language.pick(areas.name(each))) for each in ids]
    return sorted(named, key=lambda pair: (pair[0] != "VN", sort_key(pair[1])))
