"""Where a reader chooses the size of text, the contrast and how many bytes pages take."""

from __future__ import annotations

from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
from flask import Blueprint, make_response, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.web import display
from ckanext.dtts.web.headers import FRAMED

LONGEST = 2000

blueprint = Blueprint("dtts_display", __name__)


@blueprint.get("/hien-thi")
def read() -> str | Response:
    """Without a choice the page that explains them; else the choice goes into a cookie and the reader back.

    A plain form with GET, so that it needs no script and no token: nothing changes but the reader's browser.
    """
    back, before = own_address(tk.request.args.get("quay-lai", "")), of_reader()
    if not any(name in tk.request.args for name in display.PARTS):
        return tk.render("dtts/display.html", {"back": back})
    chosen = before.changed(tk.request.args)
    answer = make_response(redirect(back, 303))
    kept = {"secure": tk.request.is_secure, "httponly": True, "samesite": "Lax"}
    if chosen.cookie:
        answer.set_cookie(display.COOKIE, chosen.cookie, max_age=display.KEPT_S, **kept)
    else:
        answer.delete_cookie(display.COOKIE, **kept)
    return answer


def of_reader() -> display.Display:
    """What the reader of this request chose."""
    headers = tk.request.headers
    return display.read(headers.get("Cookie", ""), headers.get("Save-Data", ""))


def holds_pictures_back() -> bool:
    """Whether pictures and maps of this page are links; asked for by such a link, they are shown.

    What stands in the frame of another site is nothing but its picture, at most 15 kB, and one copy of it is
    kept for all: it is never held back.
    """
    framed = tk.request.path.startswith(FRAMED)
    return not framed and of_reader().light and "hinh" not in tk.request.args


def own_address(text: str) -> str:
    """An address of this portal from its root, else that of the first page: nobody is led elsewhere.

    Browsers take `//host`, `/\\host` and what holds control characters for other sites.
    """
    plain = len(text) <= LONGEST and not any(each <= " " or each in "\\\x7f" for each in text)
    if not plain or not text.startswith("/") or text.startswith("//") or urlsplit(text).netloc:
        return str(tk.url_for("dtts_home.read"))
    return text
