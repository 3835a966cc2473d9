"""“100 % published and updated”, computed: entries that are fresh, of those of which something is due."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dtts.duties.standing import Standing

Key = TypeVar("Key", bound=Hashable)
Words = Mapping[str, str]

HOW: Words = {
    "vi": "Tỷ lệ = số mục đã công bố và cập nhật / số mục đã đến hạn. Một mục đến hạn khi ngày hạn của ít "
    "nhất một kỳ đã qua hết; mục đó là “cập nhật” khi kỳ đến hạn gần nhất (cả hạn số sơ bộ và hạn số "
    "chính thức, nếu có) đã được công bố. Mục chưa đến hạn, mục không có hạn và mục đã "
    "kết thúc không tính. Không có mục nào đến hạn thì ghi “—”.",
    "en": "Share = entries published and up to date / entries due. An entry is due once the due day of at "
    "least one of its periods is over; it is up to date when the period that last fell due (by each of its "
    "deadlines, provisional and final) is published. Entries not due yet, without due days or ended are not "
    "counted. Where nothing is due the share is “—”.",
}
"""The sentences beside every percentage. QĐ 1087/QĐ-TTg sets the goal; the way to count is the portal's."""


@dataclass(frozen=True, slots=True)
class Share:
    """`fresh` of `due` entries."""

    fresh: int = 0
    due: int = 0

    @property
    def tenths(self) -> int | None:
        """The percentage in tenths of a per cent, cut and not rounded: 1000 only when all are fresh.

        None when nothing is due, which is neither 0 nor 100 per cent.
        """
        return self.fresh * 1000 // self.due if self.due else None

    @property
    def percent(self) -> float | None:
        """The percentage with one decimal, cut; None when nothing is due."""
        return None if self.tenths is None else self.tenths / 10

    def plus(self, one: Standing) -> Share:
        """The share with one more entry."""
        return Share(self.fresh + one.fresh, self.due + one.counted)


def share(standings: Iterable[Standing]) -> Share:
    """The share of all entries together."""
    return by(standings, lambda one: None).get(None, Share())


def by(standings: Iterable[Standing], key: Callable[[Standing], Key]) -> dict[Key, Share]:
    """The share of each group, in the order in which groups first appear; also of groups with nothing due."""
    shares: dict[Key, Share] = {}
    for one in standings:
        group = key(one)
        shares[group] = shares.get(group, _NONE).plus(one)
    return shares


_NONE = Share()
