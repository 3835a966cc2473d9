"""“Tôi cũng cần”: one more who needs the data of a request, without an account and without being known.

A browser that has said so keeps a mark, the word 1 under the address of that request, the same for everybody;
it is set by the press of the button alone, so that pages stay the same for all and can be kept by proxies.
"""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import guard
from ckanext.dtts.feedback.requests import letters, show, supporting, telling
from ckanext.dtts.mail import links as mail_links
from ckanext.dtts.model import DataRequest, FeedbackAddress
from ckanext.dtts.model.columns import now
from ckanext.dtts.views import data_requests, reader_form
from ckanext.dtts.views.leaving import private

FORM = "support"
MARK = "dtts-toi-cung-can"
MARK_S = 365 * 24 * 3600

blueprint = Blueprint("dtts_data_request_support", __name__)
csrf.exempt(blueprint)


@blueprint.get("/yeu-cau-du-lieu/<int:number>/toi-cung-can")
def form(number: int) -> Response:
    """The button, what pressing it means, and a field for who wants to be told of the answer."""
    return _form(_open(number))


@blueprint.post("/yeu-cau-du-lieu/<int:number>/toi-cung-can")
def send(number: int) -> Response:
    """Count it once for this browser; an address is taken also when it was counted before."""
    request, given = _open(number), reader_form.given(tk.request.form, ("email",))
    try:
        address = reader_form.address_of(given["email"])
        identifier = guard.admit(FORM, tk.request.form)
    except RefusedError as wrong:
        return _form(request, given, wrong)
    if MARK not in tk.request.cookies:
        supporting.add(request, identifier)
    telling.ask_address(request, address)
    model.Session.commit()
    done = {"da-ghi": "thu" if address else 1}
    answer: Response = redirect(tk.url_for("dtts_data_requests.read", number=number, **done), 303)
    return _marked(answer, number)


@blueprint.get("/yeu-cau-du-lieu/xac-nhan/<word>")
def see(word: str) -> Response:
    """The question whether the address shall get the answer; looking changes nothing."""
    address = _address(word)
    if address is None:
        return private(tk.render("dtts/data_request_confirm.html", {"one": None}), 410)
    one = show.public_dict(model.Session.get_one(DataRequest, address.feedback_id))
    return private(tk.render("dtts/data_request_confirm.html", {"one": one, "done": bool(address.confirmed)}))


@blueprint.post("/yeu-cau-du-lieu/xac-nhan/<word>")
def confirm(word: str) -> Response:
    """The owner's yes."""
    address = _address(word)
    if address is not None:
        address.confirmed = address.confirmed or now()
        model.Session.commit()
    return see(word)


def _marked(answer: Response, number: int) -> Response:
    """With the mark, which the browser sends to this form alone, in either language."""
    for language in ("", "/en"):
        path = f"{language}/yeu-cau-du-lieu/{number}/"
        how = {"max_age": MARK_S, "secure": tk.request.is_secure, "httponly": True, "samesite": "Lax"}
        answer.set_cookie(MARK, "1", path=path, **how)
    return answer


def _open(number: int) -> DataRequest:
    """A public request that still waits for an answer."""
    request = data_requests.found(number)
    if request.state not in request.course.public & request.course.to_do:
        tk.abort(404, tk._("This request is not public, or it is answered already."))
    return request


def _address(word: str) -> FeedbackAddress | None:
    """The address that a link in a mail names; None when it is too old or the address is gone."""
    named = mail_links.read(letters.CONFIRM, word, letters.CONFIRM_S)
    return model.Session.get(FeedbackAddress, uuid.UUID(named), populate_existing=True) if named else None


def _form(
    request: DataRequest, given: dict[str, str] | None = None, wrong: RefusedError | None = None
) -> Response:
    values = {"one": show.public_dict(request), "counted": MARK in tk.request.cookies}
    return reader_form.page("dtts/data_request_support.html", FORM, values, given, wrong)
