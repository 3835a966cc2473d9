"""From the report of a submission to the next one: corrected or answered with one press."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from ckanext.dtts.checking.correct import XLSX, name_of_copy
from ckanext.dtts.errors import RefusedError, message_of, refusal, translated
from ckanext.dtts.road import again, lookup
from ckanext.dtts.views import language, reading, submission
from ckanext.dtts.views.said import answers_said
from ckanext.dtts.views.submit import ask_to_log_in

blueprint = Blueprint("dtts_again", __name__)

# What was said before and is not said again is taken back.
UNSAID: dict[str, Any] = dict.fromkeys(("sheet", "table", "mapping"))

Page = str | AnyResponse | tuple[str, int]


@blueprint.post("/submission/<submission_id>/sua")
def correct(submission_id: str) -> Page:
    """Send the corrected copy; the submission itself stays as it is."""
    groups = tk.request.form.getlist("fix")
    return _next(submission_id, "dtts_submission_correct", {"groups": groups})


@blueprint.post("/submission/<submission_id>/tra-loi")
def answer(submission_id: str) -> Page:
    """Send the same file with answers to the questions of its report."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    before = submission.known(submission_id)["answers"]
    try:
        with translated():
            answers = answers_said(tk.request.form, before)
    except tk.ValidationError as wrong:
        return _refused(submission_id, wrong)
    return _next(submission_id, "dtts_submission_answer", {"answers": answers})


@blueprint.get("/submission/<submission_id>/cach-doc")
def propose(submission_id: str) -> Page:
    """How the sheet may be read, to be confirmed."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    submission.known(submission_id)
    try:
        return _proposal(submission_id)
    except RefusedError as wrong:
        return _refused(submission_id, refusal(wrong))


@blueprint.post("/submission/<submission_id>/cach-doc")
def confirm(submission_id: str) -> Page:
    """Send the same file to be read as it was confirmed."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    submission.known(submission_id)
    try:
        with again.source(lookup.submission(submission_id)) as source:
            answers = reading.confirmed(source).to_dict()
    except RefusedError as wrong:
        return _proposal(submission_id, language.pick({"vi": wrong.vi, "en": wrong.en})), 422
    return _next(submission_id, "dtts_submission_answer", {"answers": UNSAID | answers})


@blueprint.post("/submission/<submission_id>/tep")
def workbook(submission_id: str) -> Page:
    """The file as a workbook in which its faults are marked."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    shown = submission.known(submission_id)
    try:
        with translated():
            content = again.marked(lookup.submission(submission_id))
    except tk.ValidationError as wrong:
        return _refused(submission_id, wrong)
    response = Response(content, content_type=XLSX)
    name = name_of_copy(shown["filename"], "danh-dau")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _proposal(submission_id: str, wrong: str = "") -> str:
    back = tk.url_for("dtts_submission.read", submission_id=submission_id)
    with again.source(lookup.submission(submission_id)) as source:
        return reading.show(source, wrong, back=back, action=f"{back}/cach-doc", token=True, keeps=True)


def _next(submission_id: str, action: str, asked: dict[str, Any]) -> Page:
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    submission.known(submission_id)
    try:
        made = tk.get_action(action)({}, {"id": submission_id, **asked})
    except tk.NotAuthorized:
        tk.abort(403, tk._("Only the staff of the publishing agency can send tables to this dataset."))
    except tk.ValidationError as wrong:
        return _refused(submission_id, wrong)
    return redirect(tk.url_for("dtts_submission.read", submission_id=made["id"]), 303)


def _refused(submission_id: str, wrong: tk.ValidationError) -> tuple[str, int]:
    told = language.pick(message_of(wrong)["message"])
    return submission.show(submission.known(submission_id), told), 422
