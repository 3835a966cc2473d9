"""Demonstration tables: seeded, made of parameters in `schemas/demo/`, marked in every row.

Places are real, figures are not. The same parameters always give the same bytes.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dtts.catalogue import table_schema
from dtts.demo.money import money_rows
from dtts.demo.monitoring import monitoring_rows
from dtts.demo.observations import observation_rows
from dtts.demo.outputs import output_rows
from dtts.demo.parameters import Parameters, demo_names, load_parameters
from dtts.demo.records import record_rows
from dtts.demo.revised import revise
from dtts.demo.written import written_rows
from dtts.errors import UsageError

__all__ = ["MARK", "DemoResult", "demo_names", "generate", "revise"]

MARK = "Dữ liệu minh họa"

Rows = Iterable[dict[str, Any]]
_KINDS: dict[str, Callable[[Parameters, random.Random], Rows]] = {
    "money": money_rows,
    "monitoring_year": monitoring_rows,
    "observations": observation_rows,
    "outputs": output_rows,
    "records": record_rows,
    "written": written_rows,
}


@dataclass(frozen=True)
class DemoResult:
    """How many `rows` were written, and the table `schema` that they follow."""

    rows: int
    schema: str


def generate(name: str, out: Path, folder: Path | None = None, on: date | None = None) -> DemoResult:
    """Write the demonstration table `name` to `out`, every row with `data_mark`.

    `folder` holds the parameters, those of the package by default; `on` is the day from which a table of
    the kind `written` counts, by default that of its parameters. Raises `UsageError` for an unknown name and
    for parameters that do not fit the table schema.
    """
    parameters = {**load_parameters(name, folder), **({"counted_from": on} if on else {})}
    maker = _KINDS.get(parameters["kind"])
    if maker is None:
        raise UsageError(
            f"unknown kind {parameters['kind']!r} in demo {name!r}: write one of {', '.join(_KINDS)}"
        )
    schema = table_schema(parameters["schema"])
    # Tables of observations have the columns of SDMX and no other: there the source says what it is.
    mark = "data_mark" if "data_mark" in schema.field_names else "SOURCE"
    rows = [row | {mark: MARK} for row in maker(parameters, random.Random(parameters["seed"]))]  # noqa: S311
    unknown = {column for row in rows for column in row} - set(schema.field_names)
    if unknown:
        raise UsageError(
            f"schema {schema.name!r} has no column {', '.join(sorted(unknown))}: correct demo {name!r}"
        )
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(schema.field_names)
        writer.writerows([row.get(column, "") for column in schema.field_names] for row in rows)
    return DemoResult(len(rows), schema.name)
