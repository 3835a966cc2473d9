"""The page that a proxy serves while the portal is away stands alone and speaks both languages."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

PAGE = Path(__file__).parents[2] / "config" / "maintenance.html"


def read() -> BeautifulSoup:
    return BeautifulSoup(PAGE.read_text(encoding="utf-8"), "html.parser")


def test_it_asks_for_nothing_else() -> None:
    page = read()
    assert page.find_all(["link", "script", "img", "iframe"]) == []
    assert {each["href"] for each in page.find_all(href=True)} == {""}
    assert "url(" not in page.style.get_text()


def test_it_says_in_both_languages_what_is_safe_and_what_to_do() -> None:
    page = read()
    assert page.html["lang"] == "vi"
    assert "Dữ liệu vẫn an toàn" in page.section.get_text()
    english = page.find("section", lang="en")
    assert "The data are safe" in english.get_text()
    assert "try again" in english.get_text()


def test_it_is_small() -> None:
    assert PAGE.stat().st_size < 6_000
