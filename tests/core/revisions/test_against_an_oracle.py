"""The comparison against one that holds everything in dictionaries, on drawn tables."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from core.builders import field, make_schema
from dtts.catalogue import TableSchema
from dtts.exports import write_parquet
from dtts.exports.canonical import canonical_text
from dtts.revisions import Difference, compare, compare_to

FIELDS = (
    field("area"),
    field("year", "year"),
    field("amount", "number", unit="đồng"),
    field("day", "date"),
    field("note"),
)
KEYED = make_schema(*FIELDS, primaryKey=["area", "year"])
KEYLESS = make_schema(*FIELDS)
TYPES = {"area": pl.String, "year": pl.Int64, "amount": pl.Float64, "day": pl.Date, "note": pl.String}

areas = st.sampled_from(["01", "02", "0164A", None, ""])
years = st.sampled_from([999, 2024, 2025, None])
amounts = st.sampled_from([0.0, -0.0, 1.0, 1000.0, 0.1, 0.2, 1e16, math.nan, None]) | st.floats(
    allow_infinity=False, width=32
)
days = st.none() | st.integers(0, 3).map(lambda more: date(2025, 7, 1) + timedelta(more))
notes = st.sampled_from([None, "", "a", "á", "á", 'x,"y"\n', "=1"])
rows = st.lists(st.tuples(areas, years, amounts, days, notes), max_size=8)
keyed_rows = rows.map(lambda all_rows: list({row[:2]: row for row in all_rows}.values()))
# An empty cell of a published table holds nothing, never a text without letters.
published_rows = keyed_rows.map(lambda all_rows: [row for row in all_rows if "" not in row])


def same(one: object, other: object) -> bool:
    """Equal, and both of a kind; not-a-number is itself."""
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    return one == other and (one is None) == (other is None)


def told(value: object) -> object:
    """A value as it counts in a multiset."""
    return "NaN" if isinstance(value, float) and math.isnan(value) else value


def write(all_rows: list[tuple[object, ...]], schema: TableSchema, path: Path) -> Path:
    write_parquet(pl.DataFrame(all_rows, schema=TYPES, orient="row"), schema, path)
    return path


def counts(found: Difference) -> tuple[int, int, int, int]:
    return (found.rows.added, found.rows.changed, found.rows.removed, found.rows.unchanged)


@given(keyed_rows, keyed_rows)
def test_rows_are_told_by_their_key(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("keyed")
    found = compare(write(before, KEYED, folder / "a"), write(after, KEYED, folder / "b"), KEYED)
    old, new = ({row[:2]: row for row in each} for each in (before, after))
    common = old.keys() & new.keys()
    cells = Counter(
        name
        for key in common
        for name, one, other in zip(TYPES, old[key], new[key], strict=True)
        if not same(one, other)
    )
    changed = sum(not all(map(same, old[key], new[key])) for key in common)
    assert counts(found) == (
        len(new.keys() - old.keys()),
        changed,
        len(old.keys() - new.keys()),
        len(common) - changed,
    )
    assert {each.field: each.cells for each in found.fields} == cells


@given(rows, rows)
def test_without_a_key_whole_rows_are_counted(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("keyless")
    found = compare(write(before, KEYLESS, folder / "a"), write(after, KEYLESS, folder / "b"), KEYLESS)
    old, new = (Counter(tuple(map(told, row)) for row in each) for each in (before, after))
    assert counts(found) == ((new - old).total(), 0, (old - new).total(), (old & new).total())


@given(keyed_rows, st.randoms())
def test_the_order_of_rows_and_columns_means_nothing(tmp_path_factory, before, dice):
    folder = tmp_path_factory.mktemp("order")
    after = list(before)
    dice.shuffle(after)
    shuffled = pl.DataFrame(after, schema=TYPES, orient="row").select(sorted(TYPES))
    shuffled.write_parquet(folder / "b")
    found = compare(write(before, KEYED, folder / "a"), folder / "b", KEYED)
    assert found.empty
    assert all(each.before == each.after for each in found.totals)


@given(published_rows, published_rows)
def test_the_csv_turns_the_one_version_into_the_other(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("patch")
    compare_to(write(before, KEYED, folder / "a"), write(after, KEYED, folder / "b"), KEYED, folder / "out")
    assert patched(texts(before), folder / "out" / "thay-doi.csv") == texts(after)


def texts(all_rows: list[tuple[object, ...]]) -> dict[tuple[str, str], dict[str, str]]:
    """Each row's cells that say something, as the canonical CSV writes them."""
    frame = canonical_text(pl.DataFrame(all_rows, schema=TYPES, orient="row"))
    frame = frame.with_columns(pl.col("year").str.zfill(4), pl.col("amount").replace("-0", "0"))
    return {
        (row["area"] or "", row["year"] or ""): {
            name: row[name] for name in ("amount", "day", "note") if row[name]
        }
        for row in frame.sort("area", "year", nulls_last=False).iter_rows(named=True)
    }


def patched(
    table: dict[tuple[str, str], dict[str, str]], changes: Path
) -> dict[tuple[str, str], dict[str, str]]:
    """The table after the lines of the CSV."""
    with changes.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            key = (line["area"], line["year"])
            if line["change"] == "removed":
                table.pop(key, None)
            elif line["field"]:
                cells = table.setdefault(key, {})
                cells.pop(line["field"], None)
                if line["to"]:
                    cells[line["field"]] = "0" if line["to"] == "-0" else line["to"]
            else:
                table.setdefault(key, {})
    return table


@given(keyed_rows, keyed_rows)
def test_a_difference_is_the_same_after_json(tmp_path_factory, before, after):
    folder = tmp_path_factory.mktemp("json")
    found = compare(write(before, KEYED, folder / "a"), write(after, KEYED, folder / "b"), KEYED)
    carried = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert Difference.from_dict(carried) == found
