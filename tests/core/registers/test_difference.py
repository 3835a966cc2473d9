"""A new version of a register is compared before it is taken, and refused where it would break others."""

from __future__ import annotations

from typing import Any

import pytest

from dtts.errors import UsageError
from dtts.registers import Difference, difference, rows

Row = dict[str, Any]


def changed(name: str, **cells: Any) -> list[Row]:
    """The register with cells of its first row changed."""
    first, *rest = rows(name)
    return [first | cells, *rest]


def rules(found: Difference) -> set[str]:
    return {refusal.rule for refusal in found.refusals}


@pytest.mark.parametrize(
    "name",
    [
        "admin_units",
        "admin_changes",
        "agencies",
        "ethnic_groups",
        "ethnic_group_schemes",
        "programme_items",
        "programmes",
        "measures",
        "legal_documents",
    ],
)
def test_the_same_version_changes_nothing_and_is_acceptable(name: str):
    found = difference(name, rows(name))
    assert (found.added, found.changed, found.ended, found.removed) == ((), (), (), ())
    assert found.unchanged == len(rows(name))
    assert found.acceptable


def test_added_changed_ended_and_removed_rows_are_told_apart():
    new = rows("agencies")
    renamed = next(row for row in new if row["agency"] == "byt")
    ended = next(row for row in new if row["agency"] == "bqp")
    renamed["short_name_vi"] = "BYT"
    ended["valid_to"] = "2027-01-01"
    added = dict(ended, agency="new", valid_from="2027-01-02", valid_to=None)
    found = difference("agencies", [*new, added])
    assert [row["agency"] for row in found.added] == ["new"]
    assert [(one.key, dict(one.cells)) for one in found.changed] == [
        (("byt",), {"short_name_vi": ("Bộ Y tế", "BYT")})
    ]
    assert [(one.key, one.cells["valid_to"]) for one in found.ended] == [(("bqp",), (None, "2027-01-01"))]
    assert found.unchanged == len(new) - 2
    assert found.acceptable


def test_a_code_that_stands_twice_on_a_day_is_refused():
    first = next(row for row in rows("admin_units") if row["area_id"] == "24@since-2025-07")
    again = dict(
        first, epoch="pre-2025-07", area_id="24@pre-2025-07", valid_from="2025-01-01", valid_to="2025-12-31"
    )
    new = [row for row in rows("admin_units") if row["area_id"] != "24@pre-2025-07"]
    found = difference("admin_units", [*new, again])
    assert ("key-twice", ("province", "24")) in {(r.rule, r.key) for r in found.refusals}


def test_a_code_used_again_from_the_next_day_is_accepted():
    assert "key-twice" not in rules(difference("admin_units", rows("admin_units")))


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        (
            "admin_units",
            {"level": "commune", "code": "99998", "area_id": "99998@pre-2025-07", "parent_code": "999"},
        ),
        ("programme_items", {"parent_code": "DA99"}),
    ],
)
def test_a_row_without_its_parent_is_refused(name: str, cells: Row):
    assert "orphan" in rules(difference(name, [*rows(name), rows(name)[0] | {"code": "X9"} | cells]))


KINH = {"group_code": "01"}


@pytest.mark.parametrize(
    ("name", "where", "again"),
    [
        ("ethnic_groups", {"group_code": "02"}, {"group_code": "99", "name_vi": "TÀY"}),
        ("ethnic_group_schemes", {"scheme": "tctk-1019-2008", **KINH}, {"code": "98"}),
        ("agencies", {"agency": "byt"}, {"agency": "bo-y-te"}),
        ("admin_units", {"area_id": "07210@since-2025-07"}, {"code": "99998", "area_id": "99998@x"}),
        ("programme_items", {"code": "DA01.ND01"}, {"code": "DA01.ND09"}),
        ("measures", {"measure": "household"}, {"measure": "ho"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_people_place_or_body_with_two_codes_on_a_day_is_refused(name: str, where: Row, again: Row):
    first = next(row for row in rows(name) if where.items() <= row.items())
    found = difference(name, [*rows(name), first | again])
    assert rules(found) == {"two-codes"}
    (refusal,) = found.refusals
    for code in (value for value in again.values() if value in refusal.key):
        assert code in refusal.reason["vi"]
        assert code in refusal.reason["en"]


@pytest.mark.parametrize("spelling", ["Xã Hoà Bình", "xã hòa bình", "XÃ HÒA BÌNH"])
def test_a_place_written_otherwise_is_the_same_place(spelling: str):
    first = next(row for row in rows("admin_units") if row["area_id"] == "07210@since-2025-07")
    pair = [
        first | {"code": code, "area_id": f"{code}@since-2025-07", "name_vi": name}
        for code, name in (("99997", "Xã Hòa Bình"), ("99998", spelling))
    ]
    assert "two-codes" in rules(difference("admin_units", [*rows("admin_units"), *pair]))


def test_a_place_that_gets_another_code_the_day_after_is_accepted():
    new = rows("admin_units")
    old = next(row for row in new if row["area_id"] == "07210@since-2025-07")
    later = old | {"code": "99998", "area_id": "99998@since-2025-07", "valid_from": "2027-01-01"}
    old["valid_to"] = "2026-12-31"
    assert difference("admin_units", [*new, later]).acceptable


def test_a_unit_that_is_still_there_when_its_province_has_ended_is_refused():
    new = rows("admin_units")
    next(row for row in new if row["area_id"] == "24@since-2025-07")["valid_to"] = "2026-12-31"
    found = difference("admin_units", new)
    assert rules(found) == {"outlives-parent"}
    assert len(found.refusals) == 99
    assert "24" in found.refusals[0].reason["vi"]


def test_a_province_that_ends_together_with_its_communes_is_accepted():
    new = [
        row | {"valid_to": "2026-12-31"}
        if "24" in (row["code"], row["parent_code"]) and not row["valid_to"]
        else row
        for row in rows("admin_units")
    ]
    found = difference("admin_units", new)
    assert (len(found.ended), found.acceptable) == (100, True)


def test_a_row_to_which_others_refer_cannot_go():
    new = [row for row in rows("ethnic_groups") if row["group_code"] != "24"]
    found = difference("ethnic_groups", new)
    assert [row["group_code"] for row in found.removed] == ["24"]
    assert rules(found) == {"left-behind"}
    assert all("24" in r.reason["vi"] and "24" in r.reason["en"] for r in found.refusals)


def test_a_register_made_of_others_is_not_loaded_itself():
    with pytest.raises(UsageError, match="made of others"):
        difference("places", [])


def test_an_unknown_register_is_refused_with_those_that_exist():
    with pytest.raises(UsageError, match="admin_units"):
        difference("nothing", [])


def test_a_file_without_the_derived_place_ids_is_understood():
    new = [{k: v or "" for k, v in row.items() if k != "area_id"} for row in rows("admin_units")]
    assert difference("admin_units", new).unchanged == len(new)
