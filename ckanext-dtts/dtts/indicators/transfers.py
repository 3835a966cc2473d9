"""What each area of one geography hands on to the areas of another, in exact shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

import polars as pl

from dtts.errors import UsageError
from dtts.units import Gazetteer, Level, successors

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "old": pl.String,
    "new": pl.String,
    "share_num": pl.Int64,
    "share_den": pl.Int64,
    "changes": pl.List(pl.String),
}


_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Transfer:
    """`share` of what `old` counted belongs to `new`: 1 when it went there whole, None when it was divided
    and nobody has said how. `changes` name the entries of the register that say so."""

    old: str
    new: str
    share: Fraction | None = _WHOLE
    changes: tuple[str, ...] = ()


def between(gazetteer: Gazetteer, start: date, end: date, level: Level) -> tuple[Transfer, ...]:
    """From the areas in force on `start` to those on `end`, the later day: what the registers say of them.

    The registers give no shares of divided areas. Areas of which they record no successor hand on nothing.
    """
    found = (
        successors(gazetteer, unit.code, start, end, level).links for unit in gazetteer.in_force(start, level)
    )
    return tuple(
        Transfer(
            link.old.area_id,
            link.new.area_id,
            None if link.flag == "split" else Fraction(1),
            (f"{link.old.area_id}>{link.new.area_id}",) if link.change else (),
        )
        for links in found
        for link in links
    )


def compose(first: Iterable[Transfer], second: Iterable[Transfer]) -> tuple[Transfer, ...]:
    """Two changes in turn as one. An area that the second does not name hands on nothing."""
    onward: dict[str, list[Transfer]] = defaultdict(list)
    for transfer in second:
        onward[transfer.old].append(transfer)
    ways: dict[tuple[str, str], list[Transfer]] = defaultdict(list)
    for transfer in first:
        for following in onward[transfer.new]:
            ways[transfer.old, following.new].append(_joined(transfer, following))
    return tuple(_added(same) for _, same in sorted(ways.items()))


def as_frame(transfers: Sequence[Transfer]) -> pl.DataFrame:
    """One row a transfer, all shares of one old area over one denominator: old, new, share_num, share_den
    (null where not known) and changes.

    UsageError when a pair stands twice, or the known shares of an area do not add up to one.
    """
    return pl.DataFrame(list(_rows(transfers)), schema=_SCHEMA, orient="row")


def _joined(first: Transfer, second: Transfer) -> Transfer:
    known = first.share is not None and second.share is not None
    share = first.share * second.share if known else None  # type: ignore[operator]
    return Transfer(first.old, second.new, share, tuple(dict.fromkeys((*first.changes, *second.changes))))


def _added(ways: Sequence[Transfer]) -> Transfer:
    """Several ways from one area to another, taken together."""
    shares = [way.share for way in ways if way.share is not None]
    share = sum(shares, Fraction(0)) if len(shares) == len(ways) else None
    changes = tuple(dict.fromkeys(change for way in ways for change in way.changes))
    return Transfer(ways[0].old, ways[0].new, share, changes)


def _rows(transfers: Sequence[Transfer]) -> Iterator[tuple[object, ...]]:
    by_old: dict[str, list[Transfer]] = defaultdict(list)
    for transfer in transfers:
        by_old[transfer.old].append(transfer)
    for old, mine in by_old.items():
        # A tree has ten thousand of these, and arithmetic with fractions would take most of a sum's time.
        if len(mine) == 1 and mine[0].share is _WHOLE:
            yield old, mine[0].new, 1, 1, list(mine[0].changes)
            continue
        _check(old, mine)
        common = lcm(*(each.share.denominator for each in mine if each.share is not None))
        for each in mine:
            num = None if each.share is None else int(each.share * common)
            yield old, each.new, num, None if num is None else common, list(each.changes)


def _check(old: str, transfers: Sequence[Transfer]) -> None:
    if len({each.new for each in transfers}) < len(transfers):
        raise UsageError(f"area {old!r} hands on to one area twice; add the shares of the two")
    shares = [each.share for each in transfers]
    known = [share for share in shares if share is not None]
    if len(known) == len(shares) and sum(known) != 1:
        raise UsageError(f"the shares of area {old!r} add up to {sum(known)}; they must add up to 1")
