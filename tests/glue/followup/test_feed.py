"""The feed of monitoring: an entry for each visit, finding and recommendation, as it became public."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from ckan.tests.helpers import CKANTestApp

from glue.followup.conftest import Office
from glue.followup.test_beside import changed

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(site: CKANTestApp, query: str = "") -> list[Element]:
    """Of all pages, newest first."""
    found: list[Element] = []
    for page in range(1, 100):
        answer = site.get(f"/feeds/giam-sat.atom?page={page}&{query}")
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        shown = fromstring(answer.get_data()).findall(f"{ATOM}entry")
        found += shown
        if len(shown) < 50:
            return found
    raise AssertionError("the feed has no end")


def said(entry: Element, tag: str) -> str:
    return entry.findtext(f"{ATOM}{tag}") or ""


def kinds(found: list[Element]) -> dict[str, int]:
    terms = [entry.find(f"{ATOM}category").get("term") for entry in found]
    return {term: terms.count(term) for term in sorted(set(terms))}


@pytest.fixture(scope="module")
def before(site: CKANTestApp, year: dict[str, bytes]) -> list[Element]:
    return entries(site)


def test_every_visit_finding_and_recommendation_has_an_entry_of_its_own(before: list[Element]) -> None:
    assert kinds(before) == {"finding": 200, "recommendation": 150, "visit": 60}
    assert len({said(entry, "id") for entry in before}) == 410


def test_entries_carry_the_mark_and_lead_to_their_page_in_the_language_asked_for(
    site: CKANTestApp, before: list[Element]
) -> None:
    assert all(said(entry, "title").startswith("[Dữ liệu minh họa] ") for entry in before)
    english = entries(site, "lang=en")[0]
    assert said(english, "title").startswith("[Demonstration data] Recommendation to ")
    address = english.find(f"{ATOM}link").get("href")
    assert "/en/giam-sat/chuyen/MH-DOT-" in address and "?bo=nam-giam-sat#MH-PH-" in address
    assert site.get(address[address.index("/en/") :].partition("#")[0]).status_code == 200


def test_a_new_version_tells_only_what_is_new_and_a_withdrawn_finding_by_its_reason(
    site: CKANTestApp, office: Office, year: dict[str, bytes], before: list[Element]
) -> None:
    blank = "site_id finding_kind severity finding finding_en evidence amount_concerned households_affected"
    empty = dict.fromkeys(
        (*blank.split(), "agency_response", "agency_response_en", "agency_responded_on"), ""
    )
    withdrawn = changed(
        year["findings"], 9, **empty, withdrawn_on="2026-07-01", withdrawn_reason="Nhầm điểm."
    )
    found = office.sends("nam-giam-sat", "findings", withdrawn)
    assert (found["state"], found["report"]["faults"]) == ("published", [])
    after = {said(entry, "id"): entry for entry in entries(site)}
    assert [said(entry, "id") for entry in before] == list(after)
    moved = [one for one in before if said(one, "updated") != said(after[said(one, "id")], "updated")]
    assert moved == []
    (tombstone,) = [one for one in after.values() if "đã rút" in said(one, "title")]
    assert "Lý do: Nhầm điểm." in "".join(tombstone.itertext())
