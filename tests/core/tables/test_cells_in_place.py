"""Every cell of a workbook is read in its own place, wherever the sheet begins and whatever is blank."""

from __future__ import annotations

import string
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from core.builders import write_workbook
from core.ods_workbook import sheet, write_ods
from core.old_workbook import write_old_workbook
from dtts.tables.grid import Value, cell_text
from dtts.tables.ods.read import read_ods
from dtts.tables.workbook_sheets import WorkbookSheets
from dtts.tables.xls import read_xls
from dtts.tables.xlsx.read import read_xlsx

TEXTS = st.text(string.ascii_letters + "ăâđêôơưạếỡ", min_size=1, max_size=5)
# Writers of workbooks keep 15 or 16 digits; with 12 there is no second rounding that could differ.
FIGURES = st.floats(-1e6, 1e6).map(lambda figure: float(f"{figure:.12g}"))
CELLS = st.one_of(st.none(), st.none(), TEXTS, st.booleans(), st.integers(-(10**9), 10**9), FIGURES)
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
GRIDS = st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=6)


def filled(rows: list[list[Value]]) -> dict[tuple[int, int], tuple[str | None, int]]:
    """Text and kind of each cell that says something, by its place."""
    return {
        (number, column): cell_text(value)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value not in (None, "")
    }


def read(workbook: WorkbookSheets) -> dict[tuple[int, int], tuple[str | None, int]]:
    return filled([list(row) for row in workbook.sheets[0].grid.rows()])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.one_of(CELLS, DAYS), max_size=5), min_size=1, max_size=6))
def test_of_an_xlsx(tmp_path_factory, rows):
    path = write_workbook(tmp_path_factory.mktemp("xlsx") / "t.xlsx", {"S": rows})
    assert read(read_xlsx(path)) == filled(rows)


@settings(max_examples=100, deadline=None)
@given(GRIDS)
def test_of_an_xls(tmp_path_factory, rows):
    path = write_old_workbook(tmp_path_factory.mktemp("xls") / "t.xls", {"S": rows})
    assert read(read_xls(path)) == filled(rows)


@settings(max_examples=100, deadline=None)
@given(GRIDS)
def test_of_an_ods(tmp_path_factory, rows):
    path = write_ods(tmp_path_factory.mktemp("ods") / "t.ods", sheet("S", rows))
    assert read(read_ods(path)) == filled(rows)
