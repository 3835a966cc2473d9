"""Stop: a sender takes back what is on its way, and the check or the load that runs is ended."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.errors import message_of
from ckanext.dtts.views import language, submission
from ckanext.dtts.views.submit import ask_to_log_in

blueprint = Blueprint("dtts_cancel", __name__)

WHY = "Người gửi dừng lại. / The sender stopped it."


@blueprint.post("/submission/<submission_id>/dung")
def stop(submission_id: str) -> str | Response | tuple[str, int]:
    """Withdraw a submission that is not public, with the sender's words or a plain sentence as the reason."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    shown = submission.known(submission_id)
    reason = tk.request.form.get("reason", "").strip() or WHY
    try:
        tk.get_action("dtts_submission_withdraw")({}, {"id": submission_id, "reason": reason})
    except tk.NotAuthorized:
        tk.abort(403, tk._("Only its sender and the approvers of its agency can stop it."))
    except tk.ValidationError as wrong:
        told = language.pick(message_of(wrong)["message"])
        return submission.show(submission.known(submission_id), told), 422
    return redirect(tk.url_for("dtts_submission.read", submission_id=shown["id"]), 303)
