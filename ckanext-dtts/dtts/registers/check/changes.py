"""The crosswalk: every former unit goes somewhere, every current one comes from somewhere, sums hold."""

import polars as pl

from dtts.registers.check.book import CURRENT, FORMER, Book, Lines, compare, none_of


def check_changes(book: Book) -> Lines:
    """The reform of 1 July 2025 in both directions, and the pairs that were left out."""
    changes = book.register("admin_changes")
    yield from compare("changes", changes.height, book.expected["changes"])
    reform = changes.filter(old_epoch=FORMER)
    yield from _check_complete(book, reform)
    communes = reform.filter(old_level="commune")
    yield from _check_targets(communes)
    yield from _check_provinces(book, reform, communes)
    yield from _check_zones(book, reform)
    rejected = book.register("admin_changes_rejected")
    yield from compare("rejected pairs", rejected.height, book.expected["rejected_changes"])
    both = rejected.join(changes, on=["old_area_id", "new_area_id"], how="semi")
    yield from none_of(both["old_area_id"], "rejected pairs that are changes too")


def _check_complete(book: Book, reform: pl.DataFrame) -> Lines:
    units = book.register("admin_units")
    former = units.filter(epoch=FORMER).join(reform, left_on="area_id", right_on="old_area_id", how="anti")
    yield from none_of(former["area_id"], "former units without a change")
    current = units.filter(epoch=CURRENT).join(reform, left_on="area_id", right_on="new_area_id", how="anti")
    yield from none_of(current["area_id"], "current units that come from nowhere")


def _check_targets(communes: pl.DataFrame) -> Lines:
    by_old = communes.group_by("old_area_id", maintain_order=True).agg(
        targets=pl.len(),
        defaults=(pl.col("default_target") == "true").sum(),
        splits=(pl.col("kind") == "split").any(),
        whole=(pl.col("whole_old_unit") == "true").all(),
    )
    wrong = by_old.filter(
        (pl.col("defaults") != 1)
        | (pl.col("splits") != (pl.col("targets") > 1))
        | (pl.col("whole") != (pl.col("targets") == 1))
    )
    yield from none_of(wrong["old_area_id"], "communes whose default, split or whole marks disagree")
    split = by_old.filter(pl.col("targets") > 1)
    yield from compare(
        "former communes split", split.height, communes.filter(kind="split")["old_area_id"].n_unique()
    )


def _check_provinces(book: Book, reform: pl.DataFrame, communes: pl.DataFrame) -> Lines:
    provinces = reform.filter(old_level="province").select("old_area_id", successor="new_area_id")
    expected = book.expected["units"]
    found = (provinces["old_area_id"].n_unique(), provinces["successor"].n_unique())
    yield from compare(
        "provinces, former and current", found, (expected[FORMER]["province"], expected[CURRENT]["province"])
    )
    homes = _province_of_communes(book.register("admin_units"))
    moved = (
        communes.join(homes, left_on="old_area_id", right_on="area_id")
        .join(provinces, left_on="province", right_on="old_area_id")
        .join(
            homes.rename({"province": "new_province"}), left_on="new_area_id", right_on="area_id", how="left"
        )
    )
    strays = moved.filter(pl.col("successor").ne_missing(pl.col("new_province")))
    yield from none_of(strays["old_area_id"], "communes that leave their province")
    flowing = moved.filter(default_target="true").height
    yield from compare("former communes that arrive", flowing, expected[FORMER]["commune"])


def _province_of_communes(units: pl.DataFrame) -> pl.DataFrame:
    """`area_id`, `province` (an area id) of every commune of both periods."""
    districts = units.filter(level="district").select(parent_code="code", province_code="parent_code")
    former = units.filter(level="commune", epoch=FORMER).join(districts, on="parent_code")
    current = units.filter(level="commune", epoch=CURRENT).with_columns(province_code="parent_code")
    communes = pl.concat([part.select("area_id", "epoch", "province_code") for part in (former, current)])
    return communes.select("area_id", province=pl.concat_str("province_code", "epoch", separator="@"))


def _check_zones(book: Book, reform: pl.DataFrame) -> Lines:
    mapped = reform.filter(pl.col("old_level") == "district", pl.col("new_code").is_not_null())
    zones = dict(mapped.select("old_code", "new_code").sort("old_code").iter_rows())
    yield from compare("special zones from districts", zones, book.expected["special_zones"])
