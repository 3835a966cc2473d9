"""What rows say of communes against the lists that classify them: eligibility, region and villages anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import polars as pl

from dtts.areas import AreaLists, Eligibility, eligible
from dtts.checks.declared import Declared, columns_of, declared
from dtts.checks.problem import Context, Problem

_LISTS = (
    "period_from", "period_to", "decision", "decision_date", "unit_epoch", "lists",
    "kv1_communes", "kv2_communes", "kv3_communes", "villages_total",
)  # fmt: skip
_MEMBERS, _OF_MEMBERS = ("list_id", "area_id", "valid_from", "decision"), ("village", "region", "valid_to")


def check_area_lists(context: Context) -> Iterator[Problem]:
    """A commune that the lists do not let have a point; a region or number of villages that they contradict.

    Each row is judged by the lists of its own day, or of the day of the submission while it has none. Where
    no members were loaded, or those do not decide it, nothing is said.
    """
    for one in declared(context.schema, "area-lists"):
        if context.has(*columns_of(one)):
            lists = _lists(context)
            if lists.members:
                yield from _judged(context, one, _answers(context, one, lists))


def _lists(context: Context) -> AreaLists:
    lists = context.keys("area_lists", ("list_id",), _LISTS)
    members = context.keys("area_list_members", _MEMBERS, _OF_MEMBERS)
    return AreaLists.of(lists.to_dicts(), members.to_dicts())


def _answers(context: Context, one: Declared, lists: AreaLists) -> list[Eligibility | None]:
    """What the lists say of each row's commune on its day; None for a row without one of them."""

    @cache
    def judge(area: str, on: date) -> Eligibility:
        return eligible(lists, area, on)

    rows = context.typed.select(pl.col(one["area"]), pl.col(one["on"]).cast(pl.Date)).rows()
    days = [(area, on or context.today) for area, on in rows]
    return [judge(area, on) if area is not None and on is not None else None for area, on in days]


def _judged(context: Context, one: Declared, answers: list[Eligibility | None]) -> Iterator[Problem]:
    reasons = [answer.reason if answer and answer.verdict is False else None for answer in answers]
    refused = pl.Series([reason is not None for reason in reasons], dtype=pl.Boolean)
    yield Problem(
        f"not-eligible:{one['id']}",
        refused & context.unnamed(one["area"]),
        context.schema.field(one["area"]),
        row_words=lambda row: {"reason": reasons[row]},
        severity=one.get("severity"),
    )
    standings = [answer.standing if answer else None for answer in answers]
    regions = pl.Series([each.region if each else None for each in standings], dtype=pl.String)
    villages = [None if each is None or each.villages is None else len(each.villages) for each in standings]
    yield _differs(context, one, "region", regions)
    yield _differs(context, one, "villages", pl.Series(villages, dtype=pl.Int64))


def _differs(context: Context, one: Declared, what: str, listed: pl.Series) -> Problem:
    """Cells that say another thing than the list, where it says one."""
    name = one[what]
    mask = (context.typed[name] != listed).fill_null(False) & context.unnamed(name, one["area"])
    return Problem(
        f"area-{what}:{one['id']}",
        mask,
        context.schema.field(name),
        row_words=lambda row: {"listed": str(listed[row])},
        severity=one.get("severity"),
    )
