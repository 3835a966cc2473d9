"""The programme's tree by version, its agencies and its law."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dtts.agencies import Agencies
from dtts.errors import UsageError
from dtts.law import Laws
from dtts.programme import Programmes

PROGRAMMES, AGENCIES, LAWS = Programmes.load(), Agencies.load(), Laws.load()
FIRST, MERGED = "mtqg-1719-2021-2025", "mtqg-2026-2035"


def test_the_first_phase_has_ten_projects_with_their_parts():
    levels = Counter(item.level for item in PROGRAMMES.items.values() if item.version == FIRST)
    assert levels == {"project": 10, "sub_project": 14, "content": 17}
    assert [item.code for item in PROGRAMMES.children(FIRST)] == [f"DA{n:02d}" for n in range(1, 11)]


def test_a_path_leads_from_the_project_down():
    assert [item.code for item in PROGRAMMES.path(FIRST, "DA10.TDA2.ND02")] == [
        "DA10",
        "DA10.TDA2",
        "DA10.TDA2.ND02",
    ]


def test_a_code_has_no_meaning_in_another_version():
    assert PROGRAMMES.item(MERGED, "DA01") is None
    assert PROGRAMMES.children(MERGED) == ()
    assert "not found" in (PROGRAMMES.versions[MERGED].tree_note or "")


def test_an_unknown_version_is_refused():
    with pytest.raises(UsageError, match=FIRST):
        PROGRAMMES.item("1719", "DA01")


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2021, 1, 1), FIRST),
        (date(2025, 12, 31), FIRST),
        (date(2026, 1, 1), MERGED),
        (date(2020, 1, 1), None),
    ],
)
def test_a_day_belongs_to_one_version(on: date, version: str | None):
    found = PROGRAMMES.version_on(on)
    assert (found.id if found else None) == version


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DA01", "DA01"),
        ("Dự án 1", "DA01"),
        ("dự án số 10", "DA10"),
        ("Tiểu dự án 2, Dự án 10", "DA10.TDA2"),
        ("Nội dung số 02, Tiểu dự án 2, Dự án 10", "DA10.TDA2.ND02"),
        ("Dự án 10, TDA 2, ND 2", "DA10.TDA2.ND02"),
        ("Dự án 11", None),
        ("Tiểu dự án 2", None),
        ("", None),
    ],
)
def test_an_item_is_found_by_its_code_or_its_spoken_number(text: str, code: str | None):
    found = PROGRAMMES.find(FIRST, text)
    assert (found.code if found else None) == code


def test_the_lead_agency_is_that_of_the_day():
    item = PROGRAMMES.item(FIRST, "DA10.TDA2.ND02")
    assert item is not None
    assert item.lead(date(2025, 2, 28)) != item.lead(date(2025, 3, 1))


@pytest.mark.parametrize(
    ("agency", "on", "now"),
    [
        ("ubdt", date(2025, 2, 28), "ubdt"),
        ("ubdt", date(2025, 3, 1), "bdttg"),
        ("btttt", date(2026, 1, 1), "bkhcn"),
        ("ubnd-huyen", date(2025, 7, 1), None),
        ("bdttg", date(2025, 2, 28), None),
    ],
)
def test_an_agency_is_followed_to_its_successor(agency: str, on: date, now: str | None):
    found = AGENCIES.in_force(agency, on)
    assert (found.id if found else None) == now


def test_an_agency_is_found_by_its_abbreviation():
    assert [a.id for a in AGENCIES.find("ubdt", date(2026, 1, 1))] == ["ubdt"]
    assert AGENCIES.predecessors("bdttg")[0].id == "ubdt"


def test_owners_and_legal_bases_of_the_versions_are_registered():
    for version in PROGRAMMES.versions.values():
        assert AGENCIES.agency(version.owner)
        assert set(version.legal_basis) <= set(LAWS.documents)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1719/QĐ-TTg", "1719/QĐ-TTg"),
        ("Quyết định số 1719/QĐ-TTg ngày 14/10/2021 của Thủ tướng Chính phủ", "1719/QĐ-TTg"),
        ("QD 1719/QD-TTg", "1719/QĐ-TTg"),
        ("nghị quyết 88/2019/QH14", "88/2019/QH14"),
        ("Thông tư 02/2022/TT-UBDT", "02/2022/TT-UBDT"),
        ("QĐ 121-TCTK/PPCĐ", "121-TCTK/PPCĐ"),
    ],
)
def test_a_citation_is_found(text: str, number: str):
    found = LAWS.find(text)
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("text", ["", "1719", "1719/QĐ-BTTTT", "Luật Đất đai"])
def test_a_citation_of_nothing_registered_is_nothing(text: str):
    assert LAWS.find(text) is None


def test_a_relation_is_told_once_and_from_the_acting_side():
    amended = [(r.source, r.kind, r.target) for r in LAWS.of("1719/QĐ-TTg")]
    assert ("920/QĐ-TTg", "amends", "1719/QĐ-TTg") in amended
    assert len(amended) == len(set(amended)) == 2


def test_a_repealed_decree_says_which_articles_went_when():
    repeals = [r for r in LAWS.of("47/2020/NĐ-CP") if r.kind == "repeals"]
    assert {r.source for r in repeals} == {"194/2025/NĐ-CP", "278/2025/NĐ-CP"}
    assert any("Đ17-21" in r.text for r in repeals)


@pytest.mark.parametrize(
    ("number", "on", "holds"),
    [
        ("861/QĐ-TTg", date(2023, 1, 1), True),
        ("861/QĐ-TTg", date(2026, 1, 1), False),
        ("861/QĐ-TTg", date(2021, 6, 3), False),
        ("91/2025/QH15", date(2026, 1, 1), True),
        ("91/2025/QH15", date(2025, 12, 31), False),
        ("27/2022/NĐ-CP", date(2026, 1, 1), None),
        ("470/QĐ-TTg", date(2026, 6, 1), None),
    ],
)
def test_whether_a_document_held_is_said_only_where_it_is_known(number: str, on: date, holds: bool | None):
    assert LAWS.documents[number].in_force(on) is holds
