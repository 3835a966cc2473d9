"""The commands on a laptop: what they print and what they return."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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


def test_its_json_is_the_report(capsys):
    assert main(["check", BAD, *SCHEMA, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["counts"] == {"error": 5, "warning": 0}


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
