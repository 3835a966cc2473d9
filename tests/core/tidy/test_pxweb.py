"""Wide exports of the statistics office: every trap seen in them, on small files made of real rows."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from dtts.errors import UnreadableFile, UsageError
from dtts.tidy import TidyResult, tidy

TITLE = '"Poverty rate by province by Cities, provincies and Year"'
HEADER = '"Cities, provincies";"2006";"2008";"Pre. 2016"'
NAMES = {
    "ha noi": ("01@pre-2025-07",),
    "quang ngai": ("51@pre-2025-07",),
    "binh dinh": ("52@pre-2025-07",),
    "lang son": ("20@pre-2025-07",),
    "chau thanh": ("11@pre-2025-07", "12@pre-2025-07"),
}


def recipe(**changes: Any) -> dict[str, Any]:
    """A recipe for the small files of this module."""
    base: dict[str, Any] = {
        "kind": "pxweb-wide",
        "schema": "observation",
        "encoding": "utf-8-sig",
        "delimiter": ";",
        "title": TITLE.strip('"'),
        "header_row": 3,
        "label_column": "Cities, provincies",
        "columns": {
            "pattern": r"(?P<mark>Pre\. |Prel\. )?(?P<period>\d{4})(?: (?P<item>.+))?",
            "marks": {"Pre.": "P", "Prel.": "P"},
        },
        "items": {"": {"INDICATOR": "GSO_POVERTY_RATE"}},
        "missing": {"..": "L"},
        "constants": {"FREQ": "A", "GEO_VERSION": "ASREP", "SEX": "_T", "ETHNIC_GROUP": "_T"}
        | {"COMMUNE_REGION": "_T", "VALUE_TYPE": "ACT"},
        "places": {
            "epoch": "pre-2025-07",
            "country": ["WHOLE COUNTRY"],
            "aliases": {"TP.Ho Chi Minh": "79"},
            "skip": {"Red River Delta": "a statistical region"},
        },
    }
    return base | changes


def tidied(
    tmp_path: Path, rows: list[str], *, header: str = HEADER, bytes_in: str = "utf-8-sig", **changes: Any
) -> tuple[TidyResult, list[dict[str, str]]]:
    """The result and the rows written for an export of these lines, whose bytes are `bytes_in`."""
    source, out = tmp_path / "raw.csv", tmp_path / "out.csv"
    source.write_bytes("\r\n".join([TITLE, "", header, *rows, ""]).encode(bytes_in))
    result = tidy(source, recipe(**changes), out, NAMES)
    with out.open(encoding="utf-8", newline="") as file:
        return result, list(csv.DictReader(file))


def test_a_row_of_figures_becomes_one_observation_a_period(tmp_path: Path) -> None:
    _, rows = tidied(tmp_path, ['"Lang Son";33.2;24.9;15.6'])
    assert [(row["REF_AREA"], row["TIME_PERIOD"], row["OBS_VALUE"], row["OBS_STATUS"]) for row in rows] == [
        ("20@pre-2025-07", "2006", "33.2", "A"),
        ("20@pre-2025-07", "2008", "24.9", "A"),
        ("20@pre-2025-07", "2016", "15.6", "P"),
    ]


@pytest.mark.parametrize(
    ("label", "area_id"),
    [
        (" WHOLE COUNTRY", "VN"),
        ("Quang  Ngai", "51@pre-2025-07"),
        ("TP.Ho Chi Minh", "79@pre-2025-07"),
        ("LANG SON", "20@pre-2025-07"),
    ],
)
def test_a_label_is_found_whatever_its_spaces_and_case(tmp_path: Path, label: str, area_id: str) -> None:
    _, rows = tidied(tmp_path, [f'"{label}";1.0;2.0;3.0'])
    assert {row["REF_AREA"] for row in rows} == {area_id}


@pytest.mark.parametrize("label", ["Ha Tay", "Chau Thanh", ""])
def test_a_label_that_is_no_single_area_is_said_and_not_guessed(tmp_path: Path, label: str) -> None:
    result, rows = tidied(tmp_path, [f'"{label}";12.4;..;..'])
    assert rows == []
    assert [(fault.rule, fault.cell, fault.value) for fault in result.unread] == [
        ("unknown-place", "A4", label)
    ]


def test_a_declared_region_is_left_out_and_listed(tmp_path: Path) -> None:
    result, rows = tidied(tmp_path, ['"Red River Delta";10.0;8.6;2.4'])
    assert (rows, result.unread, result.skipped) == ([], [], ["Red River Delta"])


def test_a_missing_value_keeps_its_row_with_a_blank_and_a_status(tmp_path: Path) -> None:
    _, rows = tidied(tmp_path, ['"Lang Son";33.2;..;15.6'])
    assert (rows[1]["OBS_VALUE"], rows[1]["OBS_STATUS"]) == ("", "L")


@pytest.mark.parametrize("cell", ["2,1,4", "12 5", "n/a", "", "15.6%", "1e3"])
def test_a_cell_that_is_no_number_is_said_with_its_address(tmp_path: Path, cell: str) -> None:
    result, rows = tidied(tmp_path, [f'"Lang Son";33.2;"{cell}";15.6'])
    assert [row["TIME_PERIOD"] for row in rows] == ["2006", "2016"]
    assert [(fault.rule, fault.cell) for fault in result.unread] == [("unreadable-value", "C4")]


def test_a_place_named_twice_is_read_once(tmp_path: Path) -> None:
    result, rows = tidied(tmp_path, ['"Lang Son";1.0;2.0;3.0', '"Lang  Son";4.0;5.0;6.0'])
    assert [row["OBS_VALUE"] for row in rows] == ["1.0", "2.0", "3.0"]
    assert [(fault.rule, fault.cell) for fault in result.unread] == [("place-twice", "A5")]


def test_a_column_outside_the_recipe_is_said(tmp_path: Path) -> None:
    header = '"Cities, provincies";"2006";"2008 Rural";"2010"'
    result, rows = tidied(tmp_path, ['"Lang Son";1.0;2.0;3.0'], header=header)
    assert [row["TIME_PERIOD"] for row in rows] == ["2006", "2010"]
    assert [(fault.rule, fault.cell) for fault in result.unread] == [("unknown-column", "C3")]


def test_latin_1_bytes_are_read_when_the_recipe_says_so(tmp_path: Path) -> None:
    line = '"Bình Dinh";1.0;2.0;3.0'
    _, rows = tidied(tmp_path, [line], bytes_in="latin-1", encoding="latin-1")
    assert {row["REF_AREA"] for row in rows} == {"52@pre-2025-07"}


def test_a_total_that_differs_from_its_parts_is_kept_and_remarked(tmp_path: Path) -> None:
    items = {"Total": {"INDICATOR": "T"}, "Primary": {"INDICATOR": "P"}, "Lower": {"INDICATOR": "L"}}
    header = '"Cities, provincies";"2011 Total";"2011 Primary";"2011 Lower"'
    lines = ['"Ha Noi";9340;4517;2997', '"Lang Son";10;4;6', '"Quang Ngai";10;..;6']
    result, rows = tidied(tmp_path, lines, header=header, items=items, sums={"Total": ["Primary", "Lower"]})
    assert "9340" in {row["OBS_VALUE"] for row in rows}
    assert [(fault.rule, fault.severity, fault.cell) for fault in result.remarks] == [
        ("sum-differs", "warning", "B4")
    ]
    assert "7514" in result.remarks[0].message["vi"]


def test_the_first_value_after_a_break_says_so(tmp_path: Path) -> None:
    breaks = [{"area": "01@pre-2025-07", "since": "2008", "comment": "Hà Nội mở rộng"}]
    _, rows = tidied(tmp_path, ['"Ha Noi";3.0;..;1.3', '"Lang Son";1.0;2.0;3.0'], breaks=breaks)
    broken = [
        (row["REF_AREA"], row["TIME_PERIOD"], row["OBS_STATUS"]) for row in rows if row["COMPARABILITY"]
    ]
    assert broken == [("01@pre-2025-07", "2016", "B")]


def test_rows_come_out_in_the_order_of_the_key(tmp_path: Path) -> None:
    _, rows = tidied(
        tmp_path, ['"Quang Ngai";1.0;2.0;3.0', '" WHOLE COUNTRY";1.0;2.0;3.0', '"Ha Noi";1.0;2.0;3.0']
    )
    areas = [row["REF_AREA"] for row in rows]
    assert areas == sorted(areas)


def test_a_file_with_another_title_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="A1"):
        tidied(tmp_path, ['"Lang Son";1.0;2.0;3.0'], title="Infant mortality rate by province")


def test_a_file_with_another_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Row 3"):
        tidied(tmp_path, ['"Lang Son";1.0;2.0;3.0'], label_column="Province, city")


def test_bytes_outside_the_declared_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="utf-8"):
        tidied(tmp_path, ['"Bình Dinh";1.0;2.0;3.0'], bytes_in="latin-1")


def test_a_constant_that_is_no_column_of_the_schema_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="obs_value"):
        tidied(tmp_path, ['"Lang Son";1.0;2.0;3.0'], constants={"obs_value": "1"})
