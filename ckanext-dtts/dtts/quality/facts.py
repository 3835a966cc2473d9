"""What is known of a dataset, whoever found it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Freshness:
    """A promise on the day looked at: `due` is the day by which the newest data had to be there, or the next
    such day when they are; `late_days` 0 while it is kept; `period_days` from one due day to the next."""

    due: date
    late_days: int
    period_days: int


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses elsewhere that were checked, and those of them that are broken."""

    checked: int = 0
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """`tables` passed their checks; `linked` of them have codes of a published register. `formats` are of the
    other files and links, as people wrote them. `filled` are names of fields; None for no promise."""

    tables: int
    linked: int
    formats: tuple[str, ...]
    licence: str
    filled: frozenset[str]
    freshness: Freshness | None = None
    links: Links = Links()
