"""An administrative unit in one stretch of time, and the sentences said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dtts.errors import UsageError

Level = Literal["province", "district", "commune"]
Words = Mapping[str, str]
"""A text for people, keyed by language: `vi` and `en`."""

LEVELS: tuple[Level, ...] = ("province", "district", "commune")
CODE_LENGTHS: Mapping[int, Level] = {2: "province", 3: "district", 5: "commune"}
FORMER, CURRENT = "pre-2025-07", "since-2025-07"
"""The two tables of codes: with districts until 30 June 2025, without them since 1 July 2025."""
FORMER_ENDS, CURRENT_STARTS = date(2025, 6, 30), date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit while its name and type stayed the same.

    One place (`area_id`) that changed its name or type has one Unit a stretch. `valid_from` None: the
    start is not known. `ends_about`: `valid_to` is known to within weeks only. `retired`: it ended between
    2021 and 2025 and what followed was not recorded.
    """

    level: Level
    code: str
    epoch: str
    name: str
    short_name: str
    name_en: str
    unit_type: str
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None
    legal_basis: str
    source: str
    provenance: str
    provenance_note: str
    other_name: str | None = None
    note: str | None = None
    retired: bool = False
    ends_about: bool = False

    @property
    def area_id(self) -> str:
        """`<code>@<epoch>`: the identity of the place."""
        return f"{self.code}@{self.epoch}"

    @property
    def parent_id(self) -> str | None:
        """The area id of the unit above it, in the same epoch."""
        return f"{self.parent_code}@{self.epoch}" if self.parent_code else None

    def valid_on(self, on: date) -> bool:
        """Whether this stretch covers the day; an unknown start is an open one."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    def label(self, lang: str = "vi") -> str:
        """The full name in the language asked for."""
        return self.name_en if lang == "en" and self.name_en else self.name

    def to_dict(self) -> dict[str, str | bool | None]:
        """The unit as JSON carries it, days as ISO text."""
        shown: dict[str, str | bool | None] = {"area_id": self.area_id}
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            shown[name] = value.isoformat() if isinstance(value, date) else value
        return shown


def level_of(code: str, level: str | None = None) -> Level | None:
    """The level asked for, or the one that a code of this length has; None for other lengths."""
    if level is None:
        return CODE_LENGTHS.get(len(code))
    for known in LEVELS:
        if known == level:
            return known
    raise UsageError(f"unknown level {level!r}; use one of: {', '.join(LEVELS)}")
