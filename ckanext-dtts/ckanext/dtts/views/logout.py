"""Signing out is a change, so it takes a POST; a link to it only asks.

CKAN signs out on GET: any page of any site could do it to a reader by an image's address. The POST
itself stays CKAN's.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

OWN = "own"
"""What assets/js/leaving.js sends along when it has emptied the device of the person's own things."""

blueprint = Blueprint("dtts_logout", __name__)


@blueprint.get("/user/_logout")
def ask() -> str | Response:
    """A page with the button that signs out."""
    if tk.current_user.is_anonymous:
        return tk.redirect_to("user.login")
    return tk.render("user/logout_first.html")


@blueprint.after_app_request
def clear_the_device(answer: Response) -> Response:
    """Whatever the browser stored for the person goes with them: visits not sent, pages that were kept.

    Where a script has taken away what was theirs, what others keep on the same device stays there.
    """
    leaves = tk.request.endpoint == "user.logout" and tk.request.method == "POST"
    if leaves and tk.request.form.get("cleared") != OWN:
        answer.headers["Clear-Site-Data"] = '"storage"'
    return answer
