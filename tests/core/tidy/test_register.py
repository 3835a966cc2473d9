"""Registers as they are kept, and recipes as they are written."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from dtts.errors import UnreadableFile, UsageError
from dtts.tidy import TidyResult, load_recipe, tidy

HEADER = (
    "programme,code,parent_code,level,name_vi,name_en,lead_agency_2021,lead_agency_since_2025_03,"
    "budget_programme_code,code_status,provenance,provenance_confidence,provenance_note"
)
ITEM = "mtqg-1719-2021-2025,DA01,,project,Đất ở,Land,,,0511,official number,found,,"


def tidied(tmp_path: Path, lines: list[str], **recipe: Any) -> tuple[TidyResult, list[dict[str, str]]]:
    """The result and the rows written for a register of programme items of these lines."""
    source, out = tmp_path / "programme_items.csv", tmp_path / "out.csv"
    source.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    result = tidy(source, {"kind": "register", "schema": "programme_items"} | recipe, out)
    with out.open(encoding="utf-8", newline="") as file:
        return result, list(csv.DictReader(file))


def test_codes_keep_their_zeros(tmp_path: Path) -> None:
    _, rows = tidied(tmp_path, [HEADER, ITEM])
    assert rows[0]["budget_programme_code"] == "0511"


def test_columns_come_out_in_the_order_of_the_schema(tmp_path: Path) -> None:
    turned = [",".join(reversed(line.split(","))) for line in (HEADER, ITEM)]
    _, rows = tidied(tmp_path, turned)
    assert list(rows[0]) == HEADER.split(",")
    assert rows[0]["code"] == "DA01"


def test_only_the_rows_that_where_names_are_kept(tmp_path: Path) -> None:
    other = ITEM.replace("project", "content")
    result, rows = tidied(tmp_path, [HEADER, ITEM, other], where={"level": "content"})
    assert (result.rows, rows[0]["level"]) == (1, "content")


def test_a_condition_on_a_column_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tier"):
        tidied(tmp_path, [HEADER, ITEM], where={"tier": "content"})


def test_decomposed_text_is_written_composed(tmp_path: Path) -> None:
    _, rows = tidied(tmp_path, [HEADER, ITEM.replace("Đất", "Đa\u0302\u0301t")])
    assert rows[0]["name_vi"] == "Đất ở"


@pytest.mark.parametrize("line", [ITEM + ",one cell too many", "mtqg-1719-2021-2025,DA02"])
def test_a_row_of_another_width_is_said(tmp_path: Path, line: str) -> None:
    result, rows = tidied(tmp_path, [HEADER, ITEM, line])
    assert [row["code"] for row in rows] == ["DA01"]
    assert [(fault.rule, fault.row) for fault in result.unread] == [("row-width", 3)]


def test_a_column_outside_the_schema_is_said(tmp_path: Path) -> None:
    result, rows = tidied(tmp_path, [f"{HEADER},phone", f"{ITEM},0912"])
    assert "phone" not in rows[0]
    assert [(fault.rule, fault.cell, fault.value) for fault in result.unread] == [
        ("unknown-column", "N1", "phone")
    ]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"programme_items\.csv is empty"):
        tidied(tmp_path, [])


def test_place_ids_are_made_as_the_schema_declares(tmp_path: Path) -> None:
    header = "code,epoch,alias,alias_kind,valid_to,provenance,provenance_confidence,provenance_note"
    (tmp_path / "aliases.csv").write_text(
        f"{header}\n46,pre-2025-07,TT Huế,abbreviation,,found,,\n", encoding="utf-8"
    )
    tidy(tmp_path / "aliases.csv", {"kind": "register", "schema": "unit_aliases"}, tmp_path / "out.csv")
    assert "\n46@pre-2025-07,46,pre-2025-07,TT Huế," in (tmp_path / "out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ({"kind": "pdf", "schema": "observation"}, "pdf"),
        ({"kind": "register"}, "schema"),
        ({"kind": "register", "schema": "programme_items", "sheet": "M08"}, "sheet"),
        ({"kind": "sheet", "schema": "programme_accounts"}, "columns"),
    ],
)
def test_a_wrong_recipe_says_what_to_change(tmp_path: Path, recipe: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        tidy(tmp_path / "none.csv", recipe, tmp_path / "out.csv")


def test_a_recipe_stands_on_the_one_it_extends(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(
        "kind: register\nschema: programme_items\nwhere: {level: project, code: DA01}\n"
    )
    (tmp_path / "own.yaml").write_text("extends: base.yaml\nwhere: {code: DA02}\n")
    recipe = load_recipe(tmp_path / "own.yaml")
    assert recipe == {
        "kind": "register",
        "schema": "programme_items",
        "where": {"level": "project", "code": "DA02"},
    }
