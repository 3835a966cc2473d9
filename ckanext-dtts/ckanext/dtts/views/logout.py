"""Signing out is a change, so it takes a POST; a link to it only asks.

CKAN signs out on GET: any page of any site could do it to a reader by an image's address. The POST
itself stays CKAN's.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("dtts_logout", __name__)


@blueprint.get("/user/_logout")
def ask() -> str | Response:
    """A page with the button that signs out."""
    if tk.current_user.is_anonymous:
        return tk.redirect_to("user.login")
    return tk.render("user/logout_first.html")


@blueprint.after_app_request
def clear_the_device(answer: Response) -> Response:
    """Whatever the browser stored for the person goes with them: visits not sent, pages that were kept."""
    if tk.request.endpoint == "user.logout" and tk.request.method == "POST":
        answer.headers["Clear-Site-Data"] = '"storage"'
    return answer
