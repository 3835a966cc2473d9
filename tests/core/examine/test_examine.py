"""One file in, a report and its canonical forms out."""

from __future__ import annotations

import json
from pathlib import Path
from unittest import mock

import polars as pl
import pytest
import yaml

from core.builders import flat
from dtts.catalogue import schemas_path
from dtts.checks.check import _forward
from dtts.errors import UsageError
from dtts.examine import CSV, PARQUET, REPORT, examine
from dtts.report import Report
from dtts.tables import delimited, pieces

FIXTURES = Path(__file__).parents[2] / "fixtures" / "tables"
MANIFEST = yaml.safe_load((FIXTURES / "manifest.yaml").read_text(encoding="utf-8"))


def examined(name: str, out: Path, schema: str = "output_results") -> Report:
    return examine(FIXTURES / name, name, schema, out)


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_every_fixture_gets_the_report_that_its_manifest_names(entry, tmp_path):
    report = examined(entry["file"], tmp_path, entry["schema"])
    assert flat(report) == [tuple(fault) for fault in entry["faults"]]
    assert (report.source.rows, report.source.sheet) == (entry["rows"], entry.get("sheet"))


def test_the_manifest_names_every_fixture():
    files = {path.name for path in FIXTURES.iterdir() if path.suffix in (".csv", ".xlsx", ".xls", ".tsv")}
    assert {entry["file"] for entry in MANIFEST} == files


def test_a_valid_table_leaves_csv_and_parquet_with_the_same_rows(tmp_path):
    examined("corrected.csv", tmp_path)
    written = pl.read_csv(tmp_path / CSV, infer_schema=False)
    typed = pl.read_parquet(tmp_path / PARQUET)
    assert written.columns == typed.columns
    assert written["area_id"].to_list() == typed["area_id"].to_list()
    assert written.height == typed.height == 6


def test_a_workbook_and_its_twin_in_csv_leave_the_same_bytes(tmp_path):
    examined("corrected.csv", tmp_path / "a")
    examined("corrected.xlsx", tmp_path / "b")
    assert (tmp_path / "a" / CSV).read_bytes() == (tmp_path / "b" / CSV).read_bytes()


def test_the_canonical_csv_of_a_canonical_csv_is_the_same(tmp_path):
    examined("corrected.csv", tmp_path / "a")
    examine(tmp_path / "a" / CSV, "table.csv", "output_results", tmp_path / "b")
    assert (tmp_path / "a" / CSV).read_bytes() == (tmp_path / "b" / CSV).read_bytes()


def test_an_invalid_table_leaves_its_report_and_nothing_else(tmp_path):
    report = examined("five-faults.csv", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [REPORT]
    saved = json.loads((tmp_path / REPORT).read_text(encoding="utf-8"))
    assert Report.from_dict(saved) == report


def test_an_unreadable_file_gets_a_report_too(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"\xff\xff\xff")
    report = examine(tmp_path / "t.csv", "t.csv", "output_results", tmp_path / "out")
    assert (report.valid, [fault.rule for fault in report.faults]) == (False, ["encoding"])


def test_an_unknown_schema_is_misuse(tmp_path):
    with pytest.raises(UsageError, match="output_results"):
        examined("corrected.csv", tmp_path, "no_such_schema")


def test_progress_goes_through_the_stages_and_never_back(tmp_path):
    steps = []
    examine(FIXTURES / "corrected.csv", "t.csv", "output_results", tmp_path, lambda *step: steps.append(step))
    stages = ["read", "check", "write"]
    assert list(dict.fromkeys(stage for stage, *_ in steps)) == stages
    places = [stages.index(stage) + done for stage, done, _ in steps]
    assert places == sorted(places)
    assert steps[-1] == ("write", 1.0, 6)


def test_progress_counts_the_rows_and_never_back(tmp_path):
    path, steps = FIXTURES / "corrected.csv", []
    with mock.patch.object(pieces, "PIECE_BYTES", 200), mock.patch.object(delimited, "_BATCH", 2):
        examine(path, path.name, "output_results", tmp_path, lambda *step: steps.append(step))
    rows = [rows for stage, _, rows in steps if stage == "check"]
    assert rows == sorted(rows)
    assert len(set(rows)) > 1
    assert rows[-1] == 6


def test_a_second_walk_does_not_take_the_count_back():
    told = []
    tell = _forward(lambda *step: told.append(step))
    for step in ((0.3, 100), (0.9, 300), (0.1, 50), (0.9, 310)):
        tell(*step)
    assert told == [(0.3, 100), (0.9, 300), (0.9, 300), (0.9, 310)]


def in_pieces(path: Path, schema: str, out: Path, size: int) -> Report:
    """As `examine`, with batches of so many bytes or records."""
    with mock.patch.object(pieces, "PIECE_BYTES", size), mock.patch.object(delimited, "_BATCH", size):
        return examine(path, path.name, schema, out)


def assert_same_files(one: Path, other: Path) -> None:
    files, others = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in (one, other))
    assert files == others


DELIMITED = [entry for entry in MANIFEST if entry["file"].endswith((".csv", ".tsv"))]


@pytest.mark.parametrize("size", [1, 200])
@pytest.mark.parametrize("entry", DELIMITED, ids=lambda entry: entry["file"])
def test_the_size_of_the_batches_changes_neither_report_nor_files(entry, size, tmp_path):
    path = FIXTURES / entry["file"]
    assert in_pieces(path, entry["schema"], tmp_path / "b", size) == examined(
        entry["file"], tmp_path / "a", entry["schema"]
    )
    assert_same_files(tmp_path / "a", tmp_path / "b")


REAL = [
    ("admin_changes.csv", "unit_changes", 400_000),
    ("ethnic_group_aliases.csv", "ethnic_group_aliases", 5_000),
    ("programme_items.csv", "programme_items", 2_000),
]


@pytest.mark.parametrize(("file", "schema", "size"), REAL)
def test_real_registers_have_the_same_report_and_files_in_batches(file, schema, size, tmp_path):
    path = schemas_path() / "registers" / file
    whole = examine(path, path.name, schema, tmp_path / "a")
    assert in_pieces(path, schema, tmp_path / "b", size) == whole
    assert_same_files(tmp_path / "a", tmp_path / "b")
