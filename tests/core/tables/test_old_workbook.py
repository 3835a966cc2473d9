"""Old workbooks (.xls): read like new ones, and refused for the same reasons."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.builders import field, flat, make_schema, no_keys
from core.old_workbook import Day, Error, write_old_workbook
from dtts.checks import check_table
from dtts.errors import UnreadableFile
from dtts.tables import read_table

SCHEMA = make_schema(
    field("code", pattern=r"\d{5}", title="Mã xã"),
    field("value", "number"),
    field("day", "date"),
    field("yes", "boolean"),
)
HEAD = ["Mã xã", "value", "day", "yes"]


def check(path: Path, *rows, **options):
    write_old_workbook(path / "t.xls", {"Ghi chú": [["Đọc trước"]], "Biểu 03": [HEAD, *rows]}, **options)
    return check_table(read_table(path / "t.xls", filename="t.xls", schema=SCHEMA), SCHEMA, keys=no_keys)


def test_values_keep_what_the_workbook_says_they_are(tmp_path):
    checked = check(tmp_path, ["07210", 1.5, Day(45839), True], ["07211", 0.1 + 0.2, "01/07/2025", False])
    assert checked.frame is not None
    assert checked.frame.rows() == [
        ("07210", 1.5, dt.date(2025, 7, 1), True),
        ("07211", 0.3, dt.date(2025, 7, 1), False),
    ]
    assert (checked.report.source.format, checked.report.source.sheet) == ("xls", "Biểu 03")


def test_faults_are_named_by_cell(tmp_path):
    report = check(tmp_path, [7210.0, Error(42), "sai", None], [Day(45839), 1.0, None, None]).report
    assert flat(report) == [
        ("leading-zero", "code", "A2"),
        ("error-cell", "value", "B2"),
        ("type", "day", "C2"),
        ("date-in-text", "code", "A3"),
    ]


@pytest.mark.parametrize("cell", [Day(44377), 44377.0])
def test_days_counted_from_1904_are_read_so(tmp_path, cell):
    frame = check(tmp_path, ["07210", 1.0, cell, True], from_1904=True).frame
    assert frame is not None and frame["day"].to_list() == [dt.date(2025, 7, 1)]


@pytest.mark.parametrize(
    ("storage", "rule"), [("_VBA_PROJECT_CUR", "macro"), ("EncryptedPackage", "encrypted-file")]
)
def test_macros_and_passwords_are_refused_by_name(tmp_path, storage, rule):
    with pytest.raises(UnreadableFile) as refused:
        check(tmp_path, ["07210"], storages=[storage])
    assert refused.value.fault.rule == rule


def test_an_encrypted_new_workbook_is_refused_as_such_although_it_is_an_old_container(tmp_path):
    path = write_old_workbook(tmp_path / "t.xlsx", {"S": [["a"]]}, storages=["EncryptedPackage"])
    with pytest.raises(UnreadableFile) as refused:
        read_table(path, filename="t.xlsx", schema=SCHEMA)
    assert refused.value.fault.rule == "encrypted-file"


def test_a_truncated_one_is_refused(tmp_path):
    path = write_old_workbook(tmp_path / "t.xls", {"S": [HEAD]})
    path.write_bytes(path.read_bytes()[:1200])
    with pytest.raises(UnreadableFile) as refused:
        read_table(path, filename="t.xls", schema=SCHEMA)
    assert refused.value.fault.rule == "unreadable-file"


@settings(
    max_examples=int(os.environ.get("DTTS_DAMAGED_FILES", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 6000), st.binary(min_size=1, max_size=8)), min_size=1, max_size=4))
def test_a_damaged_one_is_read_or_refused_and_nothing_else(tmp_path, damages):
    path = write_old_workbook(tmp_path / "t.xls", {"S": [HEAD, ["07210", 1.5, Day(45839), True]]})
    content = bytearray(path.read_bytes())
    for at, damage in damages:
        content[8 + at : 8 + at + len(damage)] = damage
    path.write_bytes(content)
    try:
        read_table(path, filename="t.xls", schema=SCHEMA)
    except UnreadableFile as refused:
        assert refused.fault.message["vi"]
