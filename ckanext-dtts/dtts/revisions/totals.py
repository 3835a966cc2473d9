"""All rows of a table added up, by place and by indicator, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from dtts.catalogue import TableSchema, indicators
from dtts.revisions.difference import Number, Total
from dtts.revisions.figures import Figure, added_up, indicator_column, place_column
from dtts.revisions.side import Side
from dtts.units import Gazetteer

MOST = 60
"""Totals kept of places, and of indicators: those that moved most, and then those that did not."""
_COUNTRY = "VN"
_PLACES = 6
"""Decimals of a number that are added; what is smaller is rounded away."""
_LARGEST = 1e27
"""A thousand million rows of what is smaller have a sum of 128 bits; what is larger is no figure of ours."""
Groups = Mapping[tuple[str | None, ...], tuple[Decimal, int]]


def totals(
    previous: Side | None, current: Side, schema: TableSchema, registers: Path | None
) -> tuple[tuple[Total, ...], int]:
    """The totals that are kept, and how many are left out."""
    kept: list[Total] = []
    left_out = 0
    for figure in added_up(schema):
        for columns in _groupings(schema, current, registers):
            found = list(_compared(previous, current, figure, columns))
            found.sort(key=_moved_most)
            kept += found[:MOST]
            left_out += len(found[MOST:])
    return tuple(kept), left_out


def _moved_most(total: Total) -> tuple[bool, float]:
    before, after = total.before or 0, total.after or 0
    return before == after, -abs(after - before)


def _groupings(schema: TableSchema, current: Side, registers: Path | None) -> Iterator[Mapping[str, pl.Expr]]:
    """By what to add up: the whole table, or its indicators where it has some; and its places."""
    indicator, place = indicator_column(schema), place_column(schema)
    by_indicator: dict[str, pl.Expr] = {}
    if indicator and indicator in current.dtypes:
        by_indicator = {"indicator": pl.col(indicator).cast(pl.String)}
    yield by_indicator
    if place and place in current.dtypes:
        yield {**_places(place, current, registers), **by_indicator}


def _places(column: str, current: Side, registers: Path | None) -> dict[str, pl.Expr]:
    """The province of each row and the level of its own place, so that no place is added to its parts."""
    provinces, levels = provinces_and_levels(registers)
    place = pl.col(column).cast(pl.String)
    return {
        "place": place.replace_strict(provinces, default=place, return_dtype=pl.String),
        "level": place.replace_strict(levels, default=None, return_dtype=pl.String),
    }


@lru_cache(maxsize=2)
def provinces_and_levels(registers: Path | None) -> tuple[dict[str, str], dict[str, str]]:
    """Of every unit; a folder of registers is named by its content, so that what was read once stays true."""
    gazetteer = Gazetteer.load(registers)
    provinces = {
        unit.area_id: above.area_id for unit in gazetteer.units if (above := gazetteer.province(unit))
    }
    return provinces, {_COUNTRY: "country", **{unit.area_id: unit.level for unit in gazetteer.units}}


def _compared(
    previous: Side | None, current: Side, figure: Figure, by: Mapping[str, pl.Expr]
) -> Iterator[Total]:
    after = _added_up(current, figure, by)
    before = _added_up(previous, figure, by) if previous else {}
    for group in dict.fromkeys((*after, *before)):
        names = dict(zip(by, group, strict=False))
        mean = "indicator" in names and not _can_be_added(names["indicator"])
        yield Total(
            group=names,
            field=figure.field,
            unit=(figure.fixed,) if figure.fixed else tuple(each or "" for each in group[len(by) :]),
            measure="mean" if mean else "sum",
            before=_figure(before.get(group), mean),
            after=_figure(after.get(group), mean),
            rows_before=before.get(group, (Decimal(), 0))[1],
            rows_after=after.get(group, (Decimal(), 0))[1],
        )


def _can_be_added(indicator: str | None) -> bool:
    """Only an indicator that says that its values are no sums is not added."""
    definition = indicators().get(indicator or "")
    return definition is None or definition.get("aggregation") == "sum"


def _added_up(side: Side, figure: Figure, by: Mapping[str, pl.Expr]) -> Groups:
    """Group, then unit → the exact sum and how many rows have a number. Whole parts and decimals are added
    apart, as integers: a sum of floats would depend on the order of the rows."""
    columns = _needed(side, figure, by)
    if columns is None:
        return {}
    number = pl.col(figure.field).cast(pl.Float64, strict=False)
    number = pl.when(number.abs() < _LARGEST).then(number)
    floor = number.floor()
    units = [pl.col(name).cast(pl.String).alias(f"unit {name}") for name in figure.unit_columns]
    keys = [each.alias(name) for name, each in by.items()] + units
    names = [*by, *(f"unit {name}" for name in figure.unit_columns)]
    rows = side.scan().select(
        *keys,
        floor.cast(pl.Int128).alias("whole"),
        ((number - floor) * 10**_PLACES).round().cast(pl.Int64).alias("part"),
    )
    sums = (pl.col("whole").sum(), pl.col("part").sum(), pl.col("whole").count().alias("rows"))
    found = (rows.group_by(names).agg(sums) if names else rows.select(sums)).collect(engine="streaming")
    return {tuple(row[:-3]): _sum(row[-3:]) for row in sorted(found.iter_rows(), key=_sorted) if row[-1]}


def _needed(side: Side, figure: Figure, by: Mapping[str, pl.Expr]) -> list[str] | None:
    """The columns that are read; None where the file lacks one."""
    wanted = {
        figure.field,
        *figure.unit_columns,
        *(n for each in by.values() for n in each.meta.root_names()),
    }
    return sorted(wanted) if wanted <= set(side.names) else None


def _sorted(row: Sequence[Any]) -> list[str]:
    return [str(each) for each in row]


def _sum(row: Sequence[Any]) -> tuple[Decimal, int]:
    return Decimal(row[0]) + Decimal(row[1]).scaleb(-_PLACES), row[2]


def _figure(found: tuple[Decimal, int] | None, mean: bool) -> Number | None:
    if found is None:
        return None
    amount = found[0] / found[1] if mean else found[0]
    return int(amount) if amount == amount.to_integral_value() else float(amount)
