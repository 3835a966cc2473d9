"""What a file says of its place and its period, and where it says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dtts.report import Sentence


@dataclass(frozen=True)
class Stated:
    """A value with what it rests on, in both languages.

    For a place an area id; for a period its first and last day in ISO form, joined by a slash.
    """

    value: str
    why: Sentence

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it."""
        return {"value": self.value, "why": dict(self.why)}


@dataclass(frozen=True)
class Extent:
    """The one place that holds all places of a file, and the days from the first to the last of its periods.

    `places` are the area ids that stand in it, at most 20 of the `place_count`. None where the file says
    nothing, or where what it says does not come to one place.
    """

    place: Stated | None = None
    period: Stated | None = None
    places: tuple[str, ...] = ()
    place_count: int = 0

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it."""
        return {
            "place": self.place.to_dict() if self.place else None,
            "period": self.period.to_dict() if self.period else None,
            "places": list(self.places),
            "place_count": self.place_count,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Extent:
        """The inverse of `to_dict`."""
        return cls(
            place=Stated(**data["place"]) if data["place"] else None,
            period=Stated(**data["period"]) if data["period"] else None,
            places=tuple(data["places"]),
            place_count=data["place_count"],
        )
