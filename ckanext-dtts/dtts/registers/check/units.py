"""Administrative units and what became of them on 1 July 2025."""

import polars as pl

from dtts.registers.check.book import CURRENT, FORMER, Book, Lines, compare, none_of

_PARENT_LEVEL = {
    ("district", FORMER): "province",
    ("commune", FORMER): "district",
    ("commune", CURRENT): "province",
}


def check_units(book: Book) -> Lines:
    """How many units there are of each kind, and whether each has its parent and its time."""
    units = book.register("admin_units")
    for epoch, levels in book.expected["units"].items():
        for level in ("province", "district", "commune"):
            count = units.filter(epoch=epoch, level=level).height
            yield from compare(f"{level} units {epoch}", count, levels.get(level, 0))
    current = units.filter(level="commune", epoch=CURRENT)
    types = dict(sorted(current["unit_type"].value_counts().iter_rows()))
    yield from compare(
        "current communes by type", types, dict(sorted(book.expected["current_communes"].items()))
    )
    yield from none_of(_orphans(units), "units whose parent is missing")
    odd = units.filter(~pl.col("name_vi").str.ends_with(pl.col("name_vi_short")))
    yield from none_of(odd["area_id"], "short names that do not end the full name")
    ended = (pl.col("valid_to") == "2025-06-30").fill_null(False)
    yield from none_of(
        units.filter(ended != (pl.col("epoch") == FORMER))["area_id"], "validity against the period"
    )
    yield from _check_retired(book, units)


def _orphans(units: pl.DataFrame) -> pl.Series:
    known = units.select("level", "epoch", parent_code="code")
    wanted = pl.DataFrame(
        [(level, epoch, parent) for (level, epoch), parent in _PARENT_LEVEL.items()],
        schema=["level", "epoch", "parent_level"],
        orient="row",
    )
    children = units.join(wanted, on=["level", "epoch"])
    return children.join(
        known,
        left_on=["parent_level", "epoch", "parent_code"],
        right_on=["level", "epoch", "parent_code"],
        how="anti",
    )["area_id"]


def _check_retired(book: Book, units: pl.DataFrame) -> Lines:
    retired = book.register("admin_units_retired_2021_2025")
    yield from compare("retired codes 2021-2025", retired.height, book.expected["retired"])
    alive = retired.join(units, on="area_id", how="semi")
    yield from none_of(alive["area_id"], "retired codes that are still units")
