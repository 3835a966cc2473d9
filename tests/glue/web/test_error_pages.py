"""Pages of errors are pages of ours in both languages: what happened, what to do, and no copy kept by anybody."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from flask import abort

from glue.scripts import needed

SAID = [
    (403, "", "vi", "Bạn chưa mở được trang này"),
    (403, "/en", "en", "This page is not open to you"),
    (500, "", "vi", "Phía cổng có trục trặc"),
    (500, "/en", "en", "Something went wrong on our side"),
]


@pytest.mark.parametrize(("status", "prefix", "lang", "heading"), SAID)
def test_an_error_is_told_in_the_language_of_the_address_on_a_page_of_ours(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch, status: int, prefix: str, lang: str, heading: str
) -> None:
    def fails() -> Any:
        abort(status)

    monkeypatch.setitem(site.flask_app.view_functions, "dtts_about.about", fails)
    answer = site.get(f"{prefix}/about", status=status)
    page = BeautifulSoup(answer.text, "html.parser")
    assert (page.html["lang"], page.h1.text.strip()) == (lang, heading)  # type: ignore[index,union-attr]
    assert page.select_one("link[rel=stylesheet][href*='/site.']")
    assert page.select_one("main form[role=search]")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]
    assert needed(answer.text) == []
    assert answer.headers["Cache-Control"] == "private, no-cache"
