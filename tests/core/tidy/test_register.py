"""Registers as they are kept, and recipes as they are written."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from dtts.errors import UnreadableFile, UsageError
from dtts.tidy import TidyResult, load_recipe, tidy

HEADER = "programme,code,parent_code,level,name_vi,name_en,code_status,provenance"
ITEM = "mtqg-1719-2021-2025,DA01,,project,Đất ở,Land,official number,found"


def tidied(tmp_path: Path, lines: list[str], **recipe: Any) -> tuple[TidyResult, list[dict[str, str]]]:
    """The result and the rows written for a register of these lines."""
    source, out = tmp_path / "register.csv", tmp_path / "out.csv"
    source.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    result = tidy(source, {"kind": "register", "schema": "programme_items"} | recipe, out)
    with out.open(encoding="utf-8", newline="") as file:
        return result, list(csv.DictReader(file))


def test_columns_come_out_in_the_order_of_the_schema(tmp_path: Path) -> None:
    turned = ",".join(reversed(HEADER.split(",")))
    _, rows = tidied(tmp_path, [turned, ",".join(reversed(ITEM.split(",")))])
    assert list(rows[0])[:5] == ["programme", "code", "parent_code", "level", "name_vi"]
    assert rows[0]["code"] == "DA01"


def test_only_the_rows_that_where_names_are_kept(tmp_path: Path) -> None:
    other = ITEM.replace("project", "content")
    result, rows = tidied(tmp_path, [HEADER, ITEM, other], where={"level": "content"})
    assert (result.rows, rows[0]["level"]) == (1, "content")


def test_a_column_is_renamed_and_another_filled(tmp_path: Path) -> None:
    recipe = {"rename": {"code": "name_en_old"}, "derive": {"code": "{name_en_old}.TDA1"}}
    with pytest.raises(UsageError, match="name_en_old"):
        tidied(tmp_path, [HEADER, ITEM], **recipe)
    _, rows = tidied(tmp_path, [HEADER, ITEM], derive={"parent_code": "{code}", "code": "{code}.TDA1"})
    assert (rows[0]["parent_code"], rows[0]["code"]) == ("DA01", "DA01.TDA1")


@pytest.mark.parametrize(
    ("level", "code", "expected"), [("country", "", "VN"), ("province", "24", "24@pre"), ("province", "", "")]
)
def test_an_area_is_derived_by_the_first_rule_that_fits(
    tmp_path: Path, level: str, code: str, expected: str
) -> None:
    rules = [{"when": {"level": "country"}, "value": "VN"}, {"value": "{code}@pre"}]
    line = f"mtqg,{code},,{level},Đất ở,Land,official number,found"
    _, rows = tidied(tmp_path, [HEADER, line], derive={"parent_code": rules})
    assert rows[0]["parent_code"] == expected


def test_a_row_of_another_width_is_said(tmp_path: Path) -> None:
    result, rows = tidied(tmp_path, [HEADER, ITEM, "mtqg,DA02,too short"])
    assert len(rows) == 1
    assert [(fault.rule, fault.row) for fault in result.unread] == [("row-width", 3)]


def test_decomposed_text_is_written_composed(tmp_path: Path) -> None:
    _, rows = tidied(tmp_path, [HEADER, ITEM.replace("Đất", "Đa\u0302\u0301t")])
    assert rows[0]["name_vi"] == "Đất ở"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        tidied(tmp_path, [])


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ({"kind": "pdf", "schema": "observation"}, "pdf"),
        ({"kind": "register"}, "schema"),
        ({"kind": "register", "schema": "programme_items", "sheet": "M08"}, "sheet"),
        ({"kind": "workbook-table", "schema": "programme_accounts"}, "outline"),
    ],
)
def test_a_wrong_recipe_says_what_to_change(tmp_path: Path, recipe: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        tidy(tmp_path / "none.csv", recipe, tmp_path / "out.csv")


def test_a_recipe_stands_on_the_one_it_extends(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("kind: register\nschema: programme_items\nconstants: {a: 1, b: 2}\n")
    (tmp_path / "own.yaml").write_text("extends: base.yaml\nconstants: {b: 3}\nencoding: latin-1\n")
    recipe = load_recipe(tmp_path / "own.yaml")
    assert recipe == {
        "kind": "register",
        "schema": "programme_items",
        "constants": {"a": 1, "b": 3},
        "encoding": "latin-1",
    }
