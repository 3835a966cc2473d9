"""Có ích không: whether a dataset was useful, asked of everybody without account, session or script.

One browser answers once for a dataset and may change its answer. Answers count at once; words are public when
somebody of the agency has read them.
"""

from __future__ import annotations

from collections.abc import Mapping

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import guard, lookup, words
from ckanext.dtts.feedback.lapsing import GONE
from ckanext.dtts.feedback.ratings import browser, listing, show
from ckanext.dtts.feedback.ratings.taking import take
from ckanext.dtts.model import Rating
from ckanext.dtts.road import show as road_show
from ckanext.dtts.views import language, links, reader_form
from dtts.feedback.ratings import WITHDRAWN
from dtts.rating import LEAST, VERDICTS

FORM = "rating"
FIELDS = ("verdict", "text")
LONGEST = 1000
PAGE = 20

blueprint = Blueprint("dtts_ratings", __name__)
csrf.exempt(blueprint)


@blueprint.get("/huu-ich/<name>")
def form(name: str) -> Response:
    """The counts, the form, and the words of others; `y` of the query is the answer that was pressed."""
    package = _dataset(name)
    before, pressed = browser.answered(package), tk.request.args.get("y", "")
    given = {"verdict": before.verdict or "", "text": before.said.replace(GONE, "")} if before else {}
    return _page(package, {**given, **({"verdict": pressed} if pressed in VERDICTS else {})})


@blueprint.post("/huu-ich/<name>")
def send(name: str) -> Response:
    """Keep an answer, or the change of one; what was typed stays typed when it is not taken."""
    package, given = _dataset(name), reader_form.given(tk.request.form, FIELDS)
    try:
        _refuse(given)
        identifier = guard.admit(FORM, tk.request.form)
    except RefusedError as wrong:
        return _page(package, given, wrong)
    before = browser.answered(package)
    rating = take(before.id if before else identifier, package, given["verdict"], given["text"])
    model.Session.commit()
    answer: Response = redirect(tk.url_for("dtts_ratings.read", number=rating.number, moi=1), 303)
    browser.remember(answer, rating, tuple(f"{lead}/huu-ich/{package.name}" for lead in ("", "/en")))
    return answer


@blueprint.get("/nhan-xet/<int:number>")
def read(number: int) -> str | tuple[str, int]:
    """What became of one answer; 410 for one that was withdrawn."""
    try:
        rating = lookup.one(Rating, number)
    except tk.ObjectNotFound:
        abort(404, tk._("There is no answer of this number."))
    one = show.public_dict(rating)
    _dataset(one["dataset"] or "")
    page = tk.render(
        "dtts/rating.html", {"one": one, "fresh": "moi" in tk.request.args, "verdicts": VERDICTS}
    )
    return (page, 410) if rating.state == WITHDRAWN else page


def _refuse(given: Mapping[str, str]) -> None:
    if given["verdict"] not in VERDICTS:
        raise RefusedError("verdict", "verdict-missing", "Hãy chọn một câu trả lời.", "Choose an answer.")
    words.refuse_longer("text", given["text"], LONGEST)


def _page(package: model.Package, given: Mapping[str, str], wrong: RefusedError | None = None) -> Response:
    number = links.whole("page")
    found, total = listing.public(package.id, PAGE, (number - 1) * PAGE)
    values = {
        "pkg": package,
        "title": language.pick(road_show.titles(package)),
        "told": show.counts(listing.summary(package.id)),
        "least": LEAST,
        "verdicts": VERDICTS,
        "answered": browser.answered(package) is not None,
        "comments": [show.public_dict(each) for each in found],
        "paging": links.paging(total, number, PAGE, lambda each: links.here(page=each)),
        "longest": LONGEST,
    }
    return reader_form.page("dtts/rating_form.html", FORM, values, given, wrong)


def _dataset(name: str) -> model.Package:
    try:
        return lookup.public_dataset(name)
    except tk.ObjectNotFound:
        abort(404, tk._("There is no dataset at this address, or it is not public."))
