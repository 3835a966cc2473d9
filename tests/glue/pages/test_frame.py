"""The frame of every page: nothing of CKAN's for anonymous readers, both languages by address."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from werkzeug.exceptions import default_exceptions

from glue.pages.conftest import Read
from glue.scripts import needed

OWN = ["/", "/dataset/", "/organization/", "/about", "/developers", "/accessibility", "/dieu-khoan"]


@pytest.mark.parametrize("path", [*OWN, "/user/login", "/user/reset"])
def test_an_anonymous_page_has_our_style_sheet_and_needs_no_script(path: str, read: Read) -> None:
    page = read(path)
    sheets = [link["href"] for link in page.find_all("link", rel="stylesheet")]
    assert len(sheets) == 1
    assert sheets[0].startswith("/dtts-assets/site.")
    assert needed(str(page)) == []
    assert page.find_all(style=True) == []


@pytest.mark.parametrize("path", [*OWN, "/khong-co-trang-nay"])
def test_an_anonymous_page_sets_no_cookie(path: str, web: CKANTestApp) -> None:
    answer = web.flask_app.test_client(use_cookies=False).get(path)
    assert "Set-Cookie" not in answer.headers


def test_a_form_of_ckan_keeps_its_scripts_for_staff(read: Read) -> None:
    page = read("/register/new", role="sender")
    scripts = [script.get("src", "") for script in page.find_all("script")]
    assert any("/webassets/base/" in script for script in scripts)
    assert page.find("link", href=lambda href: href.startswith("/dtts-assets/staff.")) is not None


def test_our_pages_need_no_script_for_staff_either(read: Read) -> None:
    assert needed(str(read("/dataset/", role="sender"))) == []


@pytest.mark.parametrize("path", OWN)
def test_a_page_exists_in_both_languages_and_each_names_the_other(path: str, read: Read) -> None:
    vietnamese, english = read(path), read(f"/en{path}")
    assert (vietnamese.html["lang"], english.html["lang"]) == ("vi", "en")
    assert vietnamese.h1.get_text() != english.h1.get_text()
    for page in (vietnamese, english):
        links = {link["hreflang"]: link["href"] for link in page.find_all("link", hreflang=True)}
        assert links["vi"].endswith(path)
        assert links["en"].endswith(f"/en{path}")
    assert english.find("a", hreflang="vi")["href"] == path
    assert vietnamese.find("a", hreflang="en")["href"] == f"/en{path}"


@pytest.mark.parametrize(
    ("asked", "given"),
    [("/vi/about", "/about"), ("/vi/dataset/?q=xã&sort=title", "/dataset/?q=xã&sort=title"), ("/vi", "/")],
)
def test_vietnamese_has_one_address_without_prefix(asked: str, given: str, web: CKANTestApp) -> None:
    answer = web.get(asked, follow_redirects=False)
    assert answer.status_code == 301
    assert unquoted(answer.headers["Location"]).endswith(given)


def test_an_error_speaks_the_readers_language(read: Read) -> None:
    assert "Không có gì ở địa chỉ này" in read("/khong-co", status=404).h1.get_text()
    assert "There is nothing at this address" in read("/en/khong-co", status=404).h1.get_text()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ([500], "Phía cổng có trục trặc"),
        (503, "Một phần của cổng chưa trả lời"),
        (403, "Bạn chưa mở được trang này"),
    ],
)
def test_every_error_has_its_number_and_a_next_step(code: Any, words: str) -> None:
    number = code[0] if isinstance(code, list) else code
    standard = default_exceptions[number].description
    given = {"code": code, "content": standard, "name": "", "show_login_redirect_link": False}
    text = tk.render("error_document_template.html", given)
    assert words in text
    assert f"Số lỗi: {number}" in text
    assert "Về trang đầu" in text
    assert str(standard) not in text


def test_a_style_sheet_is_kept_for_a_year_under_its_hash(read: Read, web: CKANTestApp) -> None:
    address = read("/").find("link", rel="stylesheet")["href"]
    answer = web.get(address)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(answer.body) < 30_000


def test_a_style_sheet_of_an_older_page_is_asked_for_again(web: CKANTestApp) -> None:
    assert web.get("/dtts-assets/site.000000000000.css").headers["Cache-Control"] == "no-cache"


def test_only_our_assets_are_served(web: CKANTestApp) -> None:
    web.get("/dtts-assets/tokens.000000000000.css", status=404)


@pytest.mark.parametrize("path", ["/user/_logout"])
def test_logging_out_is_a_button_not_a_link(path: str, read: Read) -> None:
    page = read("/", role="sender")
    assert page.find("form", action=path)["method"] == "post"
    assert page.find("a", href=path) is None


def unquoted(address: Any) -> str:
    """An address as people read it."""
    return unquote(str(address))


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("/dia-ban/ba-to", "/dia-ban/21484@since-2025-07"),
        ("/chi-tieu/GSO_POVERTY", "/chi-tieu/GSO_POVERTY_RATE"),
        ("/chuong-trinh/mtqg-1719/DA05", "/chuong-trinh/mtqg-1719-2021-2025/DA05"),
        ("/chuong-trinh/mtqg-1719-2021", "/chuong-trinh/mtqg-1719-2021-2025"),
    ],
)
def test_a_page_that_is_not_there_offers_what_its_address_comes_near_to(
    path: str, offered: str, read: Read
) -> None:
    links = [link["href"] for link in read(path, status=404).select("main ul a")]
    assert offered in links
    assert f"/en{offered}" in [link["href"] for link in read(f"/en{path}", status=404).select("main ul a")]


@pytest.mark.parametrize(
    "path",
    ["/dataset/khong-co", "/dia-ban/khong-co", "/organization/khong-co", "/kiem-tra/khong-co"],
)
def test_a_page_that_is_not_there_says_so_once_and_leaves_no_cookie(path: str, web: CKANTestApp) -> None:
    answer = web.flask_app.test_client(use_cookies=False).get(path)
    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers
    main = BeautifulSoup(answer.text, "html.parser").main
    own = [text for text in main.stripped_strings if len(text) > 30]
    assert len(own) == len(set(own))
