"""Size of text, contrast and few bytes: chosen without script, kept by the browser, shared by no cache."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.views.display import own_address
from ckanext.dtts.web import display
from ckanext.dtts.web.display import Display, read


@pytest.mark.parametrize(
    ("cookies", "classes"),
    [
        ("", ""),
        ("dtts-display=lon.thuong.theo-may", "text-large"),
        ("a=b; dtts-display=nho.cao.it; c=d", "text-small contrast"),
        ("dtts-display=thuong.cao.du", "contrast"),
        ("dtts-display=LON.cao.it", ""),
        ("dtts-display=lon", ""),
        ("dtts-display=khong.co.nao", ""),
        ('dtts-display=lon.cao."><script>', ""),
        ("my-dtts-display=lon.cao.it", ""),
    ],
)
def test_a_cookie_says_what_its_reader_may_choose_and_nothing_else(cookies: str, classes: str) -> None:
    assert read(cookies, "").classes == classes


@pytest.mark.parametrize(
    ("cookies", "header", "light"),
    [
        ("", "", False),
        ("", "on", True),
        ("", " On ", True),
        ("", "off", False),
        ("dtts-display=thuong.thuong.it", "", True),
        ("dtts-display=thuong.thuong.du", "on", False),
        ("dtts-display=lon.thuong.theo-may", "on", True),
    ],
)
def test_few_bytes_are_asked_for_by_the_browser_or_the_reader_who_has_the_last_word(
    cookies: str, header: str, light: bool
) -> None:
    assert read(cookies, header).light is light


def test_what_is_kept_is_read_again() -> None:
    chosen = Display().changed({"co-chu": "lon", "du-lieu": "it", "tuong-phan": "sai", "khac": "lon"})
    assert chosen == Display(size="lon", amount="it")
    assert read(f"{display.COOKIE}={chosen.cookie}", "") == chosen


@pytest.mark.parametrize(
    "address",
    [
        "//example.org/", "/\\example.org", "\\\\example.org", "https://example.org/", "javascript:alert(1)",
        "/\t/example.org", "/ /example.org", "/x\r\nSet-Cookie: a=b", "example.org", "", "/" + "x" * 3000,
    ],
)  # fmt: skip
def test_nobody_is_led_to_another_site(site: CKANTestApp, address: str) -> None:
    with site.flask_app.test_request_context():
        assert own_address(address) == "/"
    answer = site.get(
        "/hien-thi", query_string={"co-chu": "lon", "quay-lai": address}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("address", ["/dataset/?q=h%E1%BB%99&sort=title", "/en/dia-ban/24@pre-2025-07", "/"])
def test_the_reader_comes_back_to_the_page_that_was_open(site: CKANTestApp, address: str) -> None:
    answer = site.get(
        "/hien-thi", query_string={"tuong-phan": "cao", "quay-lai": address}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "HttpOnly" in answer.headers["Set-Cookie"]


def test_a_press_enlarges_the_next_page_and_keeps_what_was_chosen_before(site: CKANTestApp) -> None:
    reader = site.test_client()
    page = BeautifulSoup(reader.get("/about").text, "html.parser")
    form = page.select_one("form.display")
    assert form is not None
    assert form.select_one("[name=quay-lai]")["value"] == "/about"  # type: ignore[index]
    for name, value in (("tuong-phan", "cao"), ("co-chu", "lon")):
        assert form.select_one(f"button[name={name}][value={value}]")
        after = reader.get(form["action"], query_string={name: value, "quay-lai": "/about"})
        assert after.status_code == 200
    large = BeautifulSoup(reader.get("/about").text, "html.parser")
    assert large.html["class"] == ["text-large", "contrast"]  # type: ignore[index]
    pressed = [each["value"] for each in large.select_one("form.display").select("[aria-pressed=true]")]  # type: ignore[union-attr]
    assert pressed == ["lon", "thuong"]


def test_back_to_the_usual_leaves_no_cookie(site: CKANTestApp) -> None:
    reader = site.test_client()
    reader.get("/hien-thi?co-chu=lon")
    reader.get("/hien-thi?co-chu=thuong")
    assert reader.get_cookie(display.COOKIE) is None
    assert "class" not in BeautifulSoup(reader.get("/about").text, "html.parser").html.attrs  # type: ignore[union-attr]


def test_pages_of_readers_who_chose_nothing_stay_the_same_for_all_caches(site: CKANTestApp) -> None:
    answer = site.get("/about")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in answer.headers
    assert {"Cookie", "Save-Data"} <= {each.strip() for each in answer.headers["Vary"].split(",")}


@pytest.mark.parametrize(
    "headers", [{"Cookie": "dtts-display=lon.thuong.theo-may"}, {"Save-Data": "on"}], ids=["chosen", "saver"]
)
def test_a_page_that_somebody_chose_is_kept_by_their_browser_alone(
    site: CKANTestApp, headers: dict[str, str]
) -> None:
    answer = site.get("/about", headers=headers)
    assert answer.headers["Cache-Control"] == "private, max-age=60"
    again = site.get("/about", headers={**headers, "If-None-Match": answer.headers["ETag"]}, status=304)
    assert again.headers["Cache-Control"] == "private, max-age=60"


def test_files_are_the_same_for_all_whatever_was_chosen(site: CKANTestApp) -> None:
    answer = site.get("/icons/dtts.svg", headers={"Cookie": "dtts-display=lon.cao.it"})
    assert answer.headers["Cache-Control"].startswith("public")


def test_the_page_that_explains_the_choices_shows_what_is_chosen(site: CKANTestApp) -> None:
    answer = site.get("/en/hien-thi?quay-lai=/en/about", headers={"Cookie": "dtts-display=lon.cao.it"})
    page = BeautifulSoup(answer.text, "html.parser")
    assert [each["value"] for each in page.select("main [checked]")] == ["lon", "cao", "it"]
    assert page.select_one("main [name=quay-lai]")["value"] == "/en/about"  # type: ignore[index]
