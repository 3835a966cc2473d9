"""The commands on a laptop: what they print and what they return."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import frictionless
import openpyxl
import polars as pl
import pytest

from dtts.__main__ import main

FIXTURES = Path(__file__).parents[2] / "fixtures" / "tables"
GOOD, BAD = str(FIXTURES / "corrected.csv"), str(FIXTURES / "five-faults.csv")
SCHEMA = ["--schema", "output_results"]


@pytest.fixture
def damaged(tmp_path) -> str:
    (tmp_path / "damaged.csv").write_bytes(b"\xff\xff")
    return str(tmp_path / "damaged.csv")


def test_a_valid_table_ends_in_0(capsys):
    assert main(["check", GOOD, *SCHEMA]) == 0
    assert capsys.readouterr().out == "Bảng hợp lệ: 6 dòng, 14 cột.\n"


def test_a_table_with_faults_ends_in_1_and_names_them(capsys):
    assert main(["check", BAD, *SCHEMA]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("Bảng có 5 chỗ cần sửa")
    assert "Ô C3: mã địa bàn 7210@since-2025-07 thiếu số 0 ở đầu" in printed


def test_it_speaks_english_when_asked(capsys):
    main(["check", BAD, *SCHEMA, "--lang", "en"])
    assert "Cell J5: actual “năm mô hình” is not a number." in capsys.readouterr().out


def test_its_json_is_a_frictionless_report(capsys):
    assert main(["check", BAD, *SCHEMA, "--json"]) == 1
    report = frictionless.Report.from_descriptor(json.loads(capsys.readouterr().out))
    assert (report.valid, report.stats["errors"], report.task.place) == (False, 5, "five-faults.csv")
    assert report.task.stats["sha256"] == hashlib.sha256(Path(BAD).read_bytes()).hexdigest()


def test_the_report_as_the_portal_keeps_it_is_json_too(capsys):
    assert main(["check", BAD, *SCHEMA, "--report-json"]) == 1
    assert json.loads(capsys.readouterr().out)["counts"] == {"error": 5, "warning": 0}


def test_the_report_is_written_as_a_page(tmp_path, capsys):
    assert main(["check", BAD, *SCHEMA, "--html", "-o", str(tmp_path / "report.html")]) == 1
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and "Bảng có 5 chỗ cần sửa" in page
    assert capsys.readouterr().out == ""


def test_the_file_comes_back_marked_and_nothing_is_corrected_unasked(tmp_path):
    assert main(["check", BAD, *SCHEMA, "--xlsx", "-o", str(tmp_path / "marked.xlsx")]) == 1
    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx").worksheets[0]
    assert (sheet["C3"].value, sheet["C3"].fill.fill_type) == ("7210@since-2025-07", "solid")


@pytest.mark.parametrize("form", ["--json", "--html", "--xlsx", "--report-json"])
def test_every_form_ends_in_the_same_way(tmp_path, capsys, damaged, form):
    out = ["-o", str(tmp_path / "out.xlsx")]
    ended = [main(["check", file, *SCHEMA, form, *out]) for file in (GOOD, BAD, damaged)]
    assert ended == [0, 1, 2]


def test_a_file_that_is_no_table_is_not_given_back(tmp_path, capsys, damaged):
    assert main(["check", damaged, *SCHEMA, "--xlsx", "-o", str(tmp_path / "out.xlsx")]) == 2
    assert not (tmp_path / "out.xlsx").exists()
    assert "UTF-8" in capsys.readouterr().out


def test_a_workbook_has_to_be_named(capsys):
    assert main(["check", BAD, *SCHEMA, "--xlsx"]) == 2
    assert "-o" in capsys.readouterr().err


def test_any_table_schema_of_a_file_will_do(tmp_path, capsys):
    (tmp_path / "t.csv").write_text("a,b\n7210,x\n", encoding="utf-8")
    fields = [{"name": "a", "type": "string", "constraints": {"pattern": "[0-9]{5}"}}, {"name": "b"}]
    (tmp_path / "s.json").write_text(json.dumps({"fields": fields}), encoding="utf-8")
    assert main(["check", str(tmp_path / "t.csv"), "--schema", str(tmp_path / "s.json")]) == 1
    assert "a 7210 thiếu số 0 ở đầu (07210)" in capsys.readouterr().out


def test_a_hundred_thousand_faults_are_said_in_a_few_lines(tmp_path, capsys):
    rows = "".join(f"{number % 9000 + 1000},x\n" for number in range(100_000))
    (tmp_path / "t.csv").write_text(f"a,b\n{rows}", encoding="utf-8")
    fields = [{"name": "a", "type": "string", "constraints": {"pattern": "[0-9]{5}"}}, {"name": "b"}]
    (tmp_path / "s.json").write_text(json.dumps({"fields": fields}), encoding="utf-8")
    assert main(["check", str(tmp_path / "t.csv"), "--schema", str(tmp_path / "s.json")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:5] == [
        "- 100.000 ô trong cột “a” thiếu số 0 ở đầu.",
        "  Ô A2: a 1000 thiếu số 0 ở đầu (01000). 99.999 ô khác cùng lỗi: sửa tất cả?",
        "  Sửa bằng lệnh: python -m dtts correct … --accept leading-zero:a",
    ]
    assert len(lines) < 40


def test_an_unreadable_file_ends_in_2(capsys, damaged):
    assert main(["check", damaged, *SCHEMA]) == 2
    assert "UTF-8" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["check", GOOD, "--schema", "none"], ["check", "/no/such/file.csv", *SCHEMA]],
    ids=["schema", "file"],
)
def test_misuse_ends_in_2_with_one_line_of_reason(capsys, arguments):
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_a_missing_argument_ends_in_2():
    with pytest.raises(SystemExit) as ended:
        main(["check", GOOD])
    assert ended.value.code == 2


def test_a_valid_table_is_exported(tmp_path):
    assert main(["export", GOOD, *SCHEMA, "--to", "parquet", "-o", str(tmp_path / "t.parquet")]) == 0
    assert pl.read_parquet(tmp_path / "t.parquet").height == 6


def test_an_invalid_table_is_not_exported_and_its_faults_are_said(tmp_path, capsys):
    assert main(["export", BAD, *SCHEMA, "--to", "csv", "-o", str(tmp_path / "t.csv")]) == 1
    assert not (tmp_path / "t.csv").exists()
    assert "Ô C3" in capsys.readouterr().err


def test_an_unreadable_file_is_not_exported(tmp_path, damaged):
    assert main(["export", damaged, *SCHEMA, "--to", "csv", "-o", str(tmp_path / "t.csv")]) == 2
    assert not (tmp_path / "t.csv").exists()


def test_the_schemas_are_listed_with_their_titles(capsys):
    assert main(["schemas"]) == 0
    assert "output_results\t1\tKết quả thực hiện theo xã" in capsys.readouterr().out.splitlines()


def test_it_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "dtts", "check", BAD, *SCHEMA, "--json"], capture_output=True, timeout=60
    )
    assert (done.returncode, json.loads(done.stdout)["valid"], done.stderr) == (1, False, b"")
