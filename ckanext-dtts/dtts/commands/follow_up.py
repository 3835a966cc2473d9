"""`python -m dtts follow-up`: what became of recommendations, by agency and year, from two tables alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dtts.commands.command import VALID, Command
from dtts.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from dtts.followup import Figure

_HEAD = ("agency", "year")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("recommendations", type=Path, help="a table of recommendations")
    parser.add_argument("responses", type=Path, help="the table of what became of them")
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="the day looked at, YYYY-MM-DD")


def _run(arguments: argparse.Namespace) -> int:
    from dtts.followup import STATES, figures, recommendations_of, standings, steps_of

    recommendations = recommendations_of(_values(arguments.recommendations, "recommendations"))
    steps = steps_of(_values(arguments.responses, "recommendation_responses"))
    found = standings(recommendations, steps, arguments.on)
    sys.stdout.write("\t".join((*_HEAD, "all", *STATES, "fallen_due", "on_time", "percent")) + "\n")
    for figure in (*figures(found), *figures(found, ("year",)), *figures(found, ())):
        sys.stdout.write("\t".join(_cells(figure, tuple(STATES))) + "\n")
    return VALID


def _cells(figure: Figure, states: Sequence[str]) -> list[str]:
    counts = [str(sum(one.state == state for one in figure.behind)) for state in states]
    share = [str(len(figure.fallen_due)), str(len(figure.on_time)), _percent(figure)]
    return [figure.agency or "*", str(figure.year or "*"), str(len(figure.behind)), *counts, *share]


def _percent(figure: Figure) -> str:
    return "-" if figure.percent_on_time is None else str(figure.percent_on_time)


def _values(path: Path, schema_name: str) -> pl.DataFrame:
    """The values of a valid table; UsageError for one that is not."""
    from dtts.catalogue import table_schema
    from dtts.checks import check_table
    from dtts.tables import read_table

    schema = table_schema(schema_name)
    checked = check_table(read_table(path, filename=path.name, schema=schema), schema)
    if checked.frame is None:
        raise UsageError(f"{path} is not valid by {schema_name}: see `check {path} --schema {schema_name}`")
    return checked.frame


FOLLOW_UP = Command("follow-up", "count what became of recommendations", _add_arguments, _run)
