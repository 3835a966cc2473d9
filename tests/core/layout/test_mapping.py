"""Mappings of a sheet: carried as JSON and YAML, refused where no sheet could be read by them."""

from __future__ import annotations

from typing import Any

import pytest

from dtts.errors import UsageError
from dtts.tables import Answers
from dtts.tables.layout import ColumnUse, Level, Outline, SheetMapping

LEAST = {"header": {"first": 1, "last": 2}, "rows": {"first": 3}, "columns": {"A": "name"}}
FULL = SheetMapping(
    header=(9, 12),
    rows=(13, 88),
    columns={
        2: (ColumnUse("name_vi", split=("\n", " - "), second="name_en"),),
        3: (ColumnUse("value", {"year": "2009", "sex": "F"}),),
        27: (ColumnUse("value", {"year": "2010"}), ColumnUse("note", words={"x": {"note": "", "why": "C"}})),
    },
    labels={1: "stt", 2: "tinh"},
    sheet="M09+",
    schema="observation",
    constants={"unit": "triệu đồng"},
    units={"value": "tỷ đồng"},
    outline=Outline(
        1, (Level("[IVX]+", "parent", field="region", level=0), Level("", column=2, figures=False))
    ),
    leave_out=("total", "note"),
    markers={"..": {"status": "O"}},
    paired_rows=True,
    expects={"A2": "Năm 2009"},
    given={"line": "order"},
)


@pytest.mark.parametrize("mapping", [FULL, SheetMapping.from_dict(LEAST)])
def test_a_mapping_comes_back_from_json_as_it_was(mapping):
    assert SheetMapping.from_dict(mapping.to_dict()) == mapping
    assert Answers.from_dict(Answers(mapping=mapping).to_dict()).mapping == mapping


def test_columns_are_said_by_the_letters_that_a_spreadsheet_shows():
    assert list(FULL.to_dict()["columns"]) == ["B", "C", "AA"]


def test_a_mapping_knows_every_field_that_it_gives():
    assert set(FULL.fields) == {
        "name_vi", "name_en", "value", "year", "sex", "note", "why", "region", "unit", "status", "line",
    }  # fmt: skip


def changed(**keys: Any) -> dict[str, Any]:
    return {**LEAST, **keys}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (changed(colums={}), "no key colums"),
        (changed(columns={"3": "name"}), "no column"),
        (changed(columns={"A": {"with": {}}}), "needs the `field`"),
        (changed(columns={"A": {"field": "a", "into": "b"}}), "no key into"),
        (changed(header={"first": 3, "last": 3}), "above the rows"),
        (changed(header={"first": 2, "last": 1}), "above the rows"),
        (changed(rows={"first": 3, "last": 2}), "above the rows"),
        (changed(leave_out=["totals"]), "knows total"),
        (changed(given={"line": "number"}), "knows order"),
        (changed(outline={"column": "A", "levels": [{"pattern": "("}]}), "no regular expression"),
        (changed(outline={"column": "A", "levels": [{"pattern": "", "use": "parent"}]}), "needs a `field`"),
        (changed(outline={"column": "A", "levels": [{"pattern": "", "use": "drop"}]}), "is one of record"),
        ({"rows": {"first": 3}, "columns": {}}, "no mapping of a sheet"),
        (changed(columns=["A"]), "no mapping of a sheet"),
    ],
)
def test_what_no_sheet_can_be_read_by_is_refused_with_what_to_change(data, said):
    with pytest.raises(UsageError, match=said):
        SheetMapping.from_dict(data)
