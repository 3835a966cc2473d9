"""Stopping the mails to staff from a mail itself: a signed link, a page that asks, a POST that does it.

The POST needs no session: it is what a mailbox sends for its own button (RFC 8058), and the signed word in
the address proves more than a session would.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, abort, make_response
from werkzeug.wrappers import Response

from ckanext.dtts.mail import links
from ckanext.dtts.notices import digest, settings

NONE = {"to_act": "none", "to_know": "none"}

blueprint = Blueprint("dtts_leaving", __name__)
csrf.exempt(blueprint)


@blueprint.get("/thong-bao/e-mail/thoi/<word>")
def ask(word: str) -> Response:
    """The question; nothing is changed by looking, since mail programs look by themselves."""
    _person(word)
    return _page("ask")


@blueprint.post("/thong-bao/e-mail/thoi/<word>")
def leave(word: str) -> Response:
    """No more mail to this person; their notices stay on the portal."""
    settings.change(_person(word), NONE)
    model.Session.commit()
    return _page("done")


def private(page: str, status: int = 200) -> Response:
    """A page whose address is a key: kept nowhere, told to nobody."""
    answer: Response = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _person(word: str) -> str:
    user = model.User.get(links.read(digest.LEAVE, word) or "")
    if user is None:
        abort(404, tk._("This link is not one of ours, or was cut off. Log in and choose at Notices."))
    return str(user.id)


def _page(stand: str) -> Response:
    return private(tk.render("dtts/leaving.html", {"stand": stand}))
