"""What a file may be is read from its template's identity or proposed from its header, in a limited child."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest

from core.builders import write_workbook
from dtts.catalogue import table_schema, table_schema_names
from dtts.examine.process import Limits
from dtts.recognise import Recognised, recognise, recognise_in_child
from dtts.templates import write_template

FIXTURES = Path(__file__).parents[2] / "fixtures" / "tables"


@pytest.mark.parametrize("name", ["output_results", "it_support_points", "ethnic_groups"])
def test_a_template_says_itself_what_it_is_even_under_another_name(name: str, tmp_path: Path) -> None:
    write_template(table_schema(name), tmp_path / "t.xlsx")
    assert recognise(tmp_path / "t.xlsx", "báo cáo.xlsx").template == name


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", table_schema_names())
def test_a_header_in_either_language_puts_its_own_table_first(name: str, lang: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow([field.title[lang] for field in table_schema(name).fields])
    found = recognise(path, "t.csv")
    first = found.candidates[0]
    # Labels that are just those of the CSV template are its identity.
    assert found.template in (None, name)
    assert first.named == first.columns
    assert first.schema == name


def test_the_sheet_with_the_header_is_named(tmp_path: Path) -> None:
    rows = [["Tỉnh Thử"], [], [field.title["vi"] for field in table_schema("it_support_points").fields]]
    path = write_workbook(tmp_path / "t.xlsx", {"Bìa": [["Báo cáo"]], "Số liệu": rows})
    only = recognise(path, path.name).only
    assert only is not None
    assert (only.schema, only.sheet) == ("it_support_points", "Số liệu")


def test_a_header_that_lacks_a_required_column_is_no_certain_table(tmp_path: Path) -> None:
    schema = table_schema("it_support_points")
    lacking = [field.title["vi"] for field in schema.fields if field.name != "point_id"]
    path = write_workbook(tmp_path / "t.xlsx", {"1": [lacking]})
    found = recognise(path, path.name)
    assert found.only is None
    assert found.candidates[0].schema == "it_support_points"


def test_a_header_of_no_table_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    assert recognise(tmp_path / "t.csv", "t.csv") == Recognised()


def test_a_table_in_an_archive_is_seen_through_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.write(FIXTURES / "five-faults.xlsx", "năm lỗi.xlsx")
    inside = recognise(FIXTURES / "five-faults.xlsx", "five-faults.xlsx")
    assert recognise(tmp_path / "t.zip", "t.zip") == inside


def test_the_sheets_that_people_see_are_named(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "t.xlsx", {"Bìa": [["Báo cáo"]], "Biểu 03": [["x"]]})
    assert recognise(path, path.name).sheets == ("Bìa", "Biểu 03")


def test_old_text_is_shown_in_every_encoding_that_it_may_be_in(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("Tªn,x\nB¾c Giang,1\n".encode("latin-1"))
    assert recognise(tmp_path / "t.csv", "t.csv").previews["tcvn3"] == "Tên,x"


def test_a_file_that_cannot_be_read_without_its_encoding_still_shows_its_words(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("Tªn,x\n1,1\n".encode("latin-1"))
    found = recognise(tmp_path / "t.csv", "t.csv")
    assert found.fault is not None
    assert found.fault.rule == "encoding-unclear"
    assert found.previews["tcvn3"] == "Tên,x"


@pytest.mark.parametrize("name", ["five-faults.xlsx", "corrected.csv"])
def test_the_child_says_what_this_process_would(name: str, tmp_path: Path) -> None:
    path = FIXTURES / name
    assert recognise_in_child(path, name, tmp_path, Limits()) == recognise(path, name)


def test_the_child_says_why_a_file_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"%PDF-1.7")
    fault = recognise_in_child(tmp_path / "t.xlsx", "t.xlsx", tmp_path / "out", Limits()).fault
    assert fault is not None
    assert fault.rule == "wrong-extension"


def test_a_child_that_is_ended_by_its_limit_gives_a_fault(tmp_path: Path) -> None:
    path = FIXTURES / "five-faults.xlsx"
    fault = recognise_in_child(path, path.name, tmp_path, Limits(wall_s=0.001)).fault
    assert fault is not None
    assert fault.rule == "unreadable-file"
