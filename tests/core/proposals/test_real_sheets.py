"""Real government sheets: each becomes a tidy table or a question; ten equal what was written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dtts.catalogue import find_table_schema
from dtts.checks import check_table
from dtts.errors import UnreadableFile
from dtts.exports import write_csv
from dtts.proposals import confirm, propose
from dtts.tables import Answers, Table, read_table
from dtts.tables.layout import SheetMapping
from dtts.tables.workbook import open_workbook

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "tests" / "fixtures" / "sheets"
FOLDERS = (
    "schemas/samples/ministry-of-finance",
    "schemas/samples/general-statistics-office",
    "tests/fixtures/yearbook-2002",
    "tests/fixtures/sheets",
)
MANIFEST: list[dict[str, Any]] = yaml.safe_load((FIXTURES / "manifest.yaml").read_text(encoding="utf-8"))
NAMES = [f"{Path(entry['file']).name}-{entry.get('sheet')}" for entry in MANIFEST]
TABLES = [entry for entry in MANIFEST if "table" in entry]
ASKED = [entry for entry in MANIFEST if "asks" in entry]
ANSWERED = [entry for entry in MANIFEST if "answers" in entry]


def schema_of(entry: dict[str, Any]):
    own = FIXTURES / "schemas" / f"{entry['schema']}.json"
    return find_table_schema(str(own) if own.exists() else entry["schema"])


def read(entry: dict[str, Any], answers: Answers) -> Table:
    path = ROOT / entry["file"]
    return read_table(path, filename=path.name, schema=schema_of(entry), answers=answers)


def mapped(name: str) -> Answers:
    text = (FIXTURES / "mappings" / f"{name}.yaml").read_text(encoding="utf-8")
    return Answers(mapping=SheetMapping.from_dict(yaml.safe_load(text)))


def proposed(entry: dict[str, Any]):
    path = ROOT / entry["file"]
    return propose(path, path.name, schema_of(entry), Answers(sheet=entry.get("sheet")))


def sheets_in(path: Path) -> list[str | None]:
    if path.suffix == ".csv":
        return [None]
    return [sheet.grid.name for sheet in open_workbook(path, path.suffix[1:]).sheets]


def test_the_manifest_names_every_sheet_of_every_real_file():
    files = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.*"))]
    made = FIXTURES / "made-up"
    real = [
        path
        for path in files
        if path.suffix in (".xls", ".xlsx", ".csv") and path.parent.name not in ("expected", made.name)
    ]
    held = {(str(path.relative_to(ROOT)), name) for path in real for name in sheets_in(path)}
    assert held == {(entry["file"], entry.get("sheet")) for entry in MANIFEST}
    assert all({"table", "recipe", "asks", "none"} & set(entry) for entry in MANIFEST)


@pytest.mark.parametrize("entry", MANIFEST, ids=NAMES)
def test_no_sheet_is_read_before_somebody_has_said_how(entry):
    try:
        table = read(entry, Answers(sheet=entry.get("sheet")))
    except UnreadableFile:
        return
    assert not check_table(table, schema_of(entry)).report.valid


@pytest.mark.parametrize("entry", ASKED, ids=lambda entry: f"{Path(entry['file']).name}-{entry.get('sheet')}")
def test_what_only_a_person_knows_of_a_sheet_is_asked(entry):
    proposal = proposed(entry)
    assert [part.name for part in proposal.open] == entry["asks"]
    assert proposal.mapping is not None


@pytest.mark.parametrize(
    "entry", ANSWERED, ids=lambda entry: f"{Path(entry['file']).name}-{entry.get('sheet')}"
)
def test_a_confirmed_sheet_is_a_valid_table(entry):
    table = read(entry, confirm(proposed(entry), entry["answers"]))
    assert table.frame.height == entry["rows"]
    assert check_table(table, schema_of(entry)).report.valid


@pytest.mark.parametrize("entry", [entry for entry in MANIFEST if entry.get("none")])
def test_a_sheet_without_a_table_is_said_to_have_none(entry):
    proposal = proposed(entry)
    assert proposal.mapping is None
    assert "không có bảng số liệu" in proposal.remarks[0]["vi"]


@pytest.mark.parametrize("entry", TABLES, ids=[entry["table"] for entry in TABLES])
def test_a_sheet_equals_the_table_that_was_written_by_hand(entry, tmp_path):
    schema = schema_of(entry)
    checked = check_table(read(entry, mapped(entry["table"])), schema)
    assert checked.frame is not None
    write_csv(checked.frame, schema, tmp_path / "got.csv")
    expected = FIXTURES / "expected" / f"{entry['table']}.csv"
    assert (tmp_path / "got.csv").read_text(encoding="utf-8") == expected.read_text(encoding="utf-8")


def test_ten_sheets_were_written_by_hand():
    assert len({entry["table"] for entry in TABLES}) == 10
    written = {path.stem for path in (FIXTURES / "expected").glob("*.csv")}
    assert {entry["table"] for entry in TABLES} <= written


def test_a_sheet_formatted_down_to_row_65535_and_its_hidden_rows_are_named():
    table = read(
        next(entry for entry in TABLES if entry["table"] == "budget-funds-2013"), mapped("budget-funds-2013")
    )
    said = {group.rule: group.faults[0].message["vi"] for group in table.groups}
    assert "định dạng đến dòng 65.535" in said["empty-below"]
    assert "dòng 23" in said["hidden-row"]


def test_capitals_that_only_a_font_draws_are_read_as_capitals():
    table = read(
        {"file": "tests/fixtures/yearbook-2002/1DSLD2002.xls", "schema": "figures"}, mapped("unemployment")
    )
    assert table.frame["name_vi"][0] == "CẢ NƯỚC"
