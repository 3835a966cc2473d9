"""The look at a sheet's XML before it is parsed: no reach and no damaged cell may escape it, however written."""

from __future__ import annotations

import io
import zipfile

import pytest

from dtts.errors import UnreadableFile
from dtts.tables.xlsx import scan
from dtts.tables.xlsx.scan import scan_sheet

PART = "xl/worksheets/sheet1.xml"


def scanned(rows: str):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(PART, f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
    with zipfile.ZipFile(packed) as archive:
        return scan_sheet(archive, PART, "S")


def damage(rows: str) -> dict[tuple[int, int], str]:
    damaged = scanned(rows).damaged
    return {(row, column): cell.text for row, cells in damaged.items() for column, cell in cells.items()}


FAR = {
    "as Excel writes it": '<row r="1"><c r="XFD1"><v>1</v></c></row>',
    "with single quotes": "<row r='1'><c r='XFD1'><v>1</v></c></row>",
    "with spaces": '<row r="1"><c r = "XFD1"><v>1</v></c></row>',
    "with a line end": '<row r="1"><c r=\n"XFD1"><v>1</v></c></row>',
    "after another attribute": '<row r="1"><c s="1" r="XFD1"><v>1</v></c></row>',
    "under a prefix": '<x:row r="1"><x:c r="XFD1"><x:v>1</x:v></x:c></x:row>',
    "in a row of another number": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD7"><v>1</v></c></row>',
}


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR.keys())
def test_a_cell_that_is_too_far_to_the_right_is_seen(rows):
    with pytest.raises(UnreadableFile) as refused:
        scanned(rows)
    assert refused.value.fault.rule == "too-many-columns"


@pytest.mark.parametrize(("cell", "fits"), [("L1000000", True), ("M1000000", False), ("L1048576", False)])
def test_the_area_is_measured_to_the_cell(cell, fits):
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="{cell}"><v>1</v></c></row>'
    if fits:
        assert scanned(rows).is_in_bounds
        return
    with pytest.raises(UnreadableFile) as refused:
        scanned(rows)
    assert refused.value.fault.rule == "too-many-cells"


def test_cells_without_a_value_reach_nowhere():
    assert scanned('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576" s="3"/></row>').is_in_bounds


ERRORS = {
    "as Excel writes it": '<c r="B1" t="e"><v>#N/A</v></c>',
    "with single quotes": "<c r='B1' t='e'><v>#N/A</v></c>",
    "with spaces": '<c r="B1" t = "e"><v>#N/A</v></c>',
    "under a prefix": '<x:c r="B1" t="e"><x:v>#N/A</x:v></x:c>',
    "beside formulas that have a result": '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><f>NA()</f><v>#N/A</v></c>',
}


@pytest.mark.parametrize("cells", ERRORS.values(), ids=ERRORS.keys())
def test_an_error_is_seen(cells):
    assert damage(f'<row r="1">{cells}</row>') == {(1, 2): "#N/A"}


FORMULAS = {
    "no value": ('<c r="B1"><f>A1</f></c>', True),
    "an empty value": ('<c r="B1"><f>A1</f><v></v></c>', True),
    "a value that is closed at once": ('<c r="B1"><f>A1</f><v/></c>', True),
    "a part of a shared formula": ('<c r="B1"><f t="shared" si="0"/></c>', True),
    "under a prefix": ('<x:c r="B1"><x:f>A1</x:f></x:c>', True),
    "a value": ('<c r="B1"><f>A1</f><v>0</v></c>', False),
    "a part of a shared formula with its value": ('<c r="B1"><f t="shared" si="0"/><v>1</v></c>', False),
    "an empty text": ('<c r="B1" t="str"><f>""</f><v></v></c>', False),
    "a text": ('<c r="B1" t="str"><f>"x"</f><v>x</v></c>', False),
    "a value with an attribute": ('<c r="B1"><f>A1</f><v xml:space="preserve">1</v></c>', False),
}


@pytest.mark.parametrize(("cell", "lacks"), FORMULAS.values(), ids=FORMULAS.keys())
def test_a_formula_lacks_its_result_or_has_it(cell, lacks):
    rows = f'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>{cell}</row>'
    assert damage(rows) == ({(1, 2): "="} if lacks else {})


@pytest.mark.parametrize("numbered", [True, False])
def test_places_are_counted_on_over_pieces_in_which_nothing_is_wrong(monkeypatch, numbered):
    monkeypatch.setattr(scan, "_PIECE", 64)
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>' if numbered else "<row><c><v>1</v></c></row>"
    rows = "".join(row.format(number) for number in range(1, 41))
    last = (
        '<row r="41"><c r="A41" t="e"><v>#REF!</v></c></row>'
        if numbered
        else '<row><c t="e"><v>#REF!</v></c></row>'
    )
    assert damage(rows + last) == {(41, 1): "#REF!"}
