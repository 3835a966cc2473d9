"""Gửi số liệu: the file first, then what it is and where it goes, proposed from the file and its sender.

Whatever is posted is kept in a draft before anything else is done with it, so that neither a fault of the
form nor a session that is over costs a word. The forms are exempt from Flask's own check for forgery because
that would answer with a page without the words; they ask for it themselves and give the words back.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.common import g
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, redirect
from flask_wtf.csrf import CSRFError  # type: ignore[import-untyped]
from werkzeug.wrappers import Response

from ckanext.dtts import drafts
from ckanext.dtts.errors import LaterError, RefusedError
from ckanext.dtts.model import Draft, Upload
from ckanext.dtts.sending import look, proposals
from ckanext.dtts.sending.send import send as hand_over
from ckanext.dtts.sending.send import sent_from
from ckanext.dtts.uploads import giving, rows, whole
from ckanext.dtts.views import language, send_page
from ckanext.dtts.views.submit import ask_to_log_in, said

blueprint = Blueprint("dtts_send", __name__)
csrf.exempt(blueprint)

Page = str | Response | tuple[str, int]
DOOR = ("dataset", "target", "schema")
"""What an address that leads here may say before there is a file."""


@blueprint.get("/gui")
def start() -> Page:
    """Choose a file, or go on with one that was begun."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    require_sender()
    return send_page.start({name: tk.request.args.get(name, "") for name in DOOR})


@blueprint.post("/gui")
def receive() -> Page:
    """Keep the file in a draft, look into it, and lead to what is proposed."""
    given = {name: tk.request.form.get(name, "") for name in DOOR}
    if tk.current_user.is_anonymous:
        return send_page.session_over({}), 403
    require_sender()
    if is_forged():
        return send_page.start(given, tk._("Your session had ended. Choose the file once more.")), 422
    try:
        upload = file_sent()
        draft = begun(upload, {name: text for name, text in given.items() if text})
    except RefusedError as wrong:
        return send_page.start(given, language.pick({"vi": wrong.vi, "en": wrong.en})), 422
    seen(draft)
    return redirect(tk.url_for("dtts_send.read", draft_id=draft.id), 303)


@blueprint.post("/gui/tep/<upload_id>")
def forget(upload_id: str) -> Page:
    """Remove what came of a file that is in no draft."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    upload = rows.find(me(), upload_id)
    if upload is not None and not is_forged():
        rows.end(upload)
    return redirect(tk.url_for("dtts_send.start", removed=1), 303)


@blueprint.get("/gui/<draft_id>")
def read(draft_id: str) -> Page:
    """What is proposed for the draft, to be changed, kept or sent."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    draft = drafts.find(me(), draft_id)
    return send_page.show(draft) if draft else gone(draft_id)


@blueprint.post("/gui/<draft_id>")
def answer(draft_id: str) -> Page:
    """Keep the words; then send, look again, remove, or no more than that."""
    words = send_page.words_of(tk.request.form)
    if tk.current_user.is_anonymous:
        return send_page.session_over(words), 403
    draft = drafts.find(me(), draft_id)
    if draft is None:
        return gone(draft_id)
    if is_forged():
        return send_page.show(
            draft, said=words, note=tk._("Your session had ended. Nothing was lost; press once more.")
        ), 422
    return DOINGS.get(tk.request.form.get("do", ""), save)(draft, words)


def save(draft: Draft, words: dict[str, str]) -> Page:
    """Keep the draft and stay on it; a script that keeps it on the way gets no page."""
    drafts.say(draft, words)
    if tk.request.accept_mimetypes.best == "application/json":
        return Response(status=204)
    return redirect(tk.url_for("dtts_send.read", draft_id=draft.id, saved=1), 303)


def look_again(draft: Draft, words: dict[str, str]) -> Page:
    """Propose anew for the table that was chosen."""
    seen(drafts.say(draft, words))
    return redirect(tk.url_for("dtts_send.read", draft_id=draft.id), 303)


def send(draft: Draft, words: dict[str, str]) -> Page:
    """Hand the draft to the road; what stands against it is said beside its field."""
    drafts.say(draft, words)
    screen = proposals.of(draft, tk.current_user)
    if was_not_shown(screen, words):
        seen(draft)
        return send_page.show(
            draft, note=tk._("Something else was chosen. Look at what follows from it, then send.")
        ), 422
    try:
        submission = hand_over(draft, screen, {**send_page.said_of(draft, screen), **words})
    except tk.ValidationError as wrong:
        return send_page.show(draft, said=words, errors=said(wrong)), 422
    except tk.NotAuthorized:
        told = tk._("Only the staff of the publishing agency can send tables to this dataset.")
        return send_page.show(draft, errors={"target": [told]}), 403
    return redirect(tk.url_for("dtts_submission.read", submission_id=submission["id"]), 303)


def was_not_shown(screen: proposals.Screen, words: dict[str, str]) -> bool:
    """Whether a choice was changed on the way, so that nobody has seen what follows from it."""
    if screen.is_new and "title" not in words:
        return True
    return bool(screen.target.value) and words.get("target") != screen.target.value


def remove(draft: Draft, _words: dict[str, str]) -> Page:
    """Remove the draft with its file."""
    drafts.remove(draft)
    return redirect(tk.url_for("dtts_send.start", removed=1), 303)


DOINGS = {"send": send, "save": save, "look": look_again, "remove": remove}


def file_sent() -> Upload:
    """The file that came with the form, or the one that came in pieces before it."""
    identifier = tk.request.form.get("upload_id", "")
    if identifier:
        return giving.whole(me(), identifier)
    upload = tk.request.files.get("upload")
    if not upload or not upload.filename:
        raise RefusedError("upload", "no-file", "Hãy chọn tệp cần gửi.", "Choose the file to send.")
    return whole.take(me(), upload.filename, upload.stream)


def begun(upload: Upload, given: dict[str, str]) -> Draft:
    """A new draft for the file, or the one whose file it replaces."""
    draft = drafts.find(me(), tk.request.form.get("draft", ""))
    if draft is None:
        return drafts.begin(me(), upload, given)
    return drafts.change_file(draft, upload)


def seen(draft: Draft) -> None:
    """Look into the file if there is a turn for it now; the page offers it again if not."""
    try:
        look.into(draft)
    except LaterError:
        tk.h.flash_notice(tk._("Many files are being looked at; what this one is was not looked up yet."))
    screen = proposals.of(draft, tk.current_user)
    drafts.remember(draft, screen.agency.value or None)


def gone(draft_id: str) -> Page:
    """A draft that was sent leads to its submission."""
    submission = sent_from(me(), draft_id)
    if not submission:
        tk.abort(404, tk._("This draft is no longer here: it was removed, or its time was over."))
    return redirect(tk.url_for("dtts_submission.read", submission_id=submission), 303)


def require_sender() -> None:
    """Only who sends for an agency has anything to do here."""
    if not tk.h.check_access("dtts_upload_create", {}):
        tk.abort(403, tk._("Only staff who send for an agency can do this. An administrator gives the role."))


def is_forged() -> bool:
    """Whether a session's form lacks the mark that it came from a page of ours, or the mark is too old."""
    if g.get("login_via_auth_header"):
        return False
    try:
        csrf.protect()
    except CSRFError:
        return True
    return False


def me() -> str:
    """Id of the person who asks."""
    return str(tk.current_user.id)
