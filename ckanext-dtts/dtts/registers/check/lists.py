"""Ethnic groups, programme items, targets and sources."""

import polars as pl

from dtts.registers.check.book import Book, Lines, compare, none_of


def check_lists(book: Book) -> Lines:
    """Groups, items, indicators, sources."""
    yield from _check_groups(book)
    items = book.register("programme_items")
    levels = dict(items["level"].value_counts().iter_rows())
    yield from compare(
        "programme items",
        dict(sorted(levels.items())),
        dict(sorted(book.expected["programme_levels"].items())),
    )
    indicators, targets = book.register("indicators"), book.register("targets")
    aimless = indicators.join(targets, left_on="code", right_on="indicator_code", how="anti")
    yield from none_of(aimless["code"], "indicators without a target")
    yield from _check_sources(book)


def _check_groups(book: Book) -> Lines:
    groups = book.register("ethnic_groups")
    found = {
        "group": groups.filter(kind="group").height,
        "very_small_16": groups.filter(very_small_16="true").height,
        "under_1000_people": groups.filter(under_1000_people="true").height,
    }
    yield from compare("ethnic groups", found, book.expected["ethnic_groups"])
    schemes = book.register("ethnic_group_schemes")
    for scheme in book.expected["ethnic_schemes"]:
        codes = schemes.filter(scheme=scheme)["group_code"]
        pair = (codes.len(), codes.n_unique())
        yield from compare(f"codes and groups of {scheme}", pair, (found["group"], found["group"]))


def _check_sources(book: Book) -> Lines:
    known = book.register("sources").select("source")
    for name in ("admin_units", "admin_changes", "admin_changes_rejected", "admin_units_retired_2021_2025"):
        named = book.register(name).select(pl.col("source").str.split(";")).explode("source").unique()
        yield from none_of(
            named.join(known, on="source", how="anti")["source"].sort(), f"sources of {name} that are unknown"
        )
