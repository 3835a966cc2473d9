"""`python -m dtts convert` on files as offices have them."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook, load_workbook

from dtts.__main__ import main
from dtts.units import FORMER_ENDS, HEADINGS, Gazetteer, convert_frame
from dtts.units.workbook import write_workbook

ROWS = [
    ("Xã Trà Bùi", "Quảng Ngãi"),
    ("TT. Đăk Tô", "Kon Tum"),
    ("Xã Như Thụy", "Vĩnh Phúc"),
    ("=1+1", "Quảng Ngãi"),
]


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "danh sách.csv"
    path.write_text("xa,tinh\n" + "".join(f"{name},{place}\n" for name, place in ROWS), encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    return main(["convert", *map(str, arguments)])


def test_a_csv_gets_the_units_of_the_day_beside_its_own_columns(
    csv: Path, capsys: pytest.CaptureFixture[str]
):
    out = csv.with_name("out.csv")
    code = run(csv, "--column", "xa", "--province-column", "tinh", "--to", "2026-10-01", "-o", out)
    written = pl.read_csv(out, infer_schema=False)
    assert code == 1
    assert written.columns == ["xa", "tinh", *HEADINGS]
    assert written["new_code"].to_list() == ["21136; 21157", "23401", None, None]
    assert capsys.readouterr().out == "whole\t1\nsplit\t1\nretired\t1\nunknown\t1\n"


def test_a_workbook_keeps_codes_as_text_and_holds_no_formula(csv: Path):
    out = csv.with_name("out.xlsx")
    run(csv, "--column", "xa", "--province-column", "tinh", "--lang", "vi", "--to", "2026-10-01", "-o", out)
    sheet = load_workbook(out).active
    assert sheet is not None
    cells = [list(row) for row in sheet.iter_rows()]
    assert [cell.value for cell in cells[0][:4]] == ["xa", "tinh", "Mã địa bàn cũ", "Tên cũ theo danh mục"]
    assert cells[2][4].value == "23401" and cells[2][4].data_type == "s"
    assert cells[4][0].value == "=1+1" and cells[4][0].data_type == "s"


def test_a_workbook_is_read_with_its_codes(tmp_path: Path):
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Mã xã", "Số hộ"], ["07210", 12], ["21142", 5]):
        sheet.append(row)
    book.save(tmp_path / "in.xlsx")
    out = tmp_path / "out.csv"
    assert run(tmp_path / "in.xlsx", "--column", "Mã xã", "--to", "2026-10-01", "-o", out) == 1
    assert pl.read_csv(out, infer_schema=False)["flag"].to_list() == ["whole", "split"]


def test_a_list_of_which_every_row_is_certain_ends_well(tmp_path: Path):
    (tmp_path / "in.csv").write_text("ma\n07210\n23401\n", encoding="utf-8")
    assert run(tmp_path / "in.csv", "--column", "ma", "--to", "2026-10-01", "-o", tmp_path / "o.csv") == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--column", "no", "-o", "o.csv"], "no column no; the columns are: xa, tinh"),
        (["--column", "xa", "-o", "o.doc"], "name the output .csv or .xlsx"),
        (["--column", "xa", "--to", "2020-01-01", "-o", "o.csv"], "lies after"),
    ],
)
def test_wrong_use_says_what_to_change(
    csv: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
):
    at = arguments.index("-o") + 1
    placed = [*arguments[:at], str(csv.with_name(arguments[at])), *arguments[at + 1 :]]
    assert run(csv, *placed) == 2
    assert message in capsys.readouterr().err


def test_a_frame_of_10_035_codes_survives_a_workbook(tmp_path: Path, gazetteer: Gazetteer):

    codes = [u.code for u in gazetteer.in_force(FORMER_ENDS, "commune")]
    converted = convert_frame(gazetteer, pl.DataFrame({"ma": codes}), "ma", to=date(2026, 10, 1))
    write_workbook(converted, tmp_path / "o.xlsx")
    with closing(load_workbook(tmp_path / "o.xlsx", read_only=True)) as book:
        sheet = book.active
        assert sheet is not None
        assert [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)] == codes
