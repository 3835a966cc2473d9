"""A difference as the pages tell it: in the reader's words, with what varies, and what looks mistaken first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ckanext.dtts.views import changes
from dtts.catalogue import table_schema
from dtts.revisions import compare
from glue.road.conftest import empty_portal, portal, request_context, web

__all__ = ["empty_portal", "portal", "request_context", "web"]

SCHEMA = table_schema("it_support_points")
ONE = {
    "point_id": "0164A",
    "name_vi": "Nhà văn hóa Xín Cái",
    "area_id": "51@since-2025-07",
    "status": "operating",
    "disadvantaged_villages": 7,
    "broadband_mbps": 12.5,
    "note": None,
}
TWO = {**ONE, "point_id": "07210", "name_vi": "Nhà văn hóa Sa Lý", "area_id": "24@since-2025-07"}


@pytest.fixture
def told(tmp_path: Path, request_context: None) -> Any:
    """What is told of the difference between two versions."""

    def tell(before: list[dict[str, Any]] | None, after: list[dict[str, Any]]) -> changes.Told:
        paths = [
            None if rows is None else tmp_path / f"{number}.parquet"
            for number, rows in enumerate((before, after))
        ]
        for path, rows in zip(paths, (before, after), strict=True):
            if path is not None:
                pl.DataFrame(rows, infer_schema_length=None).write_parquet(path)
        found = changes.of(compare(paths[0], paths[1], SCHEMA).to_dict())
        assert found is not None
        return found

    return tell


def test_a_first_version_is_told_as_new(told: Any) -> None:
    found = told(None, [ONE, TWO])
    assert found.counts == "2 dòng, đều là mới: đây là phiên bản đầu tiên."
    assert (found.totals.wide, found.moves) == (None, [])


def test_equal_versions_are_told_as_equal(told: Any) -> None:
    assert "mọi dòng đều như cũ" in told([ONE, TWO], [TWO, ONE]).counts


@pytest.mark.parametrize(
    ("after", "change", "suspicious"),
    [
        (14, "+100 %", False),
        (5, "−28,6 %", False),
        (7000, "gấp 1.000 lần", True),
        (0.007, "chỉ còn 1/1.000", True),
        (84, "gấp 12 lần", False),
        (0, "−100 %", False),
    ],
)
def test_a_move_is_told_in_per_cent_while_that_is_easily_read(
    told: Any, after: float, change: str, suspicious: bool
) -> None:
    moved = {**ONE, "broadband_mbps": after}
    (found,) = told([{**ONE, "broadband_mbps": 7.0}], [moved]).moves
    assert (found.before, found.change, found.suspicious) == ("7", change, suspicious)
    assert found.field.endswith("(Mbit/s)")


def test_what_looks_mistaken_comes_first(told: Any) -> None:
    found = told([ONE, TWO], [{**ONE, "disadvantaged_villages": 6}, {**TWO, "disadvantaged_villages": 7000}])
    assert [move.suspicious for move in found.moves] == [True, False]
    assert found.difference.suspicious == 1


def test_totals_are_drawn_and_said_by_place(told: Any) -> None:
    found = told([ONE, TWO], [{**ONE, "disadvantaged_villages": 9}, TWO])
    assert "tỉnh" in found.totals.title
    assert [pair.name for pair in found.totals.wide.pairs] == ["Tỉnh Quảng Ngãi"]
    assert found.totals.summary == "Tỉnh Quảng Ngãi: 7 → 9"


def test_a_changed_cell_is_told_by_its_title_with_empty_cells_as_such(told: Any) -> None:
    (row,) = told([ONE, TWO], [{**ONE, "note": "Mới sửa"}, TWO]).changed
    ((title, before, after),) = row.cells
    assert (before.style, after.text) == ("nil", "Mới sửa")
    assert title == "Ghi chú"


def test_columns_that_come_and_go_are_named(told: Any) -> None:
    without = {name: value for name, value in ONE.items() if name != "note"}
    assert told([ONE], [without]).columns == [("removed", "Ghi chú")]
