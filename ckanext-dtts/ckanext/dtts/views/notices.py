"""Thông báo: what happened to what one sent, what waits for one's decision, and how often to be mailed."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort, g, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.model import PACES
from ckanext.dtts.notices import listing
from ckanext.dtts.views import links
from ckanext.dtts.views.submit import ask_to_log_in

PAGE = 30
COUNT = "dtts_unread"

blueprint = Blueprint("dtts_notices", __name__)


@blueprint.get("/thong-bao")
def index() -> str | Response:
    """One's own notices, those not read first."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    page = links.whole("page", most=1000)
    asked = {"limit": PAGE + 1, "offset": (page - 1) * PAGE}
    found = tk.get_action("dtts_notice_list")({}, asked)
    return tk.render(
        "dtts/notices.html",
        {
            "unread": found["unread"],
            "notices": found["notices"][:PAGE],
            "before": links.here(page=page - 1) if page > 1 else None,
            "after": links.here(page=page + 1) if len(found["notices"]) > PAGE else None,
        },
    )


@blueprint.post("/thong-bao")
def mark() -> Response:
    """Mark one notice as read, and lead to what it is about when that was asked; or mark all."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    wanted = tk.request.form.get("id", "")
    try:
        tk.get_action("dtts_notice_read")({}, {"id": wanted} if wanted else {})
    except tk.ObjectNotFound:
        abort(404, tk._("There is no such notice."))
    return redirect(tk.url_for("dtts_notices.index"), 303)


@blueprint.get("/thong-bao/e-mail")
def settings() -> str | Response:
    """How often one is mailed."""
    return ask_to_log_in() if tk.current_user.is_anonymous else show()


@blueprint.post("/thong-bao/e-mail")
def change() -> str | Response | tuple[str, int]:
    """Keep what was chosen."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    wanted = {name: tk.request.form.get(name, "") for name in ("to_act", "to_know")}
    try:
        tk.get_action("dtts_notice_setting_update")({}, wanted)
    except tk.ValidationError:
        return show(tk._("Choose how often for both.")), 422
    tk.h.flash_success(tk._("Kept. It holds from the next e-mail on."))
    return redirect(tk.url_for("dtts_notices.settings"), 303)


def unread() -> int:
    """How many notices the reader has not read; counted once a page, which names it twice."""
    if tk.current_user.is_anonymous:
        return 0
    if not hasattr(g, COUNT):
        setattr(g, COUNT, listing.unread(tk.current_user.id))
    return int(getattr(g, COUNT))


def show(wrong: str = "") -> str:
    """The form; `wrong` says why the last press did nothing."""
    held = tk.get_action("dtts_notice_setting_show")({}, {})
    more: dict[str, Any] = {"wrong": wrong, "paces": PACES, "address": tk.current_user.email}
    return tk.render("dtts/notice_settings.html", {"held": held, **more})
