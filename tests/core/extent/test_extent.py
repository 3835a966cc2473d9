"""What a file says of its place and period, and that nothing is said where it does not."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from core.builders import write_workbook
from dtts.catalogue import table_schema
from dtts.examine.process import Limits
from dtts.extent import Extent, extent_in_child, read_extent
from dtts.extent.places import holding, outside
from dtts.units import Gazetteer

FIXTURES = Path(__file__).parents[2] / "fixtures" / "tables"
TODAY = date(2026, 3, 1)
RESULTS = table_schema("output_results")


def of(path: Path) -> Extent:
    return read_extent(path, path.name, RESULTS, today=TODAY)


def results(path: Path, *rows: tuple[str, str, str]) -> Path:
    """A file with the place, the year and the part of the year of each row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([RESULTS.field(name).title["vi"] for name in ("area_id", "year", "period", "output")])
        writer.writerows((*row, "Số hộ") for row in rows)
    return path


def test_columns_say_the_place_and_the_period() -> None:
    found = of(FIXTURES / "corrected.csv")
    assert found.place is not None and found.period is not None
    assert found.period.value == "2025-01-01/2025-12-31"
    assert found.period.why["vi"] == "cột “Năm” có kỳ 2025"
    assert found.place.value == "VN"
    assert found.place.why["vi"] == "cột “Mã địa bàn” có 3 địa bàn ở nhiều tỉnh"
    assert found.place_count == 3


@pytest.mark.parametrize(
    ("rows", "span"),
    [
        ([("", "2024", "year"), ("", "2025", "year")], "2024-01-01/2025-12-31"),
        ([("", "2025", "S1")], "2025-01-01/2025-06-30"),
        ([("", "2025", "Q2"), ("", "2025", "Q3")], "2025-04-01/2025-09-30"),
        ([("", "2025", "")], "2025-01-01/2025-12-31"),
        ([("", "25", "year")], None),
        ([("", "năm nay", "year"), ("", "", "")], None),
    ],
)
def test_the_period_goes_from_the_first_to_the_last(
    rows: list[tuple[str, str, str]], span: str | None, tmp_path: Path
) -> None:
    found = of(results(tmp_path / "t.csv", *rows)).period
    assert (found.value if found else None) == span


@pytest.mark.parametrize(
    ("places", "held_by"),
    [
        (["07210@since-2025-07"], "07210@since-2025-07"),
        (["24@since-2025-07", "07210@since-2025-07"], "24@since-2025-07"),
        (["24@since-2025-07", "51@since-2025-07"], "VN"),
        (["VN", "51@since-2025-07"], "VN"),
        (["24@pre-2025-07", "24@since-2025-07"], None),
        (["99999@since-2025-07", "07210"], None),
        ([], None),
    ],
)
def test_one_place_holds_all(places: list[str], held_by: str | None) -> None:
    assert holding(places, Gazetteer.load()) == held_by


@pytest.mark.parametrize(
    ("places", "areas", "strangers"),
    [
        (["07210@since-2025-07"], ["24@since-2025-07"], []),
        (["07210@since-2025-07", "51@since-2025-07"], ["24@since-2025-07"], ["51@since-2025-07"]),
        (["07210@since-2025-07"], ["24@pre-2025-07"], ["07210@since-2025-07"]),
        (["99999@since-2025-07"], ["24@since-2025-07"], ["99999@since-2025-07"]),
        (["51@since-2025-07"], ["VN"], []),
        ([], ["24@since-2025-07"], []),
    ],
)
def test_places_outside_are_named(places: list[str], areas: list[str], strangers: list[str]) -> None:
    assert outside(places, areas, Gazetteer.load()) == strangers


def test_titles_say_what_no_column_says(tmp_path: Path) -> None:
    rows = [["UBND TỈNH BẮC NINH"], ["KẾT QUẢ THỰC HIỆN NĂM 2025"], [], ["Nội dung", "Kế hoạch"], ["a", "1"]]
    found = of(write_workbook(tmp_path / "t.xlsx", {"1": rows}))
    assert found.place is not None and found.period is not None
    assert (found.place.value, found.period.value) == ("24@since-2025-07", "2025-01-01/2025-12-31")
    assert found.period.why["vi"] == "ô A2 ghi “KẾT QUẢ THỰC HIỆN NĂM 2025”"


def test_a_former_province_in_a_title_is_the_former_one(tmp_path: Path) -> None:
    rows = [["UBND tỉnh Bắc Giang"], ["Năm 2023"], [], ["Nội dung", "Kế hoạch"], ["a", "1"]]
    found = of(write_workbook(tmp_path / "t.xlsx", {"1": rows})).place
    assert found is not None
    assert found.value == "24@pre-2025-07"


@pytest.mark.parametrize("title", ["Năm 2024 so với năm 2025", "Quyết định 1719/QĐ-TTg", ""])
def test_two_periods_and_none_are_not_one(title: str, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "t.xlsx", {"1": [[title], [], ["Nội dung", "Kế hoạch"], ["a", "1"]]})
    assert of(path).period is None


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a,b\n1,2\n"])
def test_a_file_that_says_nothing_gives_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    assert of(tmp_path / "t.csv") == Extent()


def test_only_so_many_rows_are_looked_at_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dtts.extent.columns.MOST_ROWS", 1)
    path = results(tmp_path / "t.csv", *[("", str(2000 + n % 20), "year") for n in range(500_000)])
    found = of(path).period
    assert found is not None
    assert "dòng đầu" in found.why["vi"]


def test_the_child_says_the_same(tmp_path: Path) -> None:
    path = FIXTURES / "corrected.csv"
    found = extent_in_child(
        path,
        filename=path.name,
        schema_name="output_results",
        out=tmp_path,
        registers=None,
        today=TODAY,
        limits=Limits(),
    )
    assert found == of(path)
    assert Extent.from_dict(found.to_dict()) == found
