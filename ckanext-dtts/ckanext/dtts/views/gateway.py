"""Gửi trục: for the keepers, what went to the gateway and what it did not take."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.jobs import queue, wake
from ckanext.dtts.pushing import queueing, shown
from ckanext.dtts.views.harvest import keeps, turn_away

blueprint = Blueprint("dtts_gateway", __name__)

# Beside the sources, none of whose names begins with a dash.
PATH = "/thu-thap/-/gui"


@blueprint.get(PATH)
def read() -> str | Response:
    """How many versions and withdrawals were taken, and what waits or was refused."""
    if not keeps():
        return turn_away()
    return tk.render(
        "dtts/gateway.html", {"standing": shown.standing(), "is_set": queueing.is_set(), "most": shown.MOST}
    )


@blueprint.post(PATH)
def again() -> Response:
    """Send again what failed for good, under the same key."""
    if not keeps():
        return turn_away()
    identifier = tk.request.form.get("id", type=uuid.UUID)
    job = shown.find(identifier) if identifier else None
    if job is None:
        return tk.abort(404, tk._("There is no such sending."))
    if queue.retry(job.id):
        model.Session.commit()
        wake.ring(job.id)
        tk.h.flash_success(tk._("It is sent again."))
    else:
        tk.h.flash_error(tk._("It has not failed: nothing is to be sent again."))
    return redirect(tk.url_for("dtts_gateway.read"), 303)
