"""The limited child that gives a file back, and the command that it runs."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from dtts.__main__ import main
from dtts.corrections import EVERY_GROUP, Corrected, accept, correct_in_child
from dtts.errors import UnreadableFile, UsageError

FIXTURES = Path(__file__).parents[2] / "fixtures" / "tables"
BAD, SCHEMA = FIXTURES / "five-faults.xlsx", ["--schema", "output_results"]


def in_child(path: Path, out: Path, **options) -> Corrected:
    accepted = options.pop("accepted", None) or accept(path, [EVERY_GROUP])
    return correct_in_child(
        path, filename=path.name, schema_name="output_results", accepted=accepted, out=out, **options
    )


def test_the_child_gives_the_file_back(tmp_path):
    assert in_child(BAD, tmp_path / "out.xlsx") == Corrected(corrected=1, left=4, faithful=True)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Biểu 03"]
    assert sheet["C8"].value == "07210@since-2025-07"


def test_a_file_that_is_no_table_is_refused_by_name(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"\xff\xff")
    with pytest.raises(UnreadableFile) as refused:
        in_child(tmp_path / "t.csv", tmp_path / "out.xlsx")
    assert refused.value.fault.rule == "encoding"


def test_a_child_that_needs_too_much_memory_is_ended_and_said_so(tmp_path):
    with pytest.raises(UnreadableFile) as refused:
        in_child(BAD, tmp_path / "out.xlsx", memory_mb=1)
    assert "bộ nhớ" in refused.value.fault.message["vi"]
    assert not (tmp_path / "out.xlsx").exists()


def test_a_child_that_takes_too_long_is_ended_and_said_so(tmp_path, monkeypatch):
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nexec sleep 3600\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(UnreadableFile) as refused:
        in_child(BAD, tmp_path / "out.xlsx", wall_s=0.2)
    assert "quá thời gian" in refused.value.fault.message["vi"]


def test_misuse_starts_no_child(tmp_path):
    with pytest.raises(UsageError, match="another file"):
        in_child(BAD, tmp_path / "out.xlsx", accepted=accept(FIXTURES / "five-faults.csv", [EVERY_GROUP]))
    with pytest.raises(UsageError, match="unknown table schema"):
        correct_in_child(
            BAD, filename="t.xlsx", schema_name="none", accepted=accept(BAD), out=tmp_path / "out.xlsx"
        )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--accept", "leading-zero:area_id"], "Đã sửa 1 ô; còn 4 chỗ cần sửa."),
        (["--cell", "C8"], "Đã sửa 1 ô; còn 4 chỗ cần sửa."),
        (["--accept-all", "--lang", "en"], "1 cells corrected; 4 places left to correct."),
        ([], "Đã sửa 0 ô; còn 5 chỗ cần sửa."),
    ],
)
def test_the_command_says_what_it_did(tmp_path, capsys, options, said):
    assert main(["correct", str(BAD), *SCHEMA, *options, "-o", str(tmp_path / "out.xlsx")]) == 0
    assert capsys.readouterr().out.startswith(said)


def test_what_nothing_is_proposed_for_is_said(tmp_path, capsys):
    names = ["--accept", "enum:period", "--cell", "C8", "--cell", "A1"]
    assert main(["correct", str(BAD), *SCHEMA, *names, "-o", str(tmp_path / "out.xlsx")]) == 0
    said = capsys.readouterr()
    assert [line.split("”")[0].split("“")[1] for line in said.err.splitlines()] == ["enum:period", "A1"]
    assert in_child(BAD, tmp_path / "out.xlsx", accepted=accept(BAD, ["x:y"])).unused == ("x:y",)


@pytest.mark.parametrize("out", ["out.xls", "out.csv"])
def test_only_a_workbook_is_written(tmp_path, out):
    assert main(["correct", str(BAD), *SCHEMA, "-o", str(tmp_path / out)]) == 2
    assert not (tmp_path / out).exists()


def test_an_unreadable_file_ends_in_2_with_its_reason(tmp_path, capsys):
    (tmp_path / "t.csv").write_bytes(b"\xff\xff")
    assert main(["correct", str(tmp_path / "t.csv"), *SCHEMA, "-o", str(tmp_path / "out.xlsx")]) == 2
    assert "UTF-8" in capsys.readouterr().err
