"""A template of an earlier version: its columns are read as what they are called now, and that is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dtts.catalogue import TableSchema, read_table_schema
from dtts.errors import UnreadableFile, UsageError
from dtts.table_schema import as_of, changes_since, earlier_versions, titles_then
from dtts.tables import Table, read_table
from dtts.tables import template_id as identity
from dtts.templates import write_csv_template, write_template


def make(version: int, fields: dict[str, str], earlier: list[dict[str, Any]]) -> TableSchema:
    described = [
        {
            "name": name,
            "type": "string",
            "title": title,
            "title_en": name,
            "description": name,
            "description_en": name,
        }
        for name, title in fields.items()
    ]
    texts = {"title": "Thử", "title_en": "Test", "description": "Thử", "description_en": "Test"}
    return read_table_schema(
        {"name": "test", "version": version, **texts, "fields": described, "dtts:earlier": earlier}
    )


# The second version calls the plan otherwise, and what was the plan's label now means another figure.
FIRST = make(1, {"place": "Xã", "plan": "Kế hoạch", "remark": "Ghi chú"}, [])
SECOND = make(
    2,
    {"place": "Xã", "plan": "Kế hoạch giao đầu năm", "changed": "Kế hoạch", "period": "Kỳ"},
    [{"version": 1, "renamed": {"Kế hoạch": "plan"}, "removed": ["Ghi chú"], "added": ["changed", "period"]}],
)
THIRD = make(
    3,
    {"place": "Địa bàn", "plan": "Kế hoạch giao đầu năm", "changed": "Kế hoạch"},
    [
        {
            "version": 1,
            "renamed": {"Kế hoạch": "plan"},
            "removed": ["Ghi chú"],
            "added": ["changed", "Kỳ"],
        },
        {"version": 2, "renamed": {"Xã": "place"}, "removed": ["Kỳ"]},
    ],
)


def filled(schema: TableSchema, path: Path, *cells: str) -> Path:
    """A template of a schema with one row typed into it."""
    import openpyxl

    write_template(schema, path)
    workbook = openpyxl.load_workbook(path)
    for number, text in enumerate(cells, start=1):
        workbook.worksheets[0].cell(3, number).value = text
    workbook.save(path)
    return path


def read(path: Path, schema: TableSchema) -> tuple[list[dict[str, Any]], list[str]]:
    table: Table = read_table(path, filename=path.name, schema=schema)
    return table.frame.to_dicts(), [group.rule for group in table.groups]


def test_a_label_means_what_it_meant_in_its_version(tmp_path: Path):
    path = filled(FIRST, tmp_path / "t.xlsx", "07210", "5", "x")
    assert read(path, SECOND) == ([{"place": "07210", "plan": "5"}], ["older-template"])


def test_a_present_template_is_read_by_the_present_labels(tmp_path: Path):
    path = filled(SECOND, tmp_path / "t.xlsx", "07210", "5", "6", "S1")
    assert read(path, SECOND) == ([{"place": "07210", "plan": "5", "changed": "6", "period": "S1"}], [])


@pytest.mark.parametrize(
    ("made", "cells", "row"),
    [
        (FIRST, ["07210", "5", "x"], {"place": "07210", "plan": "5"}),
        (SECOND, ["07210", "5", "6", "S1"], {"place": "07210", "plan": "5", "changed": "6"}),
    ],
)
def test_changes_of_several_versions_add_up(
    made: TableSchema, cells: list[str], row: dict[str, str], tmp_path: Path
):
    assert read(filled(made, tmp_path / "t.xlsx", *cells), THIRD) == ([row], ["older-template"])


def test_the_report_says_what_changed(tmp_path: Path):
    path = filled(FIRST, tmp_path / "t.xlsx", "07210", "5", "x")
    group = read_table(path, filename="t.xlsx", schema=SECOND).groups[0]
    assert group.faults[0].severity == "warning"
    assert group.faults[0].message["vi"] == (
        "Tệp làm theo mẫu cũ (phiên bản 1), đã đọc theo phiên bản 2: “Kế hoạch” → “Kế hoạch giao đầu năm”; "
        "“Ghi chú”: không còn; “Kế hoạch”: mới; “Kỳ”: mới"
    )


def test_a_template_of_a_version_to_come_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableFile, match="version 2"):
        read(filled(SECOND, tmp_path / "t.xlsx", "07210"), FIRST)


def test_an_older_csv_is_known_by_its_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(identity, "table_schema_names", lambda: ("test",))
    monkeypatch.setattr(identity, "table_schema", lambda name: SECOND)
    write_csv_template(FIRST, tmp_path / "t.csv")
    path = tmp_path / "t.csv"
    path.write_text(path.read_text(encoding="utf-8") + "07210,5,x\n", encoding="utf-8")
    assert read(path, SECOND) == ([{"place": "07210", "plan": "5"}], ["older-template"])


def test_labels_of_then_and_versions_are_told():
    assert earlier_versions(THIRD) == (1, 2)
    assert titles_then(SECOND, 1) == {"Xã", "Kế hoạch", "Ghi chú"}
    assert titles_then(THIRD, 1) == {"Xã", "Kế hoạch", "Ghi chú"}
    assert titles_then(THIRD, 2) == {"Xã", "Kế hoạch giao đầu năm", "Kế hoạch", "Kỳ"}
    assert changes_since(THIRD, 2).removed == ("Kỳ",)


def test_a_version_that_the_schema_does_not_know_is_misuse():
    with pytest.raises(UsageError, match="it knows: 1, 2"):
        as_of(THIRD, 7)
