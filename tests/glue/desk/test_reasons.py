"""Reasons on cells as an approver types them."""

from __future__ import annotations

import pytest

from ckanext.dtts.desk import reasons
from ckanext.dtts.desk.reasons import Line, Reason
from ckanext.dtts.errors import RefusedError


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("C7", ["C7"]),
        ("c7", ["C7"]),
        ("C7, E9", ["C7", "E9"]),
        ("C7;E9 AB12", ["C7", "E9", "AB12"]),
        ("C7:C9", ["C7", "C8", "C9"]),
        ("C7:C7", ["C7"]),
        ("", [""]),
    ],
)
def test_a_line_names_one_cell_many_or_none(cells: str, found: list[str]) -> None:
    read = reasons.read([Line("Biểu 03", cells, "Xem lại đơn vị")])
    assert read == [Reason("Biểu 03", cell, "Xem lại đơn vị") for cell in found]


@pytest.mark.parametrize("cells", ["7C", "C0", "C", "ô C7", "C7:D9", "C9:C7", "C1:C999", "C7:", "ABCD1"])
def test_what_is_no_cell_is_refused_with_how_to_write_one(cells: str) -> None:
    with pytest.raises(RefusedError, match=r"C7|one column"):
        reasons.read([Line("", cells, "Xem lại")])


def test_a_cell_without_a_reason_is_refused() -> None:
    with pytest.raises(RefusedError) as refused:
        reasons.read([Line("", "C7", "")])
    assert refused.value.vi == "Ô C7: hãy viết cần sửa gì."


def test_more_cells_than_anybody_reads_are_refused() -> None:
    with pytest.raises(RefusedError, match="201"):
        reasons.read([Line("", "C1:C200", "Xem lại"), Line("", "D1", "Xem lại")])


def test_empty_lines_of_the_form_are_left_out() -> None:
    assert reasons.lines(["", "A", ""], ["C7", "", " "], ["x", "y", ""]) == [
        Line("", "C7", "x"),
        Line("A", "", "y"),
    ]


def test_reasons_come_back_from_an_event_as_they_went_in() -> None:
    read = reasons.read([Line("Biểu 03", "C7:C8", "Xem lại")])
    assert reasons.from_details({"cells": reasons.to_dicts(read)}) == read
    assert reasons.from_details({}) == reasons.from_details(None) == []
