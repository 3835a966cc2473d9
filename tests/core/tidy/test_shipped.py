"""The recipes that ship, each against counts taken from its raw file by other means."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import xlrd

from dtts.catalogue import schemas_path
from dtts.tidy import TidyResult, load_recipe, tidy

SAMPLES = schemas_path() / "samples"
OFFICE = SAMPLES / "general-statistics-office"
MINISTRY = SAMPLES / "ministry-of-finance"

# What a reader of the files counts in them: lines with a province or the country, columns of
# figures, cells with "..", labels that no unit of the register bears.
EXPORTS = {
    "poverty-rate-by-province": (64, 8, 1, ["Ha Tay"]),
    "households-using-electricity-by-province": (64, 8, 4, ["Ha Tay"]),
    "literacy-rate-by-province": (64, 9, 0, ["Ha Tay"]),
    "trained-workers-by-province": (64, 9, 0, []),
    "monthly-income-by-province": (64, 20, 0, []),
    "population-by-province": (64, 18, 0, []),
    "administrative-units-by-province": (64, 56, 773, []),
    "ethnic-minority-pupils-by-province": (53, 52, 84, ["Ha Tay"]),
    "ethnic-minority-teachers-by-province": (43, 48, 130, []),
}
REGIONS = ("Delta", "midlands", "Central", "South East", "Other provinces")


def made(tmp_path: Path, folder: Path, name: str) -> tuple[TidyResult, list[dict[str, str]]]:
    """The result and the rows of a shipped recipe."""
    suffix = ".xls" if folder == MINISTRY else ".csv"
    out = tmp_path / "out.csv"
    result = tidy(folder / f"{name}{suffix}", load_recipe(folder / f"{name}.recipe.yaml"), out)
    with out.open(encoding="utf-8", newline="") as file:
        return result, list(csv.DictReader(file))


def lines_of(name: str) -> list[list[str]]:
    """Data lines of a raw export, cut by hand: the oracle shares no code with the recipe."""
    text = (OFFICE / f"{name}.csv").read_bytes().decode("latin-1")
    return [line.replace('"', "").split(";") for line in text.split("\r\n")[3:] if ";" in line]


@pytest.mark.parametrize("name", EXPORTS)
def test_every_figure_of_a_mapped_place_comes_out_once(tmp_path: Path, name: str) -> None:
    places, columns, missing, unread = EXPORTS[name]
    result, rows = made(tmp_path, OFFICE, name)
    assert result.rows == len(rows) == places * columns
    assert sum(row["OBS_VALUE"] == "" for row in rows) == missing
    assert [fault.value for fault in result.unread] == unread


@pytest.mark.parametrize("name", EXPORTS)
def test_figures_are_those_of_the_raw_file(tmp_path: Path, name: str) -> None:
    unread = EXPORTS[name][3]
    kept = [line for line in lines_of(name) if not any(word in line[0] for word in REGIONS)]
    expected = Counter(cell for line in kept if line[0] not in unread for cell in line[1:])
    _, rows = made(tmp_path, OFFICE, name)
    found = Counter(row["OBS_VALUE"] or ".." for row in rows)
    assert found == expected


def test_the_preliminary_year_has_the_raw_sum_and_says_that_it_is_provisional(tmp_path: Path) -> None:
    kept = [
        line for line in lines_of("poverty-rate-by-province") if not any(word in line[0] for word in REGIONS)
    ]
    by_hand = [Decimal(line[-1]) for line in kept if line[-1] != ".."]
    _, rows = made(tmp_path, OFFICE, "poverty-rate-by-province")
    last = [row for row in rows if row["TIME_PERIOD"] == "2016"]
    assert sum(Decimal(row["OBS_VALUE"]) for row in last if row["OBS_VALUE"]) == sum(by_hand)
    assert Counter(row["OBS_STATUS"] for row in last) == {"P": 63, "L": 1}


@pytest.mark.parametrize(
    ("name", "area_id", "period", "indicator", "value"),
    [
        ("poverty-rate-by-province", "94@pre-2025-07", "2010", "GSO_POVERTY_RATE", "22.1"),  # Sóc Trăng
        ("poverty-rate-by-province", "VN", "2016", "GSO_POVERTY_RATE", "5.8"),
        (
            "ethnic-minority-pupils-by-province",
            "02@pre-2025-07",
            "2004",
            "GSO_EM_PUPILS",
            "128955",
        ),  # Hà Giang
        ("ethnic-minority-pupils-by-province", "01@pre-2025-07", "2011", "GSO_EM_PUPILS_UPPER_SEC", "2"),
        (
            "ethnic-minority-teachers-by-province",
            "95@pre-2025-07",
            "2004",
            "GSO_EM_TEACHERS",
            "266",
        ),  # Bạc Liêu
        ("administrative-units-by-province", "96@pre-2025-07", "2009", "GSO_UNITS_COMMUNES", "82"),  # Cà Mau
        ("monthly-income-by-province", "VN", "2016", "GSO_INCOME_MONTHLY", "3049.0"),
    ],
)
def test_a_figure_read_by_eye_is_found_at_its_place(
    tmp_path: Path, name: str, area_id: str, period: str, indicator: str, value: str
) -> None:
    _, rows = made(tmp_path, OFFICE, name)
    wanted = (indicator, area_id, period)
    assert [r["OBS_VALUE"] for r in rows if (r["INDICATOR"], r["REF_AREA"], r["TIME_PERIOD"]) == wanted] == [
        value
    ]


def test_minority_pupils_are_of_all_minorities_and_counted_on_a_day(tmp_path: Path) -> None:
    _, rows = made(tmp_path, OFFICE, "ethnic-minority-pupils-by-province")
    assert {(row["ETHNIC_GROUP"], row["UNIT_MEASURE"], row["CUMULATION"]) for row in rows} == {
        ("DTTS", "PS", "K")
    }


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        (
            "ethnic-minority-pupils-by-province",
            {"WHOLE COUNTRY, 2010", "Ha Noi, 2011", "Vinh Phuc, 2011", "Quang Ninh, 2011"},
        ),
        ("ethnic-minority-teachers-by-province", {"WHOLE COUNTRY, 2010", "Thanh Hoa, 2010"}),
    ],
)
def test_the_sums_that_do_not_add_up_are_named(tmp_path: Path, name: str, cells: set[str]) -> None:
    result, _ = made(tmp_path, OFFICE, name)
    assert {fault.message["vi"].partition(":")[0] for fault in result.remarks} == cells


def test_ha_noi_breaks_at_the_first_value_after_its_enlargement(tmp_path: Path) -> None:
    _, rows = made(tmp_path, OFFICE, "poverty-rate-by-province")
    breaks = {(row["REF_AREA"], row["TIME_PERIOD"]) for row in rows if row["OBS_STATUS"] == "B"}
    assert breaks == {(f"{code}@pre-2025-07", "2008") for code in ("01", "17", "26")}


@pytest.mark.parametrize(
    ("name", "lines", "total", "last"),
    [
        ("final-accounts-2009", 15, "12608657", "Dự án trồng mới 5 triệu ha rừng"),
        (
            "final-accounts-2013",
            17,
            "22246200.403222",
            "Chương trình sử dụng năng lượng tiết kiệm và hiệu quả",
        ),
    ],
)
def test_programme_accounts_come_out_whole(
    tmp_path: Path, name: str, lines: int, total: str, last: str
) -> None:
    result, rows = made(tmp_path, MINISTRY, name)
    assert (result.rows, result.unread, result.remarks) == (lines, [], [])
    assert (rows[0]["total"], rows[-1]["name_vi"]) == (total, last)


def test_programme_135_is_what_another_reader_finds_in_the_workbook(tmp_path: Path) -> None:
    sheet = xlrd.open_workbook(MINISTRY / "final-accounts-2009.xls").sheet_by_name("M08+")
    by_hand = [
        sheet.row_values(number)[2:5]
        for number in range(sheet.nrows)
        if "Program 135" in sheet.cell_value(number, 1)
    ]
    _, rows = made(tmp_path, MINISTRY, "final-accounts-2009")
    ours = next(row for row in rows if row["name_en"] == "Program 135")
    assert [[float(ours[field]) for field in ("total", "investment", "recurrent")]] == by_hand


def test_every_recipe_that_ships_is_tested_here() -> None:
    shipped = {path.name for path in SAMPLES.rglob("*.recipe.yaml") if not path.name.startswith("_")}
    named = [*EXPORTS, "final-accounts-2009", "final-accounts-2013"]
    assert shipped == {f"{name}.recipe.yaml" for name in named}
