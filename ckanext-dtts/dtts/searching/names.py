"""What the registers name, found by words or by the beginning of one: places, indicators, items, papers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dtts.indicators.definition import definitions
from dtts.registers import rows
from dtts.searching.words import keys_of
from dtts.units import FORMER_ENDS, LEVELS, Gazetteer, Unit, Words

Kind = Literal["place", "indicator", "item", "document"]


@dataclass(frozen=True, slots=True)
class Name:
    """A thing of a register: its code, what it is called in both languages, and the keys that find it.

    `within` is the programme that an item belongs to, else empty.
    """

    kind: Kind
    code: str
    label: Words
    keys: frozenset[str]
    spoken: tuple[str, ...]
    """For each wording its keys, one text with a space before every key."""
    within: str = ""


@lru_cache(maxsize=2)
def others(folder: Path | None) -> tuple[Name, ...]:
    """Indicators, items of the programme and documents of the registers."""
    return (*_indicators(), *_items(folder), *_documents(folder))


def holding(names: Iterable[Name], keys: Sequence[str], codes: Iterable[str] = ()) -> list[Name]:
    """The names that have every key, those by code first and then the shortest."""
    by_code, wanted = set(codes), set(keys)
    found = [each for each in names if each.code in by_code or (wanted and wanted <= each.keys)]
    return sorted(found, key=lambda each: (each.code not in by_code, len(each.label["vi"]), each.code))


def beginning(names: Iterable[Name], keys: Sequence[str]) -> list[Name]:
    """The names that have all keys, the last of them as the beginning of a word; in their given order."""
    typed = [f" {key}" for key in keys]
    return [
        each
        for each in names
        if typed and any(all(f"{key} " in f"{text} " for key in typed[:-1]) and typed[-1] in text
                         for text in each.spoken)
    ]  # fmt: skip


@lru_cache(maxsize=2)
def _places(gazetteer: Gazetteer, today: date) -> tuple[list[str], list[Unit]]:
    """All units of today and of the last day before July 2025 by the keys of their short names, in order."""
    units = [*gazetteer.in_force(today)]
    units += [unit for unit in gazetteer.in_force(FORMER_ENDS) if not unit.valid_on(today)]
    pairs = sorted(
        ((" ".join(keys_of(unit.short_name)), LEVELS.index(unit.level), unit.valid_to is not None, at)
         for at, unit in enumerate(units))
    )  # fmt: skip
    return [pair[0] for pair in pairs], [units[pair[3]] for pair in pairs]


def places_beginning(gazetteer: Gazetteer, today: date, keys: Sequence[str], most: int) -> list[Unit]:
    """The units whose names begin with the keys, the last cut short: provinces first, then by name, and of
    one name those of today first."""
    spelled, units = _places(gazetteer, today)
    typed = " ".join(keys)
    first = bisect_left(spelled, typed) if typed else len(spelled)
    last = bisect_left(spelled, typed + "\uffff") if typed else first
    ranked = sorted(
        (units[at].level != "province", spelled[at], not units[at].valid_on(today), at)
        for at in range(first, last)
    )
    return [units[at] for *_, at in ranked[:most]]


def _named(kind: Kind, code: str, vi: str, en: str | None, within: str = "") -> Name:
    wordings = [keys_of(text) for text in (vi, en or "", code) if text]
    spoken = tuple("".join(f" {key}" for key in keys) for keys in wordings)
    return Name(kind, code, {"vi": vi, "en": en or vi}, frozenset().union(*wordings), spoken, within)


def _indicators() -> list[Name]:
    return [
        _named("indicator", one.code, one.name["vi"], one.name.get("en")) for one in definitions().values()
    ]


def _items(folder: Path | None) -> list[Name]:
    return [
        _named("item", str(row["code"]), str(row["name_vi"]), row["name_en"], str(row["programme"]))
        for row in rows("programme_items", folder)
    ]


def _documents(folder: Path | None) -> list[Name]:
    return [
        _named("document", str(row["number"]), str(row["title_vi"]), None)
        for row in rows("legal_documents", folder)
        if row["title_vi"]
    ]
