"""One recommendation on the desk: what was asked, what was done, and forms for who may do something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort, redirect
from flask import Response as FlaskResponse
from werkzeug.wrappers import Response

from ckanext.dtts.answering import documents, kept
from ckanext.dtts.errors import RefusedError, message_of
from ckanext.dtts.registers import today
from ckanext.dtts.road import blobs
from ckanext.dtts.uploads import rows, whole
from ckanext.dtts.views import language
from ckanext.dtts.views.submit import ask_to_log_in
from dtts.followup import SIDES

Page = str | Response | tuple[str, int]
WORDS = ("move", "response", "completed_on", "proof", "seen")

blueprint = Blueprint("dtts_desk_recommendation", __name__, url_prefix="/ban-lam-viec/kien-nghi")


@dataclass(frozen=True)
class Attached:
    """A file that came with a form which was not taken, so that it need not be chosen again."""

    id: str
    filename: str


@blueprint.get("/<uuid:table>/<code>")
def read(table: UUID, code: str) -> Page:
    """The recommendation, for the people of both agencies and the approvers above them."""
    return ask_to_log_in() if tk.current_user.is_anonymous else show(table, code)


@blueprint.post("/<uuid:table>/<code>")
def move(table: UUID, code: str) -> Page:
    """Take a step with its documents; what stands against it is said beside the words, which stay."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    shown(table, code)
    given = {name: tk.request.form.get(name, "").strip() for name in WORDS}
    if not acts(table, code):
        return show(table, code, given, tk._("This is not for you to do with this recommendation.")), 403
    attached: list[Attached] = []
    try:
        attached += _attached()
        asked = {"table": str(table), "recommendation": code, **given}
        asked["documents"] = [each.id for each in attached]
        action = "answer" if SIDES.get(given["move"]) == "addressed" else "decide"
        tk.get_action(f"dtts_recommendation_{action}")({}, asked)
    except RefusedError as wrong:
        return show(table, code, given, language.pick({"vi": wrong.vi, "en": wrong.en}), attached), 422
    except tk.NotAuthorized:
        return show(table, code, given, tk._("This is not for you to do with this recommendation.")), 403
    except tk.ValidationError as wrong:
        return _refused(table, code, given, attached, wrong)
    tk.h.flash_success(tk._("Kept, and the other agency is told."))
    return redirect(tk.url_for("dtts_desk_recommendation.read", table=table, code=code), 303)


@blueprint.get("/tep/<document_id>")
def document(document_id: str) -> Page:
    """A document, for saving, to whoever may see the recommendation."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    found = kept.document(document_id)
    if found is None:
        abort(404)
    file, follow_up = found
    shown(follow_up.table_id, follow_up.recommendation_id)
    stream = blobs.open_file(blobs.Blob(file.sha256, file.size))
    response: Response = FlaskResponse(stream, mimetype=file.media_type, direct_passthrough=True)
    response.content_length = file.size
    response.headers.set("Content-Disposition", "attachment", filename=file.filename)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


def shown(table: UUID, code: str) -> dict[str, Any]:
    """The recommendation; 404 when there is none, 403 for who may not see it here."""
    asked = {"table": str(table), "recommendation": code}
    try:
        found: dict[str, Any] = tk.get_action("dtts_recommendation_show")({}, asked)
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("There is no such recommendation in a table that is published."))
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Only the two agencies that it names, and those above, see it here."))
    return found


def acts(table: UUID, code: str) -> bool:
    """Whether the reader speaks for one of the two agencies here."""
    asked = {"table": str(table), "recommendation": code}
    return any(tk.h.check_access(f"dtts_recommendation_{kind}", asked) for kind in ("answer", "decide"))


def show(
    table: UUID,
    code: str,
    given: Mapping[str, str] | None = None,
    wrong: str = "",
    attached: list[Attached] | None = None,
) -> str:
    """The page; `given` are the words of a form that was not taken, `wrong` says why."""
    return tk.render(
        "dtts/desk_recommendation.html",
        {
            "one": shown(table, code),
            "given": given or {},
            "wrong": wrong,
            "attached": attached or [],
            "today": today().isoformat(),
            "most": documents.MOST,
        },
    )


def _attached() -> list[Attached]:
    """Files of the form, kept as uploads: those of before that are still wanted, and new ones."""
    me = str(tk.current_user.id)
    before = [rows.find(me, each) for each in tk.request.form.getlist("attached")]
    new = [each for each in tk.request.files.getlist("documents") if each.filename]
    came = [whole.take(me, str(each.filename), each.stream) for each in new]
    return [Attached(str(each.id), each.filename) for each in (*before, *came) if each is not None]


def _refused(
    table: UUID, code: str, given: Mapping[str, str], attached: list[Attached], wrong: tk.ValidationError
) -> Page:
    """The page with what is wrong; files are forgotten where they are what is wrong."""
    known = getattr(wrong, "dtts_refusal", None)
    if known is not None and known.field == "documents":
        for each in attached:
            upload = rows.find(str(tk.current_user.id), each.id)
            if upload is not None:
                rows.end(upload)
        attached = []
    said = language.pick(message_of(wrong)["message"]) if known else _first(wrong)
    status = 409 if known is not None and known.code == "state-changed" else 422
    return show(table, code, given, said, attached), status


def _first(wrong: tk.ValidationError) -> str:
    """The first thing that a form lacks."""
    if "response" in wrong.error_dict:
        return str(tk._("Write what was done, or why."))
    return language.pick(message_of(wrong)["message"])
