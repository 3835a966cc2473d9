"""Members of the lists, from a table of the schema `area_list_members`, with what does not hold named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import polars as pl

from dtts.areas.lists import AreaList, Member, member_of
from dtts.report import Fault

_FIRST_ROW = 2


def read_members(
    frame: pl.DataFrame, lists: Mapping[str, AreaList]
) -> tuple[tuple[Member, ...], tuple[Fault, ...]]:
    """The members in a checked table, and the faults of its rows; rows with a fault are no members.

    A correction closes the earlier row by its last day and adds another, so no commune has two regions, and
    no village stands twice, on one day.
    """
    rows = [(at, member_of(row)) for at, row in enumerate(frame.to_dicts(), _FIRST_ROW)]
    faults = [fault for at, member in rows for fault in _faults(at, member, lists)]
    faults += _overlaps(rows)
    wrong = {fault.row for fault in faults}
    return tuple(member for at, member in rows if at not in wrong), tuple(faults)


def _faults(at: int, member: Member, lists: Mapping[str, AreaList]) -> Iterator[Fault]:
    one = lists.get(member.list_id)
    if one is None:
        yield _fault(at, "list", f"không có danh sách {member.list_id}", f"there is no list {member.list_id}")
        return
    if member.area_id.partition("@")[2] != one.epoch:
        yield _fault(
            at,
            "epoch",
            f"danh sách {one.id} lập theo đơn vị của giai đoạn {one.epoch}",
            f"list {one.id} is made on units of {one.epoch}",
        )
    if (member.village is None) == (member.region is None):
        yield _fault(
            at,
            "kind",
            "dòng phải có khu vực của xã, hoặc tên thôn, không cả hai",
            "a row has either the commune's region or a village, not both",
        )
    if not one.covers(member.valid_from):
        yield _fault(
            at,
            "period",
            f"ngày {member.valid_from:%d/%m/%Y} nằm ngoài giai đoạn {one.first_year}-{one.last_year}",
            f"{member.valid_from.isoformat()} lies outside {one.first_year}-{one.last_year}",
        )


def _overlaps(rows: list[tuple[int, Member]]) -> Iterator[Fault]:
    """Two rows of one commune or village that hold on the same day."""
    ordered = sorted(rows, key=lambda row: (_key(row[1]), row[1].valid_from))
    for (_, earlier), (at, later) in pairwise(ordered):
        if _key(earlier) == _key(later) and earlier.valid_on(later.valid_from):
            what, day = later.village or later.area_id, later.valid_from
            yield _fault(
                at,
                "twice",
                f"{what} đã có trong danh sách vào ngày {day:%d/%m/%Y}",
                f"{what} already stands in the list on {day.isoformat()}",
            )


def _key(member: Member) -> tuple[str, str, str]:
    return member.list_id, member.area_id, member.village or ""


def _fault(at: int, rule: str, vi: str, en: str) -> Fault:
    message = {"vi": f"Dòng {at}: {vi}.", "en": f"Row {at}: {en}."}
    return Fault(f"row-check:area-list-{rule}", "error", None, None, at, None, None, None, message)
