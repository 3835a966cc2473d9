"""The page on which a person decides: what the table says now, what it would say, and the forms.

Every form names what its reader has seen. Where that is no longer how things stand, nothing is done and
the page says what is new; a second press of the same button leads to what the first one did.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.desk import clock, reasons
from ckanext.dtts.errors import RefusedError, message_of
from ckanext.dtts.model.columns import now
from ckanext.dtts.views import deciding, decision_page, language
from ckanext.dtts.views.submit import ask_to_log_in
from ckanext.dtts.visits.kept import key_of

Page = str | Response | tuple[str, int]

blueprint = Blueprint("dtts_decide", __name__, url_prefix="/duyet")


@blueprint.get("/<submission_id>")
def read(submission_id: str) -> Page:
    """What is decided on, to those who may see it."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    return decision_page.show(decision_page.known(submission_id))


@blueprint.post("/<submission_id>/cong-bo")
def approve(submission_id: str) -> Page:
    """Publish at once, or at the day and time given."""

    def perform(form: Mapping[str, str]) -> None:
        at, note = _moment(form), form.get("note", "").strip()
        asked = {"id": submission_id, **({"note": note} if note else {})}
        asked |= {"publish_at": at.isoformat()} if at else {}
        asked |= {"whole_visit": "true"} if "whole_visit" in form else {}
        tk.get_action("dtts_submission_approve")({}, asked)

    return _decided(submission_id, "approved", perform)


@blueprint.post("/<submission_id>/tra-lai")
def send_back(submission_id: str) -> Page:
    """Send back with a reason, also on cells; `more` only asks for more lines."""
    if "more" in tk.request.form and not tk.current_user.is_anonymous:
        return decision_page.show(decision_page.known(submission_id))

    def perform(form: Mapping[str, str]) -> None:
        cells = reasons.to_dicts(reasons.read(decision_page.typed_lines()))
        reason = form.get("reason", "").strip()
        tk.get_action("dtts_submission_reject")({}, {"id": submission_id, "reason": reason, "cells": cells})

    return _decided(submission_id, "rejected", perform)


@blueprint.post("/<submission_id>/hen-lai")
def date_again(submission_id: str) -> Page:
    """Give an approved publication another date, or publish it now."""

    def perform(form: Mapping[str, str]) -> None:
        at = _moment(form)
        asked = {"id": submission_id, **({"publish_at": at.isoformat()} if at else {})}
        tk.get_action("dtts_publication_reschedule")({}, asked)

    return _decided(submission_id, "re-dated", perform)


@blueprint.post("/<submission_id>/bo-hen")
def call_off(submission_id: str) -> Page:
    """Take the approval back before the date: the table waits again."""

    def perform(form: Mapping[str, str]) -> None:
        reason = form.get("reason", "").strip()
        tk.get_action("dtts_publication_call_off")({}, {"id": submission_id, "reason": reason})

    return _decided(submission_id, "called-off", perform)


@blueprint.post("/<submission_id>/hoan-tac")
def undo(submission_id: str) -> Page:
    """Take a publication back: readers get the version before again."""

    def perform(form: Mapping[str, str]) -> None:
        reason = form.get("reason", "").strip()
        tk.get_action("dtts_publication_undo")({}, {"id": submission_id, "reason": reason})

    return _decided(submission_id, "undone", perform)


@blueprint.post("/<submission_id>/rut")
def withdraw(submission_id: str) -> Page:
    """Take a version from the public for good; its address keeps the reason."""

    def perform(form: Mapping[str, str]) -> None:
        reason = form.get("reason", "").strip()
        tk.get_action("dtts_submission_withdraw")({}, {"id": submission_id, "reason": reason})

    return _decided(submission_id, "withdrawn", perform)


def _decided(submission_id: str, kind: str, perform: deciding.Perform) -> Page:
    """Do it when things stand as they were shown; what came of it is a page of its own."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    shown = decision_page.known(submission_id)
    try:
        stale = deciding.do(shown.id, kind, perform)
    except RefusedError as wrong:
        return decision_page.show(shown, language.pick({"vi": wrong.vi, "en": wrong.en})), 422
    except tk.NotAuthorized:
        return decision_page.show(shown, tk._("You do not decide on this table.")), 403
    except tk.ValidationError as wrong:
        return decision_page.show(shown, language.pick(message_of(wrong)["message"])), 422
    if stale:
        return decision_page.show(decision_page.known(submission_id), stale), 409
    visit = key_of(tk.request.form.get("visit", ""))
    here = tk.url_for("dtts_decide.read", submission_id=submission_id)
    return redirect(tk.url_for("dtts_visits.read", visit_id=str(visit)) if visit else here, 303)


def _moment(form: Mapping[str, str]) -> datetime | None:
    """When to publish; None for at once."""
    if form.get("when") != "date":
        return None
    return clock.read(form.get("day", ""), form.get("time", ""), now())
