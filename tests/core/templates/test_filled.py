"""Templates for one sender: the places of its own area, and the rows of last time to bring up to date."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from core.templates.test_templates import rows_for
from dtts.__main__ import main
from dtts.catalogue import TableSchema, table_schema, table_schema_names
from dtts.checks import check_table
from dtts.errors import UsageError
from dtts.exports import write_csv, write_parquet
from dtts.registers import register
from dtts.tables import read_table
from dtts.templates import TemplateId, last_rows, template_id, updated, write_csv_template, write_template
from dtts.templates.choices import choices_of
from dtts.templates.number_rules import rule_for
from dtts.templates.places import places_within, rows_within
from dtts.templates.rows import LAST_ROW

BAC_NINH, MOST = "24@since-2025-07", 60
RESULTS = table_schema("output_results")


@pytest.fixture(params=table_schema_names())
def schema(request: pytest.FixtureRequest) -> TableSchema:
    return table_schema(request.param)


def published(schema: TableSchema, folder: Path) -> pl.DataFrame:
    """Rows of a register, or of demonstration data, as they are published."""
    rows = rows_for(schema, folder)[:MOST]
    own = [key.fields[-1] for key in schema.foreign_keys if not key.resource]
    rows = [row for row in rows if not any(row.get(name) for name in own)]
    with (folder / "raw.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, schema.field_names, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)
    checked = check_table(read_table(folder / "raw.csv", filename="raw.csv", schema=schema), schema)
    assert checked.frame is not None, checked.report.faults[0].message
    return checked.frame


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_filled_template_is_read_again_as_the_same_valid_rows(
    schema: TableSchema, form: str, tmp_path: Path
):
    rows = published(schema, tmp_path)
    path = tmp_path / f"template.{form}"
    if form == "xlsx":
        write_template(schema, path, rows=rows)
    else:
        write_csv_template(schema, path, rows=rows)
    checked = check_table(read_table(path, filename=path.name, schema=schema), schema)
    assert [fault.message["en"] for fault in checked.report.faults if fault.severity == "error"] == []
    assert checked.frame is not None and checked.frame.equals(rows)


def test_an_empty_csv_template_is_known_by_its_labels_and_lacks_only_rows(
    schema: TableSchema, tmp_path: Path
):
    write_csv_template(schema, tmp_path / "t.csv")
    table = read_table(tmp_path / "t.csv", filename="t.csv", schema=schema)
    assert [group.rule for group in table.groups] == ["no-rows"]
    assert template_id(tmp_path / "t.csv") == TemplateId(schema.name, schema.version)


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n", "Chương trình\n", "\n\n", '"open', "Chương trình,Chương trình\n"],
)
def test_a_csv_with_other_labels_is_no_template(text: str, tmp_path: Path):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert template_id(tmp_path / "t.csv") is None


def test_the_list_of_places_holds_those_of_the_senders_area_and_no_others(tmp_path: Path):
    write_template(RESULTS, tmp_path / "t.xlsx", within=BAC_NINH)
    offered = next(each for each in choices_of(RESULTS, BAC_NINH) if each.field.name == "area_id")
    parents = dict(register("places").select("area_id", "parent_id").iter_rows())
    assert offered.values[0] == BAC_NINH or BAC_NINH in offered.values
    assert {parents[place] for place in offered.values if place != BAC_NINH} == {BAC_NINH}
    assert offered.labels["07210@since-2025-07"]["vi"] == "Phường Bắc Giang"
    lists = openpyxl.load_workbook(tmp_path / "t.xlsx")["Danh mục - Lists"]
    named = {lists.cell(row, 1).value for row in range(1, lists.max_row + 1)}
    assert named and set(offered.values) <= {
        cell.value for column in lists.iter_cols() for cell in column if cell.value
    }


@pytest.mark.parametrize(
    ("area", "some", "none"),
    [
        ("24@since-2025-07", "07210@since-2025-07", "24@pre-2025-07"),
        ("24@pre-2025-07", "07210@pre-2025-07", "07210@since-2025-07"),
        ("07210@since-2025-07", "07210@since-2025-07", "24@since-2025-07"),
    ],
)
def test_an_area_holds_itself_and_what_lies_in_it(area: str, some: str, none: str):
    found = places_within(area)
    assert area in found and some in found and none not in found


@pytest.mark.parametrize("area", ["24", "99@since-2025-07", "", "Bắc Ninh"])
def test_an_area_that_is_none_is_misuse(area: str):
    with pytest.raises(UsageError, match="24@since-2025-07"):
        places_within(area)


def test_rows_of_other_areas_are_left_out():
    frame = pl.DataFrame({"area_id": ["07210@since-2025-07", "00004@since-2025-07", None]})
    assert rows_within(frame, RESULTS, places_within(BAC_NINH))["area_id"].to_list() == [
        "07210@since-2025-07"
    ]


def test_rows_get_their_new_period_and_lose_their_old_figures(tmp_path: Path):
    rows = published(RESULTS, tmp_path)
    fresh = updated(rows, RESULTS, {"year": "2027", "period": "S1"}, ["actual", "cumulative"])
    assert fresh.schema == rows.schema
    assert set(fresh["year"]) == {2027} and set(fresh["period"]) == {"S1"}
    assert fresh["actual"].null_count() == fresh["cumulative"].null_count() == fresh.height
    assert fresh["item_code"].equals(rows["item_code"])


@pytest.mark.parametrize(
    ("known", "emptied"), [({"year": "soon"}, []), ({"years": "2027"}, []), ({}, ["years"])]
)
def test_a_change_that_a_column_does_not_take_is_misuse(known: dict[str, str], emptied: list[str]):
    rows = pl.DataFrame(schema=dict.fromkeys(RESULTS.field_names, pl.String))
    with pytest.raises(UsageError, match="year"):
        updated(rows, RESULTS, known, emptied)


def test_the_command_fills_a_template_with_last_times_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    rows = published(RESULTS, tmp_path)
    write_parquet(rows, RESULTS, tmp_path / "last.parquet")
    arguments = [
        "template",
        "output_results",
        "-o",
        str(tmp_path / "t.xlsx"),
        "--rows",
        str(tmp_path / "last.parquet"),
    ]
    assert main([*arguments, "--set", "year=2027", "--clear", "actual"]) == 0
    checked = check_table(read_table(tmp_path / "t.xlsx", filename="t.xlsx", schema=RESULTS), RESULTS)
    assert set(pl.Series(checked.frame["year"] if checked.frame is not None else [2027])) == {2027}
    assert main(["template", "output_results", "-o", str(tmp_path / "t.csv"), "--within", BAC_NINH]) == 0
    assert main([*arguments, "--set", "year"]) == 2
    assert main(["template", "output_results", "-o", str(tmp_path / "t.xlsx"), "--set", "year=2027"]) == 2
    assert "--rows" in capsys.readouterr().err


def test_rows_that_are_not_valid_fill_no_template(tmp_path: Path):
    (tmp_path / "bad.csv").write_text("programme\nnone\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"bad\.csv"):
        last_rows(tmp_path / "bad.csv", RESULTS)
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(UsageError, match=r"empty\.csv"):
        last_rows(tmp_path / "empty.csv", RESULTS)


def test_what_is_published_as_csv_fills_a_template_too(tmp_path: Path):
    rows = published(RESULTS, tmp_path)
    write_csv(rows, RESULTS, tmp_path / "last.csv")
    assert last_rows(tmp_path / "last.csv", RESULTS).equals(rows)


def test_more_rows_than_a_template_has_rules_for_are_misuse(tmp_path: Path):
    rows = published(RESULTS, tmp_path)
    with pytest.raises(UsageError, match=str(LAST_ROW + 1)):
        write_template(RESULTS, tmp_path / "t.xlsx", rows=pl.concat([rows] * LAST_ROW).head(LAST_ROW + 1))


def test_every_column_of_figures_and_days_has_its_rule(schema: TableSchema, tmp_path: Path):
    write_template(schema, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    ruled = {
        str(rule.sqref).split(":")[0].rstrip("0123456789") for rule in sheet.data_validations.dataValidation
    }
    letters = {field.name: cell.column_letter for field, cell in zip(schema.fields, sheet[1], strict=True)}
    needed = {field.name for field in schema.fields if field.type in ("integer", "number", "year", "date")}
    assert {name for name in needed if letters[name] not in ruled} == set()


def test_a_rule_holds_the_schemas_limits_and_says_what_is_meant():
    year = rule_for(RESULTS.field("year"))
    assert year is not None and (year.type, year.formula1, year.formula2) == ("whole", "2000", "2100")
    assert year.error == "Năm (2025). A year (2025). 2000 … 2100"
    assert rule_for(RESULTS.field("area_name")) is None
