"""`python -m dtts demo` and `… tidy`, as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtts.__main__ import main
from dtts.catalogue import schemas_path

OFFICE = schemas_path() / "samples" / "general-statistics-office"


def tidied(name: str, source: str, out: Path) -> int:
    """Exit code of `tidy` for a shipped recipe and a shipped raw file."""
    return main(["tidy", str(OFFICE / f"{name}.recipe.yaml"), str(OFFICE / f"{source}.csv"), "-o", str(out)])


def test_demo_writes_the_table_and_says_how_many_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "facilities", "-o", str(tmp_path / "t.csv")]) == 0
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8").count("\n") - 1
    assert f"{lines} rows of facilities" in capsys.readouterr().out


def test_demo_of_an_unknown_name_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "nothing", "-o", str(tmp_path / "t.csv")]) == 2
    assert "facilities" in capsys.readouterr().err


def test_tidy_prints_what_it_could_not_read_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tidied("poverty-rate-by-province", "poverty-rate-by-province", tmp_path / "t.csv") == 1
    said = capsys.readouterr().out
    assert "A7: “Ha Tay”" in said
    assert "512 dòng" in said


def test_tidy_of_a_file_without_faults_ends_with_0(tmp_path: Path) -> None:
    assert tidied("trained-workers-by-province", "trained-workers-by-province", tmp_path / "t.csv") == 0


def test_tidy_refuses_the_file_of_another_recipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tidied("poverty-rate-by-province", "literacy-rate-by-province", tmp_path / "t.csv") == 1
    assert "A1" in capsys.readouterr().out
    assert not (tmp_path / "t.csv").exists()
