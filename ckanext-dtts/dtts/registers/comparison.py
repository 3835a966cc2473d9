"""A file with a new version of a register: read and checked like every table, then compared.

Polars is loaded by the functions that need it: see `dtts.registers.rows`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtts.catalogue import TableSchema
from dtts.errors import UnreadableFile
from dtts.examine.process import Limits, cause, run_limited
from dtts.registers.diff import difference
from dtts.registers.rows import Row, register_schema, shaped

if TYPE_CHECKING:
    from dtts.checks import Checked
    from dtts.tables.table import Table

ANSWER, ROWS = "comparison.json", "register.csv"


def compare_in_child(
    path: Path, filename: str, name: str, out: Path, limits: Limits, registers: Path | None = None
) -> dict[str, Any]:
    """As `compare_file`, giving its answer; a crash or a limit becomes an answer with `error`.

    UsageError when there is no such register.
    """
    register_schema(name)
    out.mkdir(parents=True, exist_ok=True)
    arguments = ["compare", str(path), f"--filename={filename}", f"--register={name}", f"--out={out}"]
    ended = run_limited(arguments, {"--registers": registers}, limits)
    if (out / ANSWER).exists():
        answer: dict[str, Any] = json.loads((out / ANSWER).read_text(encoding="utf-8"))
        return answer
    why = cause(ended, limits)
    return {"error": {"vi": f"Không đọc được tệp: {why['vi']}.", "en": f"Unreadable: {why['en']}."}}


def compare_file(path: Path, filename: str, name: str, out: Path, registers: Path | None = None) -> bool:
    """Whether the file is a table of the register; what it would change is written to `out`.

    `comparison.json` holds `difference` (see `Difference.to_dict`) or else the `report` with its faults;
    `register.csv` has the rows in the register's columns. Place ids may be left out: they are made.
    """
    schema = register_schema(name)
    try:
        checked = _check(_read(path, filename, schema), schema, registers)
    except UnreadableFile as unreadable:
        return _write(out, {"error": dict(unreadable.fault.message)})
    if checked.frame is None:
        return _write(out, {"report": checked.report.to_dict()})
    from dtts.exports import write_csv

    out.mkdir(parents=True, exist_ok=True)
    write_csv(checked.frame, schema, out / ROWS)
    found = difference(name, rows_in(out / ROWS, name), registers)
    _write(out, {"report": checked.report.to_dict(), "difference": found.to_dict()})
    return True


def rows_in(path: Path, name: str) -> Iterator[Row]:
    """The rows of a CSV with the register's columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from shaped(register_schema(name), csv.DictReader(file))


def _read(path: Path, filename: str, schema: TableSchema) -> Table:
    """The table in the file, with the place ids that it leaves out."""
    import polars as pl

    from dtts.tables import Kind, read_table

    made = _derived(schema)
    optional = [
        replace(each, constraints={**each.constraints, "required": False}) if each.name in made else each
        for each in schema.fields
    ]
    table = read_table(path, filename=filename, schema=replace(schema, fields=tuple(optional)))
    missing = [name for name in schema.field_names if name in made and name not in table.frame.columns]
    if not missing:
        return table
    rows = shaped(schema, table.frame.iter_rows(named=True)) if table.frame.width else iter(())
    values = [[row[name] for name in missing] for row in rows]
    texts = pl.DataFrame(values, schema=dict.fromkeys(missing, pl.String), orient="row")
    kinds = table.kinds
    if kinds is not None:
        kinds = kinds.with_columns(pl.lit(int(Kind.TEXT), kinds.dtypes[0]).alias(name) for name in missing)
    return replace(table, frame=table.frame.hstack(texts), kinds=kinds)


def _derived(schema: TableSchema) -> set[str]:
    return {rule["field"] for rule in schema.descriptor["dtts:register"].get("areaIds", ())}


def _check(table: Table, schema: TableSchema, registers: Path | None) -> Checked:
    from dtts.checks import check_table, keys_from

    return check_table(table, schema, keys=keys_from(registers))


def _write(out: Path, answer: dict[str, Any]) -> bool:
    """Writes the answer, whole or not at all; False, for those that say why there is no difference."""
    out.mkdir(parents=True, exist_ok=True)
    part = out / f"{ANSWER}.part"
    part.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    part.replace(out / ANSWER)
    return False
