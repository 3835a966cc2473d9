"""The tables that ship, each against a revision of it that is known."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dtts.catalogue import table_schema
from dtts.examine import PARQUET, examine
from dtts.exports import write_parquet
from dtts.revisions import compare_to
from dtts.revisions.figures import added_up, figures
from dtts.revisions.sentences import sentence
from dtts.samples import load_manifest, make_ready

TABLES = [
    pytest.param(table, id=f"{plan.name}/{table.slug}")
    for plan in load_manifest().datasets
    for table in plan.tables
]
LONGEST = 450


@pytest.fixture(scope="module", params=TABLES)
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The Parquet of a table as the portal would publish it, and its schema's name."""
    table = request.param
    folder = tmp_path_factory.mktemp("table")
    ready = make_ready(table, folder / "table.csv")
    assert examine(ready.path, ready.path.name, table.schema, folder).valid
    return folder / PARQUET, table.schema


def test_a_table_does_not_differ_from_itself(published: tuple[Path, str], tmp_path: Path) -> None:
    path, name = published
    schema = table_schema(name)
    shuffled = pl.read_parquet(path).sample(fraction=1, shuffle=True, seed=1719)
    write_parquet(shuffled, schema, tmp_path / "again")
    found = compare_to(path, tmp_path / "again", schema, tmp_path)
    assert found.empty
    assert all(each.before == each.after for each in found.totals)
    assert (tmp_path / "thay-doi.csv").read_text(encoding="utf-8").count("\n") == 1


def test_what_was_done_to_a_table_is_what_is_told(published: tuple[Path, str], tmp_path: Path) -> None:
    path, name = published
    schema = table_schema(name)
    before = pl.read_parquet(path)
    figure = next((each.field for each in figures(schema) if before[each.field].drop_nulls().len()), None)
    after = before.slice(1)
    if figure is not None:
        doubled = pl.when(pl.int_range(pl.len()) < 3).then(pl.col(figure) * 2 + 1).otherwise(pl.col(figure))
        after = after.with_columns(doubled.alias(figure))
    changed = after.head(3)[figure].drop_nulls().len() if figure else 0
    write_parquet(after, schema, tmp_path / "after")
    found = compare_to(path, tmp_path / "after", schema, tmp_path)
    assert (found.rows.removed, found.rows.added) == (1, 0)
    assert (found.rows.changed, [each.cells for each in found.fields]) == (
        changed, [changed] if changed else []
    )  # fmt: skip
    assert len(sentence(found, schema, "vi")) < LONGEST


def test_totals_add_up_columns_that_the_schema_has() -> None:
    for name in {table.schema for plan in load_manifest().datasets for table in plan.tables}:
        schema = table_schema(name)
        for each in added_up(schema):
            assert schema.field(each.field).type in ("number", "integer")
            assert set(each.unit_columns) <= set(schema.field_names)
