"""Checks that compare cells name them where people see them, in an export with years and levels side by side."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from dtts.catalogue import table_schema
from dtts.checks import check_table
from dtts.proposals.places import area_ids
from dtts.report import Report, column_letters
from dtts.tables import Answers, read_table
from dtts.tables.layout import ColumnUse, SheetMapping

EXPORT = (
    Path(__file__).parents[3]
    / "schemas/samples/general-statistics-office/ethnic-minority-pupils-by-province.csv"
)
LEVELS = {
    "Total": "GSO_EM_PUPILS",
    "Primary": "GSO_EM_PUPILS_PRIMARY",
    "Lower secondary": "GSO_EM_PUPILS_LOWER_SEC",
    "Upper secondary": "GSO_EM_PUPILS_UPPER_SEC",
}
CONSTANTS = {
    "FREQ": "A", "GEO_VERSION": "ASREP", "SEX": "_T", "ETHNIC_GROUP": "DTTS", "COMMUNE_REGION": "_T",
    "VALUE_TYPE": "ACT", "UNIT_MEASURE": "PS", "UNIT_MULT": "0", "OBS_STATUS": "A", "CONF_STATUS": "F",
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    with EXPORT.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@pytest.fixture(scope="module")
def report(rows: list[list[str]]) -> Report:
    names = [row[0].strip() for row in rows[3:] if row]
    words = {text: {"REF_AREA": area} for text, area in area_ids(names, date(2016, 12, 31)).items()}
    columns = {1: (ColumnUse("REF_AREA", words=words),)}
    for number, label in enumerate(rows[2][1:], start=2):
        year, _, level = label.removeprefix("Prel. ").partition(" ")
        implied = {"TIME_PERIOD": year, "INDICATOR": LEVELS[level]}
        columns[number] = (ColumnUse("OBS_VALUE", implied),)
    mapping = SheetMapping(
        header=(3, 3),
        rows=(4, None),
        columns=columns,
        constants=CONSTANTS,
        markers={"..": {"OBS_STATUS": "L"}},
        leave_out=(),
    )
    schema = table_schema("observation")
    table = read_table(EXPORT, filename=EXPORT.name, schema=schema, answers=Answers(mapping=mapping))
    return check_table(table, schema).report


def cells_of(report: Report, check: str) -> set[str | None]:
    return {fault.cell for fault in report.faults if fault.rule.endswith(f":{check}")}


def cell(rows: list[list[str]], label: str, place: str) -> str:
    row = next(number for number, cells in enumerate(rows, start=1) if cells and cells[0].strip() == place)
    return f"{column_letters(rows[2].index(label) + 1)}{row}"


def test_the_sums_of_2010_and_2011_that_do_not_add_up_are_named_by_their_cells(rows, report):
    found = cells_of(report, "indicators-add-up")
    totals = {"2010 Total": ["WHOLE COUNTRY"], "2011 Total": ["Ha Noi", "Vinh Phuc", "Quang Ninh"]}
    assert found == {cell(rows, label, place) for label, places in totals.items() for place in places}


def test_figures_a_thousand_times_too_small_are_named_by_their_cells(rows, report):
    places = ("Ha Noi", "Vinh Phuc", "Quang Ninh")
    assert cells_of(report, "thousands-apart") == {cell(rows, "2011 Upper secondary", at) for at in places}


def test_a_mark_for_a_missing_figure_has_its_status(report):
    assert not cells_of(report, "signs-have-their-status") | cells_of(report, "blank-explained")
