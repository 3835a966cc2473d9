"""Whatever a sheet holds, a proposal is made or refused by name, and what it comes to can be read."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from core.builders import field, make_schema, write_workbook
from dtts.errors import UnreadableFile, UsageError
from dtts.proposals import Proposal, confirm, propose
from dtts.tables import read_table

SCHEMA = make_schema(
    field("name", title="Tên", required=True),
    field("name_en"),
    field("year", "year", title="Năm", required=True),
    field("sex", enum=["M", "F", "_T"]),
    field("value", "number", title="Số liệu", unit="triệu đồng"),
    field("status", enum=["A", "O"]),
)
WORDS = [
    "STT", "Tên", "Name - Tên", "Số liệu", "Năm 2023", "2021", 2022, 2023, "Nam", "Nữ", "ĐVT: tỷ đồng", "Tổng số",
    "Cộng", "A", "B", "I", "II", 1, 2, 3.5, "1.234,5", "12.345", "-", "..", "x", "(1)", "(2)=(3+4)", "Ghi chú: x",
    "Hà Giang", "Xã Một\nCommune one", "Trong đó:", " ", "=", "_T", "M", "(*) y", "THỦ TRƯỞNG", 0, -1, True,
]  # fmt: skip
CELLS = st.one_of(st.none(), st.sampled_from(WORDS))
SHEETS = st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=14)
AREAS = st.lists(st.sampled_from(["A1:B1", "B2:D2", "A4:A5", "C3:D4"]), max_size=2, unique=True)


def written(folder: Path, rows: list[list[object]], areas: list[str]) -> Path:
    path = write_workbook(folder / "t.xlsx", {"S": [row or [None] for row in rows]})
    workbook = openpyxl.load_workbook(path)
    for area in areas:
        workbook["S"].merge_cells(area)
    workbook.save(path)
    return path


@settings(max_examples=150, deadline=None)
@given(SHEETS, AREAS)
def test_any_sheet_is_proposed_and_what_is_confirmed_can_be_read(rows, areas):
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), rows, areas)
        try:
            proposal = propose(path, "t.xlsx", SCHEMA)
        except UnreadableFile:
            return
        assert Proposal.from_dict(proposal.to_dict()) == proposal
        form = {part.name: part.options[-1].value if part.options else "2023" for part in proposal.open}
        try:
            answers = confirm(proposal, form)
        except UsageError:
            return
        if answers.mapping is None:
            return
        table = read_table(path, filename="t.xlsx", schema=SCHEMA, answers=answers)
        filled = {(number, column) for number, row in enumerate(rows, 1) for column in range(1, len(row) + 1)}
        for name in table.frame.columns:
            for index in range(table.frame.height):
                address = table.address(index, name)
                assert address.column is None or (address.row, address.column) in filled
