"""How one browser answers once for a dataset: a cookie of the form alone, with nothing but that answer's id.

It is set when an answer is sent, goes to the form of that dataset and to no other page, and is another for
every dataset: nobody can tell by it that two answers came from one browser.
"""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
from ckan import model
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from ckanext.dtts.model import Rating
from dtts.feedback.ratings import WITHDRAWN

COOKIE = "dtts_rating"
KEPT_S = 365 * 24 * 3600


def answered(package: model.Package) -> Rating | None:
    """This browser's answer for a dataset, unless a moderator withdrew it."""
    try:
        identifier = uuid.UUID(str(_signed().loads(tk.request.cookies.get(COOKIE, ""))))
    except (BadData, ValueError):
        return None
    found: Rating | None = model.Session.get(Rating, identifier)
    is_its = found is not None and found.package_id == package.id and found.state != WITHDRAWN
    return found if is_its else None


def remember(answer: Response, rating: Rating, paths: tuple[str, ...]) -> None:
    """Let this browser find its answer again at the form of the dataset, which has these addresses."""
    for path in paths:
        answer.set_cookie(
            COOKIE,
            str(_signed().dumps(str(rating.id))),
            max_age=KEPT_S,
            path=path,
            secure=tk.request.is_secure,
            httponly=True,
            samesite="Lax",
        )


def _signed() -> URLSafeSerializer:
    return URLSafeSerializer(tk.config["SECRET_KEY"], salt="dtts-rating")
