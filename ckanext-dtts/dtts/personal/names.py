"""Names of persons: how they begin in Viet Nam, and what begins in the same way and is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import polars as pl
import yaml

from dtts.catalogue import LOADER, schemas_path
from dtts.registers import rows
from dtts.vietnamese import fold

_WORD = r"\p{Lu}[\p{L}'’ʼ]*"
# Names of minorities with an apostrophe (H'Hen, K'Brôi) are told by it.
_APOSTROPHE = r"[HK]['’ʼ]\s?\p{L}+"
# A list of at least so many cells is needed before it is called a list of names.
_LEAST, _SHARE, _LONG_SHARE = 3, 0.6, 0.3
_REGISTERED = (
    ("admin_units", ("name_vi", "name_vi_short", "name_en")),
    ("admin_units_retired_2021_2025", ("name_vi", "name_vi_short", "name_en")),
    ("ethnic_groups", ("name_vi",)),
    ("ethnic_group_aliases", ("alias",)),
)


def addressed() -> str:
    """A regular expression for a name in running text, behind a word for a person: `ông Nguyễn Văn A`."""
    words = "|".join(re.escape(word) for word in _lists()["address"])
    return rf"(?:^|[^\p{{L}}])(?:{words})\s+(?:{_families()})(?:\s+{_WORD}){{1,4}}"


def named(text: pl.Series) -> pl.Series:
    """Which cells are names of persons, by the column as a whole; none where it is no list of names.

    A name of two words counts for less: places and groups look like that too. Those of the registers are
    never taken for persons.
    """
    values = text.drop_nulls().unique()
    likely = values.filter(_is_name(values))
    if _is_list(likely, len(values)):
        # Only then: the registers that are asked hold 15,000 names.
        likely = likely.filter(~other_things(likely))
    if not _is_list(likely, len(values)):
        return pl.repeat(False, len(text), dtype=pl.Boolean, eager=True)
    return text.is_in(likely.implode()).fill_null(False)


def _is_list(likely: pl.Series, values: int) -> bool:
    """Whether so many of the values look like names that the column is a list of them."""
    long = likely.filter(likely.str.contains(rf"\s\S+\s|{_APOSTROPHE}"))
    return len(likely) >= max(_LEAST, _SHARE * values) and len(long) >= _LONG_SHARE * values


def other_things(values: pl.Series) -> pl.Series:
    """Which texts name a place, a group, an office or a thing for certain; a null is none."""
    return (values.str.contains(_others()) | _is_registered(values)).fill_null(False)


def _is_name(values: pl.Series) -> pl.Series:
    whole = rf"^(?:(?:{_families()})(?:\s+{_WORD}){{1,5}}|(?:\S+\s)?{_APOSTROPHE}(?:\s{_WORD}){{0,3}})$"
    return values.str.contains(whole)


def _is_registered(values: pl.Series) -> pl.Series:
    return values.str.to_lowercase().is_in(_registered().implode())


@cache
def _families() -> str:
    """Family names with and without marks, as written and in capitals, as one alternation."""
    names = dict.fromkeys(" ".join(_lists()["family"]).split())
    plain = dict.fromkeys(fold(name).capitalize() for name in names)
    every = dict.fromkeys([*names, *plain, *map(str.upper, names), *map(str.upper, plain)])
    return "|".join(sorted(map(re.escape, every), key=len, reverse=True))


@cache
def _others() -> str:
    words = "|".join(map(re.escape, _lists()["others"]))
    return rf"(?i)^(?:{words})\s"


@cache
def _registered() -> pl.Series:
    names = {
        str(row[column]).lower()
        for register, columns in _REGISTERED
        for row in rows(register)
        for column in columns
        if row[column]
    }
    return pl.Series("name", sorted(names))


@cache
def _lists() -> Mapping[str, list[str]]:
    path = schemas_path() / "personal" / "names.yaml"
    lists: Mapping[str, list[str]] = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe one
    return lists
