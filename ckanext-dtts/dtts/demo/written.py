"""Kind `written`: rows as the parameters have them, with days counted from one day.

What is still open has to be due in the days to come whenever a portal is set up, which a date that is written
down cannot be. `counted_from` is that day; a cell `{days: -12}` is twelve days before it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from dtts.demo.areas import area
from dtts.demo.parameters import Parameters
from dtts.errors import UsageError

Row = dict[str, Any]


def written_rows(parameters: Parameters, chance: random.Random) -> Iterator[Row]:
    """The rows of the table that `schema` names, each over the columns that all of them `share`.

    UsageError when the parameters have no such table.
    """
    tables: Mapping[str, Any] = parameters["tables"]
    if parameters["schema"] not in tables:
        raise UsageError(f"there are no rows of {parameters['schema']!r}: write one of {', '.join(tables)}")
    table = tables[parameters["schema"]]
    for own in table["rows"]:
        whole = {**table.get("share", {}), **own}
        row = {name: _value(value, parameters["counted_from"]) for name, value in whole.items()}
        yield row | ({"area_name": area(row["area_id"]).name} if table.get("named") else {})


def _value(value: Any, day: date) -> Any:
    return day + timedelta(days=value["days"]) if isinstance(value, Mapping) else value
