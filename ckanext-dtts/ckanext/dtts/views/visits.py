"""Chuyến giám sát: the form of a visit for a phone, with and without a network, and what became of it.

Like the sending screen its POST asks for the mark of the form itself, so that no word is lost with a session.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, Response, abort, jsonify, make_response, redirect
from werkzeug.wrappers import Response as AnyResponse

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.jobs import wake
from ckanext.dtts.model import FieldVisit
from ckanext.dtts.registers import today
from ckanext.dtts.views import language, visit_page
from ckanext.dtts.views.send import is_forged, me, require_sender
from ckanext.dtts.views.submit import ask_to_log_in
from ckanext.dtts.visits import advance, choices, compose, kept
from dtts.visiting import PARTS, faults

blueprint = Blueprint("dtts_visits", __name__, url_prefix="/ban-lam-viec/chuyen-giam-sat")
csrf.exempt(blueprint)

Page = str | AnyResponse | tuple[str | AnyResponse, int]
POLICY = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
"""The only pages that may ask where they are, by a press."""


@blueprint.after_request
def may_ask_where(answer: Response) -> Response:
    """Lets a page of this blueprint ask for the position."""
    answer.headers["Permissions-Policy"] = POLICY
    return answer


@blueprint.get("")
def index() -> Page:
    """One's own visits: begun, under way, done."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    require_sender()
    return visit_page.listed(kept.of(me()))


@blueprint.get("/moi")
def new() -> Page:
    """An empty form; its id is made here, and by the device where there is a script."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    require_sender()
    return visit_page.form(str(uuid4()), {})


@blueprint.get("/vo")
def shell() -> str:
    """The form without anybody's data, which a browser keeps to open it without a network."""
    return visit_page.shell()


@blueprint.get("/du-lieu")
def known() -> AnyResponse:
    """What the form needs to know of its reader, for the time without a network; kept by no cache."""
    if tk.current_user.is_anonymous:
        return make_response(jsonify({"error": "session-over"}), 403)
    require_sender()
    answer = jsonify(visit_page.known())
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/moi")
def receive() -> Page:
    """Keep the words, then do what was asked; twice the same id is one visit."""
    words = visit_page.words_of(tk.request.form)
    key = kept.key_of(tk.request.form.get("visit", ""))
    if tk.current_user.is_anonymous:
        return refused(visit_page.session_over(words), "session-over", 403)
    require_sender()
    if key is None:
        abort(400, tk._("The form has lost the number of its visit. Open it anew."))
    if is_forged():
        note = tk._("Your session had ended. Nothing was lost; press once more.")
        return refused(visit_page.form(str(key), words, note=note), "session-over", 403)
    visit = kept.held(me(), key)
    if visit is None:
        abort(404, tk._("There is no visit at this address, or it belongs to somebody else."))
    return answered(visit, words)


def answered(visit: FieldVisit, words: dict[str, str]) -> Page:
    """What follows from a form of one's own."""
    if visit.state not in kept.OPEN:
        model.Session.commit()
        return sent(visit)  # the same visit once more: it was not known here that it had arrived
    kept.say(visit, words)
    wrong = photos_of(visit)
    doing = tk.request.form.get("do", "save")
    if doing == "remove":
        kept.remove(visit)
        return redirect(tk.url_for("dtts_visits.index"), 303)
    if wrong:
        return refused(visit_page.form(str(visit.id), words, errors=wrong), wrong, 422)
    if doing == "send":
        return send(visit, words)
    kind = doing.removeprefix("add-")
    more = {kind: 1} if kind in PARTS else {}
    return visit_page.form(str(visit.id), words, more=more, saved=not more)


def send(visit: FieldVisit, words: dict[str, str]) -> Page:
    """Begin its way, when nothing stands against it."""
    plan = choices.chosen(tk.current_user, words.get("plan", ""))
    package = model.Package.get(plan.dataset) if plan else None
    found = faults(words, today(), plan.period if plan else None)
    if not found and package is not None:
        found = compose.faults_of(visit, package)
    wrong = {name: language.pick(said) for name, said in found.items()}
    if plan is None:
        wrong["plan"] = tk._("Choose a plan, or one of your datasets for a visit outside of any plan.")
    if wrong:
        return refused(visit_page.form(str(visit.id), words, errors=wrong), wrong, 422)
    visit = kept.held(me(), visit.id) or visit
    if visit.state in kept.OPEN and package is not None:
        advance.send(visit, package.id)
        job = advance.put(package.id)
        model.Session.commit()
        wake.ring(job.id)
    model.Session.commit()
    return sent(visit)


@blueprint.get("/<visit_id>")
def read(visit_id: str) -> Page:
    """What became of a visit; one's own that is open as the form."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    visit = found(visit_id)
    mine = visit.owner_id == me()
    if mine and (visit.state == "draft" or (visit.state == "stopped" and "sua" in tk.request.args)):
        return visit_page.form(str(visit.id), visit.said)
    return visit_page.show(visit, mine=mine)


@blueprint.get("/<visit_id>/anh/<photo_id>")
def photo(visit_id: str, photo_id: str) -> AnyResponse:
    """A photo of a visit, for who may see the visit; it is public nowhere."""
    if tk.current_user.is_anonymous:
        abort(404)
    one = next((each for each in kept.photos(found(visit_id)) if str(each.id) == photo_id), None)
    if one is None:
        abort(404)
    answer = Response(one.content, content_type=one.media_type)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def found(visit_id: str) -> FieldVisit:
    """The visit, when the reader may see it."""
    visit = kept.seen_by(tk.current_user, visit_id)
    if visit is None:
        abort(404, tk._("There is no visit at this address, or it belongs to somebody else."))
    return visit


def photos_of(visit: FieldVisit) -> dict[str, str]:
    """Keep the photos that came with the form; what was refused, by the field of its site."""
    wrong: dict[str, str] = {}
    for name, files in tk.request.files.lists():
        number = name.removeprefix("site-").removesuffix("-photo")
        for file in files if number.isdigit() and name.endswith("-photo") else ():
            if not file.filename:
                continue
            try:
                kept.add_photo(visit, int(number), file.stream.read(kept.PHOTO_BYTES + 1))
            except RefusedError as refusal:
                wrong[name] = language.pick({"vi": refusal.vi, "en": refusal.en})
    return wrong


def sent(visit: FieldVisit) -> Page:
    """The answer to a visit that is on its way: the same however often it comes."""
    address = tk.url_for("dtts_visits.read", visit_id=str(visit.id))
    if wants_json():
        return jsonify({"id": str(visit.id), "state": visit.state, "address": address})
    return redirect(address, 303)


def refused(page: str, why: Any, status: int) -> Page:
    """The page with what stands against it, or for a script what it is, by field."""
    if wants_json():
        return jsonify({"errors": why} if isinstance(why, dict) else {"error": why}), status
    return page, status


def wants_json() -> bool:
    """Whether a script asks."""
    return bool(tk.request.accept_mimetypes.best == "application/json")
