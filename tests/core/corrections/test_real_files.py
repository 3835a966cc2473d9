"""Real workbooks and tables of offices go back with every value where it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import yaml

from dtts.catalogue import find_table_schema, table_schema
from dtts.corrections import correct
from dtts.tables import Answers, read_table
from dtts.tables.archive import Member
from dtts.tables.cells import every_sheet
from dtts.tables.grid import Damaged, cell_text
from dtts.tables.layout import SheetMapping

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "tests" / "fixtures"
FORMATS = (".xls", ".xlsx", ".csv")
FILES = sorted(
    path
    for folder in ("sheets", "yearbook-2002")
    for path in (FIXTURES / folder).rglob("*")
    if path.suffix in FORMATS and path.stat().st_size < 200_000
)
SCHEMA = table_schema("output_results")

Cells = dict[tuple[str | None, int, int], str]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_value_is_where_it_was(path, tmp_path):
    out = tmp_path / "out.xlsx"
    correct(path, path.name, SCHEMA, out, keys=none)
    sent, back = dict(cells_of(path, path.name)), dict(cells_of(out, out.name))
    if path.suffix == ".csv":
        title = next(iter(back))[0]
        sent = {(title, row, column): text for (_, row, column), text in sent.items()}
    assert sent
    assert {place: (text, back.get(place)) for place, text in sent.items() if back.get(place) != text} == {}


def cells_of(path: Path, name: str) -> Iterator[tuple[tuple[str | None, int, int], str]]:
    """The text of every filled cell by sheet, row and column; formulas whose result is not stored are left
    out."""
    with every_sheet(Member(path, name), SCHEMA) as sheets:
        for sheet in sheets:
            for row, values in enumerate(sheet.rows(), start=1):
                for column, value in enumerate(values, start=1):
                    text = None if isinstance(value, Damaged) else cell_text(value)[0]
                    if text:
                        yield (sheet.name, row, column), text.strip()


def none(register: str, fields: tuple[str, ...], optional: tuple[str, ...] = ()) -> pl.DataFrame:
    """A register without rows: these files are tables of something else."""
    return pl.DataFrame(schema=dict.fromkeys((*fields, *optional), pl.String))


MANIFEST = yaml.safe_load((FIXTURES / "sheets" / "manifest.yaml").read_text(encoding="utf-8"))
MAPPED = [entry for entry in MANIFEST if "table" in entry]


@pytest.mark.parametrize("entry", MAPPED, ids=[entry["table"] for entry in MAPPED])
def test_a_sheet_that_a_mapping_reads_is_read_alike_when_it_comes_back(entry, tmp_path):
    path, out = ROOT / entry["file"], tmp_path / "out.xlsx"
    text = (FIXTURES / "sheets" / "mappings" / f"{entry['table']}.yaml").read_text(encoding="utf-8")
    answers = Answers(mapping=SheetMapping.from_dict(yaml.safe_load(text)))
    schema = find_table_schema(str(FIXTURES / "sheets" / "schemas" / f"{entry['schema']}.json"))
    correct(path, path.name, schema, out, answers=answers)
    sent = read_table(path, filename=path.name, schema=schema, answers=answers)
    back = read_table(out, filename=out.name, schema=schema, answers=answers)
    assert back.frame.equals(sent.frame)
    assert back.frame.height > 0
