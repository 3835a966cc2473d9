"""The examination of the registers: the shipped ones hold, and each thing that can go wrong is named."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dtts.__main__ import main
from dtts.registers.check import Book, examine_registers, open_book
from dtts.registers.check.book import Lines
from dtts.registers.check.changes import check_changes
from dtts.registers.check.lists import check_lists
from dtts.registers.check.published import check_published
from dtts.registers.check.tables import check_tables
from dtts.registers.check.units import check_units

Check = Callable[[Book], Lines]


def faults(book: Book, check: Check) -> list[str]:
    return [fault.text for fault in examine_registers(book, (check,)).faults]


def test_the_shipped_registers_hold_and_their_figures_are_printed(capsys: pytest.CaptureFixture[str]):
    assert main(["registers", "check"]) == 0
    printed = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines() if ": " in line)
    expected = {
        "province units since-2025-07": "34",
        "commune units since-2025-07": "3321",
        "province units pre-2025-07": "63",
        "district units pre-2025-07": "696",
        "commune units pre-2025-07": "10035",
        "retired codes 2021-2025": "591",
        "changes": "11338",
        "rejected pairs": "31",
        "island polygons of Hoàng Sa (48) and Trường Sa (56)": "{'48': 46, '56': 139}",
        "commune shapes": "3321",
    }
    assert {name: printed[name] for name in expected} == expected


@pytest.fixture
def own(tmp_path: Path) -> Book:
    """A copy of the registers that a test may spoil."""
    packaged = open_book()
    shutil.copytree(packaged.registers, tmp_path / "registers")
    return replace(packaged, registers=tmp_path / "registers")


def change(name: str, where: dict[str, str], to: dict[str, str | None]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        frame, rows = _rows(folder, name, where)
        new = [
            pl.when(rows).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
            for column, value in to.items()
        ]
        frame.with_columns(new).write_csv(folder / f"{name}.csv")

    return spoil


def drop(name: str, where: dict[str, str]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        frame, rows = _rows(folder, name, where)
        frame.filter(~rows).write_csv(folder / f"{name}.csv")

    return spoil


def repeat(name: str, where: dict[str, str], to: dict[str, str | None]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        frame, rows = _rows(folder, name, where)
        row = frame.filter(rows).with_columns(pl.lit(value).alias(column) for column, value in to.items())
        pl.concat([frame, row]).write_csv(folder / f"{name}.csv")

    return spoil


def rewrite(name: str, change_text: Callable[[str], str]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / f"{name}.csv"
        path.write_bytes(change_text(path.read_text(encoding="utf-8")).encode())

    return spoil


def _rows(folder: Path, name: str, where: dict[str, str]) -> tuple[pl.DataFrame, pl.Expr]:
    frame = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
    rows = pl.all_horizontal(pl.col(column) == value for column, value in where.items())
    assert frame.filter(rows).height >= 1, "the test spoils nothing"
    return frame, rows.fill_null(False)


NOW, THEN = {"epoch": "since-2025-07"}, {"epoch": "pre-2025-07"}

SPOILED: dict[str, tuple[Check, Callable[[Path], None], str]] = {
    "a current commune lost": (
        check_units,
        drop("admin_units", {"level": "commune", "code": "07210", **NOW}),
        "commune units since-2025-07: 3320, expected 3321",
    ),
    "a commune in a province that is no more": (
        check_units,
        change("admin_units", {"code": "07210", **NOW}, {"parent_code": "62"}),
        "units whose parent is missing: 07210@since-2025-07",
    ),
    "a ward called a commune": (
        check_units,
        change("admin_units", {"code": "07210", **NOW}, {"unit_type": "thị trấn"}),
        "current communes by type",
    ),
    "a former unit still valid": (
        check_units,
        change("admin_units", {"code": "62", **THEN}, {"valid_to": None}),
        "validity against the period: 62@pre-2025-07",
    ),
    "a short name of another unit": (
        check_units,
        change("admin_units", {"code": "62", **THEN}, {"name_vi_short": "Gia Lai"}),
        "short names that do not end the full name: 62@pre-2025-07",
    ),
    "a retired code that lives": (
        check_units,
        change("admin_units_retired_2021_2025", {"code": "221"}, {"code": "213"}),
        "retired codes that are still units: 213@pre-2025-07",
    ),
    "a former commune that goes nowhere": (
        check_changes,
        drop("admin_changes", {"old_code": "21142"}),
        "former units without a change: 21142@pre-2025-07",
    ),
    "a current commune that comes from nowhere": (
        check_changes,
        drop("admin_changes", {"new_code": "21136"}),
        "current units that come from nowhere: 21136@since-2025-07",
    ),
    "two default targets": (
        check_changes,
        change("admin_changes", {"old_code": "21142"}, {"default_target": "true"}),
        "marks disagree: 21142@pre-2025-07",
    ),
    "a commune that leaves its province": (
        check_changes,
        change("admin_changes", {"old_code": "21142"}, {"new_code": "00070"}),
        "communes that leave their province: 21142@pre-2025-07",
    ),
    "a special zone mapped to another": (
        check_changes,
        change("admin_changes", {"old_level": "district", "old_code": "498"}, {"new_code": "21548"}),
        "special zones from districts",
    ),
    "a rejected pair taken back": (
        check_changes,
        repeat("admin_changes", {"old_code": "06079"}, {"new_code": "06184"}),
        "rejected pairs that are changes too: 06079@pre-2025-07",
    ),
    "a very small group forgotten": (
        check_lists,
        change("ethnic_groups", {"group_code": "52"}, {"very_small_16": "false"}),
        "ethnic groups",
    ),
    "two census codes for one group": (
        check_lists,
        change("ethnic_group_schemes", {"scheme": "tctk-1019-2008", "code": "04"}, {"group_code": "01"}),
        "codes and groups of tctk-1019-2008: (54, 53)",
    ),
    "an indicator without a target": (
        check_lists,
        drop("targets", {"indicator_code": "I1719.03"}),
        "indicators without a target: I1719.03",
    ),
    "a sub-project lost": (check_lists, drop("programme_items", {"code": "DA09.TDA2"}), "programme items"),
    "capital that does not add up": (
        check_published,
        change("capital_facts", {"fact_id": "CF05"}, {"value": "10017"}),
        "CF01 is 137664, its parts make 137665",
    ),
    "a published share that does not come out": (
        check_published,
        change("capital_facts", {"fact_id": "CF17"}, {"value_vnd": "900120000000"}),
        "CF17 of CF15, 900120000000 of 1812170000000 dong, %: 49.7, expected 49.2",
    ),
    "a decision's communes that do not add up": (
        check_published,
        change("area_lists", {"list_id": "kv-2021-2025"}, {"kv3_communes": "1552"}),
        "communes by QĐ 861/QĐ-TTg, 1673 + 210 + 1552: 3435, expected 3434",
    ),
    "a decision's villages that do not add up": (
        check_published,
        change("area_lists", {"list_id": "kv-dbkk-2026-2030-1"}, {"villages_other": "68"}),
        "villages by QĐ 60/QĐ-BDTTG, 11516 + 679 + 104 + 68: 12367, expected 12368",
    ),
    "a source that nobody knows": (
        check_lists,
        drop("sources", {"source": "hand"}),
        "sources of admin_changes that are unknown: hand",
    ),
    "a byte order mark": (
        check_tables,
        rewrite("agencies", lambda text: "\ufeff" + text),
        "agencies.csv: begins with a byte order mark",
    ),
    "lines as Windows ends them": (
        check_tables,
        rewrite("sources", lambda text: text.replace("\n", "\r\n")),
        "sources.csv: lines must end with LF",
    ),
    "decomposed accents": (
        check_tables,
        rewrite("legal_documents", lambda text: unicodedata.normalize("NFD", text)),
        "legal_documents.csv: text is not composed",
    ),
    "a code that lost its zero": (
        check_tables,
        change("admin_units", {"level": "commune", "code": "07210", **NOW}, {"code": "7210"}),
        "admin_units: ",
    ),
    "the same document twice": (
        check_tables,
        repeat("legal_documents", {"number": "417/QĐ-BNNMT"}, {}),
        "legal_documents: ",
    ),
    "villages that do not add up": (
        check_tables,
        change("area_lists", {"list_id": "dbkk-2021-2025"}, {"villages_total": "13223"}),
        "area_lists: ",
    ),
}


@pytest.mark.parametrize(("check", "spoil", "expected"), SPOILED.values(), ids=SPOILED.keys())
def test_it_names(own: Book, check: Check, spoil: Callable[[Path], None], expected: str):
    spoil(own.registers)
    assert [fault for fault in faults(own, check) if expected in fault]


def test_a_missing_register_is_said_and_not_a_crash(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["registers", "check", "--folder", str(tmp_path)]) == 2
    assert "dtts: " in capsys.readouterr().err


def test_a_folder_with_faults_fails_the_command(own: Book, capsys: pytest.CaptureFixture[str]):
    drop("sources", {"source": "hand"})(own.registers)
    assert main(["registers", "check", "--folder", str(own.registers)]) == 1
    assert "FAULT sources of admin_changes that are unknown: hand" in capsys.readouterr().out
