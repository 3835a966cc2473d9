"""Ethnic groups: a code means nothing without its scheme, and some names mean several groups."""

from __future__ import annotations

import pytest

from dtts.errors import UsageError
from dtts.peoples import Named, Peoples, Question, Unnamed, find, population_scope, population_scopes
from dtts.registers import rows

PEOPLES = Peoples.load()


@pytest.mark.parametrize(
    ("code", "scheme", "name"),
    [
        ("04", "tctk-121-1979", "Hoa"),
        ("04", "tctk-1019-2008", "Mường"),
        ("06", "tctk-1019-2008", "Hoa"),
        ("25", "bhyt", "Kinh"),
        ("52", "tctk-121-1979", "Brâu"),
        ("53", "tctk-1019-2008", "Brâu"),
    ],
)
def test_a_code_means_what_its_scheme_says(code: str, scheme: str, name: str):
    group = PEOPLES.group(code, scheme)
    assert group is not None
    assert group.name == name


def test_a_code_that_the_scheme_lacks_is_nothing():
    assert PEOPLES.group("99", "tctk-121-1979") is None
    assert PEOPLES.group("01", "bhyt") is None


def test_a_code_without_a_known_scheme_is_refused():
    with pytest.raises(UsageError, match="tctk-1019-2008"):
        PEOPLES.group("04", "numbers")


def test_both_lists_hold_the_same_54_groups():
    groups = [g for g in PEOPLES.groups.values() if g.kind == "group"]
    assert len(groups) == 54
    for group in groups:
        for scheme in ("tctk-121-1979", "tctk-1019-2008"):
            code = PEOPLES.code(group.id, scheme)
            assert code is not None
            assert PEOPLES.group(code, scheme) == group
    assert sum(g.very_small for g in groups) == 16
    assert sum(g.under_1000 for g in groups) == 5


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Tày", "02"),
        ("dân tộc Tày", "02"),
        ("TAY", "02"),
        ("H'Mông", "08"),
        ("Hmông", "08"),
        ("HMÔNG", "08"),
        ("Mèo", "08"),
        ("Xơ Đăng", "14"),
        ("Xê-đăng", "14"),
        ("Gia-rai", "10"),
        ("Khmer", "05"),
    ],
)
def test_a_name_is_found_in_its_spellings(name: str, group: str):
    found = find(PEOPLES, name)
    assert isinstance(found, Named)
    assert found.group.id == group


@pytest.mark.parametrize(
    ("name", "groups"),
    [("Thổ", {"02", "05", "24"}), ("Xá Lá Vàng", {"24", "44", "45"}), ("Lào", {"37", "41"})],
)
def test_a_name_of_several_groups_is_a_question(name: str, groups: set[str]):
    found = find(PEOPLES, name)
    assert isinstance(found, Question)
    assert {group.id for group in found.groups} == groups
    assert name in found.question["vi"] and "?" in found.question["en"]


def test_context_answers_the_question():
    official, here = find(PEOPLES, "Thổ", official=True), find(PEOPLES, "Thổ", among={"02", "07"})
    assert isinstance(official, Named) and official.group.id == "24"
    assert isinstance(here, Named) and here.group.id == "02"
    assert isinstance(find(PEOPLES, "Thổ", among={"02", "05"}), Question)
    assert isinstance(find(PEOPLES, "Thổ", among={"01"}), Question)


def test_every_alias_that_the_register_calls_ambiguous_is_a_question():
    for row in rows("ethnic_group_aliases"):
        found = find(PEOPLES, row["alias"])
        assert isinstance(found, Question if row["ambiguous"] == "true" else Named | Question), row


def test_an_unknown_name_is_said_to_be_unknown():
    found = find(PEOPLES, "Không có")
    assert isinstance(found, Unnamed)
    assert "Không có" in found.reason["vi"]


def test_people_households_and_people_of_the_area_are_three_populations():
    people, households, area = map(
        population_scope, ("ethnic_minority_people", "ethnic_minority_households", "people_of_area")
    )
    assert (people.counts, households.counts, area.counts) == ("people", "households", "people")
    assert len({one.name["vi"] for one in (people, households, area)}) == 3


def test_every_indicator_names_a_population_that_is_known():
    assert {row["population_scope"] for row in rows("indicators")} <= set(population_scopes())


def test_an_unknown_population_is_refused():
    with pytest.raises(UsageError, match="people_of_area"):
        population_scope("everybody")
