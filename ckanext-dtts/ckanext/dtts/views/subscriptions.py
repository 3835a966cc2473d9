"""Theo dõi: a form to follow something by e-mail, its confirmation, and what an address follows.

No page here needs an account or a session: the form can be used by anybody for any address, so it only makes
the portal ask that address, and the signed links in mails prove more than a session would. GET changes
nothing anywhere, since mail programs open links by themselves.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts import config
from ckanext.dtts.errors import LaterError
from ckanext.dtts.mail import address, links
from ckanext.dtts.subscriptions import asking, subjects
from ckanext.dtts.subscriptions.subjects import Subject
from ckanext.dtts.views import language
from ckanext.dtts.views.leaving import private
from ckanext.dtts.web import rate

blueprint = Blueprint("dtts_subscriptions", __name__)
csrf.exempt(blueprint)

FIELDS = {"bo-du-lieu": "dataset", "dia-ban": "place", "chi-tieu": "indicator"}
"""Names of subjects in forms and addresses, and what is kept of them."""
HOUR_S = 3600


@blueprint.get("/theo-doi")
def form() -> str:
    """The form for the subject in the query, or what can be followed."""
    return show(_asked(tk.request.args))


@blueprint.post("/theo-doi")
def ask() -> Response | str | tuple[str, int]:
    """Ask the owner of the address; the answer is the same whether it follows already or not."""
    subject = _asked(tk.request.form) or abort(404, tk._("There is nothing to follow at this address."))
    given = tk.request.form.get("email", "")
    clean = address.clean(given)
    if clean is None:
        return show(subject, given=given, wrong=tk._("Give an e-mail address such as ten@example.org.")), 422
    try:
        rate.admit("subscribe", config.subscribe_per_minute(), rate.REQUESTS)
    except LaterError as later:
        return show(subject, given=given, wrong=language.pick({"vi": later.vi, "en": later.en})), 429
    # Said to nobody: it would tell who asks that others asked before.
    if rate.count("subscribe-to", address.digest(clean), HOUR_S) <= config.subscribe_per_address():
        asking.ask(subject, clean)
    return redirect(tk.url_for("dtts_subscriptions.asked", **_query(subject)), 303)


@blueprint.get("/theo-doi/da-gui")
def asked() -> str:
    """What to do next."""
    return tk.render("dtts/subscribe_asked.html", {"subject": _asked(tk.request.args)})


@blueprint.get("/theo-doi/xac-nhan/<word>")
def see(word: str) -> Response:
    """The question whether the address shall get the news."""
    subscription = _to_confirm(word)
    subject = subjects.find(subscription.kind, subscription.subject) if subscription else None
    if subscription is None or subject is None:
        return private(tk.render("dtts/subscribe_confirm.html", {"stand": "gone"}), 410)
    stand = "done" if subscription.confirmed else "ask"
    return _confirmation(stand, subject, subscription)


@blueprint.post("/theo-doi/xac-nhan/<word>")
def confirm(word: str) -> Response:
    """The owner's yes."""
    subscription = _to_confirm(word)
    if subscription is not None:
        asking.confirm(subscription)
    return see(word)


@blueprint.get("/theo-doi/cua-toi/<word>")
def mine(word: str) -> Response:
    """What the address follows, each with a button to leave, and one for all."""
    return _held(_subscriber(word))


@blueprint.post("/theo-doi/cua-toi/<word>")
def leave(word: str) -> Response:
    """Leave one subject, or all: that is also what a mailbox's own button sends (RFC 8058)."""
    subscriber_id = _subscriber(word)
    wanted = tk.request.form.get("thoi")
    if wanted:
        known = {str(each.id) for each in asking.held(subscriber_id)}
        if wanted in known:
            asking.leave(subscriber_id, wanted)
    else:
        asking.leave(subscriber_id)
    return _held(subscriber_id, left=True)


def show(subject: Subject | None, *, given: str = "", wrong: str = "") -> str:
    """The form; what was typed stays typed."""
    asked_for = {"subject": subject, "given": given, "wrong": wrong}
    return tk.render("dtts/subscribe.html", {**asked_for, "mails": config.mails()})


def _asked(values: Any) -> Subject | None:
    """The subject that a form or a query names."""
    for field, kind in FIELDS.items():
        if values.get(field):
            return subjects.find(kind, values[field]) or abort(404, tk._("There is nothing to follow here."))
    return None


def _query(subject: Subject) -> dict[str, str]:
    return {field: subject.name for field, kind in FIELDS.items() if kind == subject.kind}


def _to_confirm(word: str) -> Any:
    """The subscription that a link in a mail names; None when it is too old or the subscription is gone."""
    named = links.read(asking.CONFIRM, word, asking.CONFIRM_S)
    return asking.waiting(named) if named else None


def _confirmation(stand: str, subject: Subject, subscription: Any) -> Response:
    manage = links.sign(asking.MANAGE, str(subscription.subscriber_id))
    values = {"stand": stand, "subject": subject, "manage": manage}
    return private(tk.render("dtts/subscribe_confirm.html", values))


def _subscriber(word: str) -> str:
    named = links.read(asking.MANAGE, word)
    return named or abort(404, tk._("This link is not one of ours, or was cut off."))


def _held(subscriber_id: str, *, left: bool = False) -> Response:
    pairs = [(each, subjects.find(each.kind, each.subject)) for each in asking.held(subscriber_id)]
    return private(tk.render("dtts/subscribe_mine.html", {"held": pairs, "left": left}))
