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
    ["admin_units", "admin_changes", "agencies", "ethnic_groups", "programme_items", "legal_documents"],
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
