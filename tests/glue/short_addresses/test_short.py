"""Short addresses: made of ids, typed from paper, never a way around what is private."""

from __future__ import annotations

import re
import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from hypothesis import given
from hypothesis import strategies as st

from ckanext.dtts.short_addresses import codes, qr
from glue.records import dataset

KNOWN = "0123abcd-ef00-4000-8000-000000000000"


@given(st.uuids(), st.sampled_from(sorted(codes.KINDS)))
def test_a_code_leads_back_to_the_beginning_of_its_id(identifier: uuid.UUID, kind: str) -> None:
    made = codes.code(kind, str(identifier))
    assert re.fullmatch("[dt][0-9a-hjkmnp-tv-z]{8}", made)
    assert codes.beginning(made) == (kind, str(identifier)[:11])


@pytest.mark.parametrize("typed", ["d04htqkff", "D04HTQKFF", "dO4htqkff"])
def test_what_people_type_from_paper_is_understood(typed: str) -> None:
    assert codes.code("dataset", KNOWN) == "d04htqkff"
    assert codes.beginning(typed) == ("dataset", "0123abcd-ef")


@pytest.mark.parametrize(
    "text", ["", "d", "d04htqkf", "d04htqkff0", "x04htqkff", "d04htqkfu", "d04htqk%_", "đ04htqkff"]
)
def test_what_is_no_code_leads_nowhere(text: str, site: CKANTestApp) -> None:
    assert codes.beginning(text) is None
    assert site.get(f"/s/{text or 'x'}", status=404)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_address_on_a_page_leads_back_to_it(
    site: CKANTestApp, facility: dict[str, Any], prefix: str
) -> None:
    for path in (f"/dataset/{facility['name']}", f"/dataset/{facility['name']}/diem"):
        shown = BeautifulSoup(site.get(f"{prefix}{path}").text, "html.parser")
        short = shown.select_one("code.short").text  # type: ignore[union-attr]
        code = short.rpartition("/s/")[2]
        answer = site.get(f"{prefix}/s/{code}", follow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{prefix}{path}")
        assert shown.select_one(".paper svg.qr path")


def test_a_dataset_of_another_name_keeps_its_short_address(site: CKANTestApp) -> None:
    with site.flask_app.test_request_context():
        made = dataset()
        tk.get_action("package_patch")({"ignore_auth": True}, {"id": made["id"], "name": "ten-moi-de-thu"})
    code = codes.code("dataset", made["id"])
    answer = site.get(f"/s/{code}", follow_redirects=False)
    assert answer.headers["Location"] == "/dataset/ten-moi-de-thu"


def test_a_short_address_tells_strangers_nothing_of_what_is_private(site: CKANTestApp) -> None:
    with site.flask_app.test_request_context():
        made = dataset(private=True)
    code = codes.code("dataset", made["id"])
    for address in (f"/s/{code}", f"/s/{code}.svg"):
        assert site.get(address, status=404).text.count(made["name"]) == 0


def test_two_of_one_code_are_both_offered(site: CKANTestApp) -> None:
    with site.flask_app.test_request_context():
        for number in (1, 2):
            dataset(id=f"{KNOWN[:-1]}{number}", title=f"Bộ số {number}")
    page = BeautifulSoup(site.get("/s/d04htqkff").text, "html.parser")
    assert [each.text for each in page.select("main li a")] == ["Bộ số 1", "Bộ số 2"]


def test_the_qr_code_can_be_had_as_a_drawing_on_white(site: CKANTestApp, facility: dict[str, Any]) -> None:
    answer = site.get(f"/s/{codes.code('dataset', facility['id'])}.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert 'xmlns="http://www.w3.org/2000/svg"' in answer.text
    assert '"#fff"' in answer.text


def test_another_address_is_another_qr_code() -> None:
    assert qr.inline("https://a.example/s/d00000000") != qr.inline("https://a.example/s/d00000001")
