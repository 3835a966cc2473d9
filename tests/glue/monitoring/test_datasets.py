"""Two datasets of monitoring that know nothing of each other: counted together, and told apart."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from glue.monitoring.conftest import FINDINGS, REAL, Office, words

ASKED = """\
recommendation_id,finding_id,area_id,asked_by,addressed_to,recommendation,issued_on,due_on
K1,P1,19@since-2025-07,Sở Dân tộc và Tôn giáo,Ủy ban nhân dân xã,Thanh toán đủ.,2025-09-20,{due}
"""


@pytest.fixture(scope="module")
def page(site: CKANTestApp, office: Office) -> BeautifulSoup:
    """The first page of monitoring; the recommendations of the two fall due in different years."""
    for name, due in (("mot", "2025-10-20"), ("hai", "2026-01-20")):
        office.makes(name)
        tables = {"monitoring_visits": REAL, "findings": FINDINGS, "recommendations": ASKED.format(due=due)}
        for schema, content in tables.items():
            assert office.sends(name, schema, content.encode())["state"] == "published"
    return BeautifulSoup(site.get("/giam-sat").text, "html.parser")


def test_the_visits_of_each_are_counted_and_lead_to_its_figures_alone(
    page: BeautifulSoup, site: CKANTestApp
) -> None:
    assert words(page.find(class_="answer")).startswith("Có 4 đợt")
    links = page.select("#datasets a")
    assert sorted(words(link) for link in links) == ["Giám sát hai 2", "Giám sát mot 2"]
    alone = BeautifulSoup(site.get(links[0]["href"]).text, "html.parser")
    assert words(alone.find(class_="answer")).startswith("Có 2 đợt")
    assert alone.select("#datasets") == []
    assert words(alone.find(class_="picked")).startswith("Đang lọc theo: Giám sát")


def test_agencies_that_are_written_alike_have_a_share_in_each_by_the_years_of_its_own(
    page: BeautifulSoup,
) -> None:
    tables = page.select("h2#shares ~ h3 + .scroll")
    assert {words(table.find_previous("h3")) for table in tables} == {"Giám sát mot", "Giám sát hai"}
    columns = {words(table.find_previous("h3")): words(table.thead) for table in tables}
    assert columns == {"Giám sát mot": "Cơ quan 2025", "Giám sát hai": "Cơ quan 2026"}
    assert all(words(table.tbody).startswith("Ủy ban nhân dân xã 0,0 %") for table in tables)
