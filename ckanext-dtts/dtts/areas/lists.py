"""The decisions, their members, and how a commune stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dtts.registers import rows

REGIONS = ("I", "II", "III", "OUT")
Words = Mapping[str, str]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AreaList:
    """A decision. Counts are those that the decision's summary states; None where they are not known."""

    id: str
    first_year: int
    last_year: int
    decision: str
    decided: date
    epoch: str
    holds: frozenset[str]
    communes: Mapping[str, int | None]
    villages: int | None

    def covers(self, on: date) -> bool:
        """Whether the day lies in the list's period."""
        return self.first_year <= on.year <= self.last_year


@dataclass(frozen=True, slots=True)
class Member:
    """A commune with its region, or one disadvantaged village of a commune, while it stood in the list."""

    list_id: str
    area_id: str
    village: str | None
    region: str | None
    valid_from: date
    valid_to: date | None
    decision: str

    def valid_on(self, on: date) -> bool:
        """Whether it stood in the list on the day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a commune stood on a day. `region` None and `villages` None: not known, with the reason."""

    region: str | None
    villages: tuple[str, ...] | None
    decisions: tuple[str, ...]
    reason: Words


@dataclass(frozen=True, eq=False)
class AreaLists:
    """All decisions, with the members that were loaded for them; immutable."""

    lists: Mapping[str, AreaList]
    members: tuple[Member, ...] = ()

    @staticmethod
    def load(folder: Path | None = None, members: Sequence[Member] = ()) -> AreaLists:
        """The decisions of the register, with members from `read_members`."""
        lists = [_list(row) for row in rows("area_lists", folder)]
        return AreaLists({one.id: one for one in lists}, tuple(members))

    @staticmethod
    def of(lists: Iterable[Row], members: Iterable[Row]) -> AreaLists:
        """From rows of the registers `area_lists` and `area_list_members`, as text by column."""
        read = [_list(row) for row in lists]
        return AreaLists({one.id: one for one in read}, tuple(member_of(row) for row in members))

    def standing(self, area_id: str, on: date) -> Standing:
        """Region and disadvantaged villages of a commune on a day.

        A commune without a row lies outside only when the list is complete, that is when as many communes
        were loaded as the decision counts; otherwise it is not known.
        """
        rows = [m for m in self._by_area.get(area_id, ()) if m.valid_on(on) and self._covers(m, on)]
        region = next((m.region for m in rows if m.region), None)
        villages = tuple(sorted(m.village for m in rows if m.village))
        decisions = tuple(dict.fromkeys(m.decision for m in rows))
        region = region or ("OUT" if self._complete(area_id, on, "commune") else None)
        known = bool(villages) or self._complete(area_id, on, "village")
        return Standing(region, villages if known else None, decisions, self._reason(area_id, on, region))

    @cached_property
    def _by_area(self) -> Mapping[str, tuple[Member, ...]]:
        found: dict[str, list[Member]] = {}
        for member in self.members:
            found.setdefault(member.area_id, []).append(member)
        return {area_id: tuple(members) for area_id, members in found.items()}

    def _covers(self, member: Member, on: date) -> bool:
        return member.list_id in self.lists and self.lists[member.list_id].covers(on)

    def _complete(self, area_id: str, on: date, kind: str) -> bool:
        """Whether all lists of that kind for the day are made on this epoch's units and fully loaded."""
        wanted = [one for one in self.lists.values() if one.covers(on) and kind in one.holds]
        epoch = area_id.partition("@")[2]
        return bool(wanted) and all(one.epoch == epoch and self.is_complete(one, kind) for one in wanted)

    def is_complete(self, one: AreaList, kind: str) -> bool:
        """Whether as many communes (in regions I to III) or villages were loaded first as the list counts."""
        rows = self._first(one)
        if kind == "village":
            return one.villages is not None and sum(m.village is not None for m in rows) == one.villages
        stated = [one.communes[region] for region in REGIONS[:3]]
        loaded = [sum(m.region == region for m in rows) for region in REGIONS[:3]]
        return None not in stated and stated == loaded

    def _first(self, one: AreaList) -> list[Member]:
        """Members as first decided, without later corrections."""
        rows = [m for m in self.members if m.list_id == one.id]
        start = min((m.valid_from for m in rows), default=None)
        return [m for m in rows if m.valid_from == start]

    def _reason(self, area_id: str, on: date, region: str | None) -> Words:
        if region is not None:
            return {
                "vi": f"Theo danh sách có hiệu lực ngày {on:%d/%m/%Y}.",
                "en": f"By the list in force on {on.isoformat()}.",
            }
        lists = [one for one in self.lists.values() if one.covers(on)]
        if lists and all(one.epoch != area_id.partition("@")[2] for one in lists):
            return {
                "vi": "Danh sách của thời gian này lập theo đơn vị hành chính của giai đoạn khác.",
                "en": "The lists of that time were made on units of the other period.",
            }
        return {
            "vi": f"Chưa có danh sách từng xã cho ngày {on:%d/%m/%Y}.",
            "en": f"No list by commune is loaded for {on.isoformat()}.",
        }


def _list(row: Mapping[str, str | None]) -> AreaList:
    return AreaList(
        id=row["list_id"] or "",
        first_year=int(row["period_from"] or 0),
        last_year=int(row["period_to"] or 0),
        decision=row["decision"] or "",
        decided=date.fromisoformat(row["decision_date"] or ""),
        epoch=row["unit_epoch"] or "",
        holds=frozenset((row["lists"] or "").split(";")),
        communes={
            "I": _count(row["kv1_communes"]),
            "II": _count(row["kv2_communes"]),
            "III": _count(row["kv3_communes"]),
        },
        villages=_count(row["villages_total"]),
    )


def _count(text: str | None) -> int | None:
    return int(text) if text else None


def member_of(row: Row) -> Member:
    """A member from its row, in which days may be text."""
    return Member(
        list_id=row["list_id"],
        area_id=row["area_id"],
        village=row["village"],
        region=row["region"],
        valid_from=_day(row["valid_from"]) or date.min,
        valid_to=_day(row["valid_to"]),
        decision=row["decision"],
    )


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
