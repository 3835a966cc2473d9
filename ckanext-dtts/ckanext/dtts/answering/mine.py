"""The recommendations that concern a person's agencies, each side by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.answering import lines
from ckanext.dtts.answering.lines import Line


@dataclass(frozen=True)
class Mine:
    """`addressed` to the person's agencies, `asked` by them, each nearest due day first; `held` are all of
    the datasets that the person sends to."""

    addressed: Sequence[Line]
    asked: Sequence[Line]
    held: Sequence[Line]

    @property
    def to_do(self) -> list[Line]:
        """What the agencies addressed still have to do: open and not waiting to be confirmed."""
        return [line for line in self.addressed if line.is_open and line.stage != "reported"]

    @property
    def to_confirm(self) -> list[Line]:
        """What was reported as done to the agencies that asked."""
        return [line for line in self.asked if line.stage == "reported"]

    @property
    def unpublished(self) -> dict[str, int]:
        """How many steps the public does not read yet, by the name of the dataset that they belong to."""
        counted = Counter[str]()
        for line in (each for each in self.held if each.is_public):
            counted[line.book.dataset] += len(line.unpublished)
        return {name: count for name, count in counted.items() if count}


def of(user: model.User | None, on: date | None = None) -> Mine:
    """Those of the agencies that a person belongs to; nobody's for who belongs to none."""
    rights_held = rights.of(user)
    if not rights_held.member:
        return Mine((), (), ())
    found = sorted(lines.all_lines(on), key=lambda line: (line.row["due_on"], line.row["recommendation_id"]))
    return Mine(
        [line for line in found if line.addressed in rights_held.member],
        [line for line in found if line.asking in rights_held.member],
        [line for line in found if line.book.agency_id in rights_held.sends],
    )
