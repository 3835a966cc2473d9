"""Signs for "no figure": never a number, and never a meaning that nobody has declared."""

from __future__ import annotations

import pytest

from core.builders import check_text, field, flat, make_schema
from dtts.catalogue import table_schema

SIGNS = ["-", "…", "...", "..", "x", "c", "không có số liệu", "n/a"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("type", ["number", "integer", "date", "year"])
def test_a_sign_that_is_not_declared_is_named_as_such(sign, type):
    report = check_text(f"a;b\n{sign};1\n", make_schema(field("a", type), field("b"))).report
    assert flat(report) == [("missing-marker", "a", "A2")]
    assert sign in report.faults[0].message["vi"]


def test_other_text_is_no_sign_and_text_columns_may_hold_one():
    schema = make_schema(field("a", "number"), field("b"))
    assert flat(check_text("a;b\nnhiều;-\n", schema).report) == [("type", "a", "A2")]


def declared():
    value = {
        **field("a", "number"),
        "missingValues": ["", "..", "c"],
        "dtts:missingMarkers": {"..": "L", "c": "Q"},
    }
    check = {"id": "t", "kind": "missing-status", "of": "a", "status": "s"}
    return make_schema(value, field("s"), field("b"), **{"dtts:checks": [check]})


@pytest.mark.parametrize(
    ("row", "proposed"),
    [
        ("..;L", None),
        ("c;Q", None),
        ("5;A", None),
        (";M", None),
        ("0;A", None),
        ("..;A", "L"),
        ("c;L", "Q"),
        ("c;", "Q"),
    ],
)
def test_a_declared_sign_stands_for_one_status_and_that_is_proposed(row, proposed):
    report = check_text(f"a;s;b\n{row};1\n", declared()).report
    assert [fault.proposed for fault in report.faults] == ([proposed] if proposed else [])
    assert flat(report) == ([("missing-status:t", "s", "B2")] if proposed else [])


def test_a_sign_of_another_table_stays_a_fault_beside_declared_ones():
    assert flat(check_text("a;s;b\n-;M;1\n", declared()).report) == [("missing-marker", "a", "A2")]


def test_observations_keep_zero_not_collected_suppressed_and_not_applicable_apart():
    value = table_schema("observation").field("OBS_VALUE")
    statuses = table_schema("observation").field("OBS_STATUS").enum_labels
    markers = value.descriptor["dtts:missingMarkers"]
    assert {"L", "M", "O", "Q"} <= set(statuses)
    assert set(markers.values()) <= set(statuses)
    assert set(markers) == {word for word in value.missing_values if word}
    assert "0" not in markers and "-" not in markers
