"""How well personal data are told: identifiers of 500 synthetic persons among clean columns of every origin.

`PYTHONPATH=tests python tests/core/personal/confusion.py` prints it.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from core.personal.columns import Column, clean_columns, personal_columns
from dtts.catalogue import table_schema
from dtts.demo import demo_names, generate
from dtts.personal import find_personal
from dtts.samples import load_manifest, make_ready


@dataclass(frozen=True)
class Told:
    """A column, and the kinds that were found in it."""

    column: Column
    found: tuple[str, ...]
    cells: int


def tell(column: Column) -> Told:
    """What the check says of a column."""
    found = list(find_personal(column.values, column.labels or [column.label]))
    return Told(column, tuple(one.kind.id for one in found), sum(int(one.mask.sum()) for one in found))


def published_columns() -> Iterator[Column]:
    """Every column of text of the demonstration tables, the registers and the real tables that ship."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        for name in demo_names():
            yield from _columns(path, generate(name, path).schema)
        for plan in load_manifest().datasets:
            for table in plan.tables:
                make_ready(table, path)
                yield from _columns(path, table.schema)


def _columns(path: Path, schema_name: str) -> Iterator[Column]:
    schema = table_schema(schema_name)
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    frame = pl.read_csv(path, schema=dict.fromkeys(header, pl.String))
    for field in schema.fields:
        if (
            field.name in frame.columns
            and field.type == "string"
            and not field.descriptor.get("dtts:publicContact")
        ):
            labels = (field.name, *field.title.values())
            yield Column(None, f"{schema_name}.{field.name}", frame[field.name], labels)


def main() -> None:
    """Prints recall by kind, what was missed, and every false alarm."""
    personal = [tell(column) for column in personal_columns()]
    kinds = dict.fromkeys(told.column.kind for told in personal)
    print("kind            columns  found   cells found")
    for kind in kinds:
        own = [told for told in personal if told.column.kind == kind]
        hit = [told for told in own if told.found]
        cells = sum(told.cells for told in own) / sum(told.column.values.count() for told in own)
        print(f"{kind:<15} {len(own):>7} {len(hit):>6}   {cells:>9.1%}")
    found = sum(bool(told.found) for told in personal)
    print(f"recall by column: {found} of {len(personal)} = {found / len(personal):.1%}")
    for told in personal:
        if not told.found:
            print(f"  missed {told.column.title}: {told.column.values.drop_nulls()[0]}")
    clean = [tell(column) for column in (*clean_columns(), *published_columns())]
    alarms = [told for told in clean if told.found]
    print(f"false alarms: {len(alarms)} of {len(clean)} clean columns = {len(alarms) / len(clean):.1%}")
    for told in alarms:
        print(f"  {told.column.label}: {', '.join(told.found)}, {told.cells} cells")


if __name__ == "__main__":
    main()
