"""Kind `records`: one row after the other, each column drawn as its parameter says, in their order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from dtts.demo.areas import area
from dtts.demo.parameters import Parameters
from dtts.errors import UsageError
from dtts.report.words import lower_first

Row = dict[str, Any]


def record_rows(parameters: Parameters, chance: random.Random) -> Iterator[Row]:
    """`each` rows for each of the `areas`. A later column may use what an earlier one drew."""
    columns = _Columns(chance)
    hidden = {"n", "code", "place", "short_name", *parameters.get("hide", [])}
    number = 0
    for area_id in parameters["areas"]:
        place = area(area_id)
        for _ in range(chance.randint(*parameters["each"])):
            number += 1
            row: Row = {"n": number, "code": area_id.partition("@")[0], "short_name": place.short_name}
            # `place` is the name inside a sentence: "xã Sa Lý".
            row |= {"area_id": area_id, "area_name": place.name, "place": lower_first(place.name)}
            for name, rule in parameters["columns"].items():
                row |= columns.draw(name, rule, row)
            yield {name: value for name, value in row.items() if name not in hidden}


class _Columns:
    """Draws values by rule: a constant, a mapping with one of the keys named here, or several in a list.

    Of several the first is taken whose `when` (`{column: [values]}`) holds for the row so far.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._makers = {
            "text": self._text,
            "choice": self._choice,
            "records": self._records,
            "cycle": self._cycle,
            "integer": self._integer,
            "date": self._date,
            "days_after": self._days_after,
            "share_of": self._share_of,
        }

    def draw(self, name: str, rule: Any, row: Row) -> Row:
        """The column's value by name; several columns for a rule of `records`, none when no `when` holds."""
        for one in rule if isinstance(rule, list) else [rule]:
            if not isinstance(one, dict):
                return {name: one}
            if _holds(one, row):
                value = self._made(name, one, row)
                return value if isinstance(value, dict) else {name: value}
        return {}

    def _made(self, name: str, rule: Mapping[str, Any], row: Row) -> Any:
        for key, maker in self._makers.items():
            if key in rule:
                return maker(rule, row)
        raise UsageError(f"column {name!r} has no rule: write one of {', '.join(self._makers)}")

    def _text(self, rule: Mapping[str, Any], row: Row) -> str:
        return str(rule["text"]).format(**row)

    def _choice(self, rule: Mapping[str, Any], row: Row) -> Any:
        weights = rule["choice"]
        return self._chance.choices(list(weights), list(weights.values()))[0]

    def _records(self, rule: Mapping[str, Any], row: Row) -> Row:
        """A coherent part of a row, such as a finding with its recommendation."""
        return _filled(self._chance.choice([part for part in rule["records"] if _holds(part, row)]), row)

    def _cycle(self, rule: Mapping[str, Any], row: Row) -> Row:
        """The parts one after the other, by the number of the row."""
        return _filled(rule["cycle"][(row["n"] - 1) % len(rule["cycle"])], row)

    def _integer(self, rule: Mapping[str, Any], row: Row) -> int:
        return self._chance.randint(*rule["integer"])

    def _date(self, rule: Mapping[str, Any], row: Row) -> date:
        first: date = rule["date"][0]
        return first + timedelta(days=self._chance.randint(0, (rule["date"][1] - first).days))

    def _days_after(self, rule: Mapping[str, Any], row: Row) -> date:
        start: date = row[rule["days_after"]]
        return start + timedelta(days=self._chance.randint(*rule["between"]))

    def _share_of(self, rule: Mapping[str, Any], row: Row) -> int:
        whole: int = row[rule["share_of"]]
        return round(whole * self._chance.uniform(*rule["between"]))


def _holds(rule: Mapping[str, Any], row: Row) -> bool:
    return all(row.get(column) in values for column, values in rule.get("when", {}).items())


def _filled(part: Mapping[str, Any], row: Row) -> Row:
    return {name: str(value).format(**row) for name, value in part.items() if name != "when"}
