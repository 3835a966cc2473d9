"""A form that comes back says at the field itself what is wrong, also to who hears the page (WCAG 3.3.1, 1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup, Tag
from ckan.tests.helpers import CKANTestApp

FORMS = [
    ("/theo-doi?bo-du-lieu=diem-ho-tro", {"email": "khong phai dia chi"}, "email", "ten@example.org"),
    ("/en/theo-doi?bo-du-lieu=diem-ho-tro", {"email": ""}, "email", "ten@example.org"),
    ("/bao-sai?bo-du-lieu=diem-ho-tro", {"text": " "}, "text", "Hãy viết điều bạn thấy sai."),
    ("/kiem-tra", {}, "file", "Hãy chọn tệp"),
]
"""Where a form is, what somebody writes, the field that is wrong, and words of what is said."""


@pytest.fixture
def no_haste() -> Iterator[None]:
    """Forms may come at once."""
    before = tk.config["dtts.feedback.least_s"]
    tk.config["dtts.feedback.least_s"] = 0
    yield
    tk.config["dtts.feedback.least_s"] = before


@pytest.mark.parametrize(
    ("path", "written", "field", "words"), FORMS, ids=["follow", "follow-en", "report", "check"]
)
def test_what_is_wrong_is_tied_to_its_field_and_announced(
    site: CKANTestApp,
    facility: dict[str, str],
    no_haste: None,
    path: str,
    written: dict[str, str],
    field: str,
    words: str,
) -> None:
    asked = BeautifulSoup(site.get(path).text, "html.parser")
    assert asked.select("[aria-invalid]") == []
    form = asked.select_one("main form[method=post]")
    assert isinstance(form, Tag)
    hidden = {str(each["name"]): str(each.get("value", "")) for each in form.select("input[type=hidden]")}
    answer = site.post(str(form["action"]), data={**hidden, **written}, status=422)
    page = BeautifulSoup(answer.text, "html.parser")
    (wrong,) = page.select("[aria-invalid=true]")
    assert wrong["id"] == field
    assert page.select_one(f"label[for={field}]")
    said = [page.find(id=each) for each in str(wrong["aria-describedby"]).split()]
    assert any(words in each.get_text() for each in said if isinstance(each, Tag))
    assert None not in said
    assert any(words in alert.get_text() for alert in page.select("main [role=alert]"))
