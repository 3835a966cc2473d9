"""Observations of communes and provinces, as many as asked for and the same in every run; demonstration data.

Sparse as reports are: a commune reports both sexes and all minorities together, besides the two or three
groups that live there; a report in sixty has not come; counts under five are withheld.

python -m bench.observing.generated PATH.parquet ROWS
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from dtts.indicators.definition import Definition, definitions
from dtts.units import CURRENT_STARTS, FORMER_ENDS, Gazetteer

FORMER = ("2022", "2023", "2024", "2025-S1")
CURRENT = ("2025-S2", "2026-S1")
GROUPS = tuple(f"E{number:02d}" for number in range(2, 56))
REGIONS = ("I", "II", "III")
SMALLEST = 5
MARK = "Dữ liệu minh họa"
PERSONS = ("PS", "HH", "NUM")
_SEED = 1719
# The order of the columns is that of the table schema.
COLUMNS = (
    "FREQ", "INDICATOR", "REF_AREA", "GEO_VERSION", "SEX", "ETHNIC_GROUP", "COMMUNE_REGION", "VALUE_TYPE",
    "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "OBS_STATUS", "CONF_STATUS",
    "CUMULATION", "NUMERATOR", "DENOMINATOR", "APPROVAL_LEVEL", "SOURCE",
)  # fmt: skip


def generate(rows: int) -> pl.DataFrame:
    """`rows` observations, indicator after indicator over the whole country; the last one may be cut.

    Columns as the table schema `observation` has them, sorted by its key.
    """
    frames: list[pl.DataFrame] = []
    for frame in _by_indicator():
        frames.append(frame)
        if sum(each.height for each in frames) >= rows:
            break
    return pl.concat(frames).head(rows).sort("INDICATOR", "REF_AREA", "TIME_PERIOD", "SEX", "ETHNIC_GROUP")


def _by_indicator() -> Iterator[pl.DataFrame]:
    cells = _cells()
    for number, one in enumerate(definitions().values()):
        yield _valued(cells, one, number)


def _cells() -> pl.DataFrame:
    """Every place with each period that it lived in and the groups that it reports."""
    places = _places()
    when = pl.DataFrame(
        [("former", each) for each in FORMER] + [("current", each) for each in CURRENT],
        schema=["epoch", "TIME_PERIOD"],
        orient="row",
    )
    parts = [("_T", "_T", 0), ("M", "_T", 0), ("F", "_T", 0), ("_T", "DTTS", 0)]
    parts += [("_T", group, 1) for group in GROUPS]
    what = pl.DataFrame(parts, schema=["SEX", "ETHNIC_GROUP", "local"], orient="row")
    lives = (pl.col("local") == 0) | pl.col("groups").list.contains(pl.col("ETHNIC_GROUP"))
    return places.join(what, how="cross").filter(lives).drop("groups", "local").join(when, on="epoch")


def _places() -> pl.DataFrame:
    gazetteer = Gazetteer.load()
    found = []
    for epoch, day in (("former", FORMER_ENDS), ("current", CURRENT_STARTS)):
        for level in ("province", "commune"):
            for unit in gazetteer.in_force(day, level):
                drawn = _drawn(unit.area_id)
                first = int(unit.code[:2]) if unit.code[:2].isdigit() else 1
                groups = {GROUPS[(first * 7 + step * step) % 54] for step in range(drawn % 4)}
                found.append((unit.area_id, epoch, level, 200 + drawn % 8800, sorted(groups)))
    return pl.DataFrame(found, schema=["REF_AREA", "epoch", "level", "size", "groups"], orient="row")


def _drawn(text: str) -> int:
    """A number that a text has in every run."""
    found = _SEED
    for letter in text:
        found = (found * 31 + ord(letter)) % 1_000_003
    return found


def _valued(cells: pl.DataFrame, one: Definition, number: int) -> pl.DataFrame:
    seeded = cells.with_row_index("row").with_columns(
        drawn=pl.col("row").cast(pl.UInt64) * 2_654_435_761 + number * 40_503 + _SEED,
        report=pl.col("size") * 97 + pl.col("TIME_PERIOD").str.slice(2, 2).cast(pl.Int64) * 53 + number * 29,
    )
    year = pl.col("TIME_PERIOD").str.slice(0, 4).cast(pl.Int64) - 2018
    total = pl.col("size") + year * (pl.col("size") // 60) + number * 11
    return _described(seeded.with_columns(count=_share(total).cast(pl.Int64)), one)


def _share(total: pl.Expr) -> pl.Expr:
    men, minority = total * 51 // 100, total * (10 + pl.col("size") % 80) // 100
    return (
        pl.when(pl.col("SEX") == "M")
        .then(men)
        .when(pl.col("SEX") == "F")
        .then(total - men)
        .when(pl.col("ETHNIC_GROUP") == "DTTS")
        .then(minority)
        .when(pl.col("ETHNIC_GROUP") != "_T")
        .then(minority * (pl.col("drawn") % 33) // 100)
        .otherwise(total)
    )


def _described(counted: pl.DataFrame, one: Definition) -> pl.DataFrame:
    absent, hidden = pl.col("report") % 61 == 0, pl.col("count") < SMALLEST
    status = pl.when(absent).then(pl.lit("O")).when(hidden).then(pl.lit("Q")).otherwise(_final())
    is_rate = one.rule.aggregation == "ratio"
    share = pl.col("count") * (pl.col("report") % 90 + 5) // 100
    value = share / pl.col("count") * one.rule.multiplier if is_rate else _plain(one)
    shown = status.is_in(("A", "P"))
    return counted.with_columns(
        pl.when(pl.col("TIME_PERIOD").str.contains("S")).then(pl.lit("S")).otherwise(pl.lit("A")).alias("FREQ"),
        pl.when(shown).then(value).round(one.decimals).alias("OBS_VALUE"),
        pl.when(shown & is_rate).then(share).cast(pl.Float64).alias("NUMERATOR"),
        pl.when(shown & is_rate).then(pl.col("count")).cast(pl.Float64).alias("DENOMINATOR"),
        pl.col("level").str.to_uppercase().alias("APPROVAL_LEVEL"),
        INDICATOR=pl.lit(one.code), GEO_VERSION=pl.lit("ASREP"), COMMUNE_REGION=pl.lit("_T"),
        VALUE_TYPE=pl.lit("ACT"), UNIT_MEASURE=pl.lit(one.unit_measure), UNIT_MULT=pl.lit(one.unit_mult),
        DECIMALS=pl.lit(one.decimals), OBS_STATUS=status, CONF_STATUS=pl.lit("F"), CUMULATION=pl.lit("K"),
        SOURCE=pl.lit(MARK),
    ).select(COLUMNS)  # fmt: skip


def _final() -> pl.Expr:
    return pl.when(pl.col("TIME_PERIOD") == CURRENT[-1]).then(pl.lit("P")).otherwise(pl.lit("A"))


def _plain(one: Definition) -> pl.Expr:
    count = pl.col("count").cast(pl.Float64)
    return count % 100 if one.unit_measure == "PT" else count / 10.0**one.unit_mult


if __name__ == "__main__":
    generate(int(sys.argv[2])).write_parquet(Path(sys.argv[1]))
