"""Quality where people look: on a dataset's page, on the page that explains it, in CSV and JSON."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.model import Link
from ckanext.dtts.model.columns import now
from dtts.quality import method
from glue.records import dataset


def page(site: CKANTestApp, path: str) -> BeautifulSoup:
    return BeautifulSoup(site.get(path).text, "html.parser")


@pytest.fixture(scope="module")
def linked(site: CKANTestApp) -> dict[str, Any]:
    """A dataset without a table whose source is gone."""
    with site.flask_app.test_request_context():
        made = dataset(
            name="chi-co-nguon", source_url="https://gone.example/x", contact_uri="https://ok.example/"
        )
        day = now() - timedelta(days=1)
        failed = {
            "failures": 2,
            "failing_since": day,
            "rule": "not-found",
            "said": {"vi": "Không có.", "en": "None."},
        }
        model.Session.add(Link(address="https://gone.example/x", checked=day, **failed))
        model.Session.add(Link(address="https://ok.example/", checked=day, failures=0))
        model.Session.commit()
    return made


def test_a_dataset_says_what_was_checked_and_how_its_score_is_made(
    site: CKANTestApp, facility: dict[str, Any]
) -> None:
    shown = page(site, f"/dataset/{facility['name']}")
    section = shown.find(id="quality")
    assert section is not None
    parts = section.find_next("tbody").find_all("tr")
    assert [row.th.text for row in parts] == [part.title["vi"] for part in method().parts]
    assert "1 trên 1 bảng" in parts[0].text
    rules = section.find_next("details").text
    assert "26 cột: mọi ô đúng kiểu giá trị" in rules
    assert "2 dòng" in rules
    assert shown.select_one("a.badge[href='#quality']")


def test_a_broken_link_is_shown_with_its_reason_and_cannot_be_followed(
    site: CKANTestApp, linked: dict[str, Any]
) -> None:
    shown = page(site, f"/en/dataset/{linked['name']}")
    listed = shown.find(string="Links that did not open").find_next("li")
    assert "https://gone.example/x" in listed.text
    assert "None." in listed.text
    assert listed.find("a") is None


def test_the_page_that_explains_the_score_lists_every_dataset(
    site: CKANTestApp, facility: dict[str, Any], linked: dict[str, Any]
) -> None:
    text = page(site, "/chat-luong")
    assert [row.td.text for row in text.find("tbody").find_all("tr")] == [
        str(part.weight) for part in method().parts
    ]
    links = [each["href"] for each in text.select("table.data a")]
    assert {f"/dataset/{facility['name']}#quality", f"/dataset/{linked['name']}#quality"} <= set(links)


def test_csv_json_and_page_give_one_score(
    site: CKANTestApp, facility: dict[str, Any], linked: dict[str, Any]
) -> None:
    rows = {
        row["dataset"]: row for row in csv.DictReader(site.get("/api/dtts/v1/quality.csv").text.splitlines())
    }
    for name in (facility["name"], linked["name"]):
        one = site.get(f"/api/dtts/v1/quality/{name}").json
        assert str(one["score"]) == rows[name]["score"]
        assert f"{one['score']}/100" in page(site, f"/dataset/{name}").find(id="quality").text
    assert rows[linked["name"]]["links"] == "50"
    assert rows[linked["name"]]["validity"] == "0"


def test_pages_of_the_list_hold_together(
    site: CKANTestApp, facility: dict[str, Any], linked: dict[str, Any]
) -> None:
    first = site.get("/api/dtts/v1/quality?limit=1").json
    second = site.get("/api/dtts/v1/quality?limit=1&offset=1").json
    assert first["total"] == second["total"] >= 2
    assert first["results"] != second["results"]
    assert "offset=1" in first["next"]
    assert sum(part["weight"] for part in first["method"]) == 100


def test_demonstration_data_are_marked_in_the_list(site: CKANTestApp, facility: dict[str, Any]) -> None:
    assert site.get("/api/dtts/v1/quality").json["mark"]["vi"] == "Dữ liệu minh họa"
    assert site.get(f"/api/dtts/v1/quality/{facility['name']}").json["mark"]


def test_what_is_not_there_has_no_quality(site: CKANTestApp) -> None:
    assert site.get("/api/dtts/v1/quality/khong-co", status=404).json["status"] == 404
