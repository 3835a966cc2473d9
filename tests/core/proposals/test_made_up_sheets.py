"""Ten sheets made up after the layouts of programme forms: proposed, confirmed, read, every cell in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from core.builders import no_keys
from dtts.catalogue import find_table_schema
from dtts.checks import check_table
from dtts.errors import UnreadableFile
from dtts.proposals import Proposal, confirm, propose
from dtts.tables import Answers, Table, read_table

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sheets"
MANIFEST = yaml.safe_load((FIXTURES / "made-up" / "manifest.yaml").read_text(encoding="utf-8"))
SCHEMA = find_table_schema(str(FIXTURES / "schemas" / "programme_results.json"))
Made = dict[str, Any]

made_up = pytest.mark.parametrize("made", MANIFEST, ids=[made["name"] for made in MANIFEST])


def write(made: Made, folder: Path) -> Path:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = "Minh họa"
    for row in made["rows"]:
        sheet.append(row)
    for area in made.get("merge", ()):
        sheet.merge_cells(area)
    for row in made.get("hide_rows", ()):
        sheet.row_dimensions[row].hidden = True
    for column in made.get("hide_columns", ()):
        sheet.column_dimensions[column].hidden = True
    workbook.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def proposed(made: Made, folder: Path, answers: dict[str, Any]) -> Proposal:
    return propose(write(made, folder), "t.xlsx", SCHEMA, Answers.from_dict(answers))


def confirmed(made: Made, folder: Path) -> Table:
    answers = confirm(proposed(made, folder, made.get("answers", {})), made["form"])
    return read_table(folder / "t.xlsx", filename="t.xlsx", schema=SCHEMA, answers=answers)


def test_there_are_ten_and_each_says_that_it_is_made_up():
    assert len(MANIFEST) == 10
    assert all("MINH HỌA" in made["rows"][0][0] and "BỊA" in made["rows"][0][0] for made in MANIFEST)


@made_up
def test_only_what_the_sheet_does_not_say_is_asked(made, tmp_path):
    assert [part.name for part in proposed(made, tmp_path, {}).open] == made["asks"]


@made_up
def test_nothing_is_read_from_it_before(made, tmp_path):
    path = write(made, tmp_path)
    try:
        table = read_table(path, filename="t.xlsx", schema=SCHEMA)
    except UnreadableFile:
        return
    assert not check_table(table, SCHEMA, keys=no_keys).report.valid


@made_up
def test_what_was_confirmed_gives_the_table(made, tmp_path):
    checked = check_table(confirmed(made, tmp_path), SCHEMA, keys=no_keys)
    assert checked.report.counts["error"] == 0
    assert checked.frame is not None
    wanted = [
        tuple(
            float(value) if _is_figure(name) and value else value
            for name, value in zip(made["fields"], row, strict=True)
        )
        for row in made["gives"]
    ]
    texts = checked.frame.select(made["fields"]).rows()
    assert [
        tuple(str(cell) if name == "year" else cell for name, cell in zip(made["fields"], row, strict=True))
        for row in texts
    ] == wanted


@made_up
def test_every_cell_keeps_its_place_and_what_was_left_out_is_named(made, tmp_path):
    table = confirmed(made, tmp_path)
    places = {name: table.address(0, name).a1 for name in made.get("cells", {})}
    assert places == made.get("cells", {})
    assert set(made.get("says", ())) <= {group.rule for group in table.groups}


def _is_figure(name: str) -> bool:
    return SCHEMA.field(name).type == "number"
