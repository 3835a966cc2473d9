"""Who publishes what ships: the portal's operator, and demonstration agencies that say what they are."""

from __future__ import annotations

from datetime import date

from dtts.samples import load_manifest
from dtts.units import Gazetteer, remit

MANIFEST = load_manifest()
DEMONSTRATION = {"du-lieu-minh-hoa", "tinh-minh-hoa", "xa-minh-hoa"}


def test_no_ministry_or_statistics_office_publishes_here() -> None:
    names = {organisation["name"] for organisation in MANIFEST.organisations}
    publishing = {plan.org for plan in MANIFEST.datasets}
    assert names == publishing == {"ban-quan-tri-cong-du-lieu", *DEMONSTRATION}


def test_an_agency_that_does_not_exist_says_so_in_its_name_and_its_mark() -> None:
    for each in MANIFEST.organisations:
        marked = each.get("demo") == "true"
        assert marked is (each["name"] in DEMONSTRATION)
        assert ("minh họa" in each["title"], "emonstration" in each["title_en"]) == (marked, marked)


def test_the_demonstration_commune_lies_below_the_demonstration_province() -> None:
    placed = {each["name"]: each["area_id"] for each in MANIFEST.organisations if "area_id" in each}
    assert sorted(placed) == ["tinh-minh-hoa", "xa-minh-hoa"]
    province, commune = (remit(Gazetteer.load(), placed[name], date(2026, 7, 1)) for name in sorted(placed))
    assert province and commune and province.holds(commune)


def test_only_tables_made_from_the_package_need_no_approver() -> None:
    approval = {each["name"]: each["approval"] for each in MANIFEST.organisations}
    assert {name for name, who in approval.items() if who == "auto"} == {"ban-quan-tri-cong-du-lieu"}
