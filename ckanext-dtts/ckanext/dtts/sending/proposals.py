"""What is proposed for a file, each with what it rests on; nothing is proposed that rests on nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ckan import model

from ckanext.dtts.drafts.kept import file_of
from ckanext.dtts.model import Draft
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.sending import agencies, look, targets
from ckanext.dtts.sending.agencies import Sender
from ckanext.dtts.sending.targets import NEW_DATASET, Target
from dtts.extent import Extent
from dtts.extent.places import outside
from dtts.recognise import Candidate, Recognised


@dataclass(frozen=True)
class Proposed:
    """A value and the reason for it: `why` is a code that the page puts into words with `words`.

    `said` when a person chose it. Empty when nothing speaks for any value.
    """

    value: str = ""
    why: str = ""
    words: dict[str, Any] = field(default_factory=dict)
    said: bool = False


NOTHING = Proposed()


@dataclass(frozen=True)
class Screen:
    """All that the screen proposes for a draft, and what else may be chosen."""

    schema: Proposed
    target: Proposed
    agency: Proposed
    place: Proposed
    period: Proposed
    extent: Extent
    candidates: Sequence[Candidate]
    targets: Sequence[Target]
    agencies: Sequence[Sender]
    type_names: Sequence[str]

    @property
    def chosen(self) -> Target | None:
        """The dataset or table that the file goes to, when there is one already."""
        return targets.named(self.targets, self.target.value)

    @property
    def strangers(self) -> list[str]:
        """Places of the file that lie outside those of the dataset that it would go to."""
        chosen = self.chosen
        return outside(self.extent.places, chosen.areas, gazetteer()) if chosen else []

    @property
    def is_new(self) -> bool:
        """Whether a dataset has to be made for it."""
        return self.target.value == NEW_DATASET


def of(draft: Draft, user: model.User) -> Screen:
    """What is proposed for a draft as it stands: what its owner said, else what something speaks for."""
    seen, extent, said = look.seen_in(draft), look.extent_in(draft), draft.said
    mine = agencies.of(user)
    schema = _settled(said, "schema", _schema(seen))
    upload = file_of(draft)
    offered = targets.of(user, (each.id for each in mine), schema.value) if schema.value else []
    found = _target(offered, extent, upload.filename if upload else "", said)
    target = _settled(said, "target", found) if _fits(said, offered) else found
    agency = _settled(said, "agency", _agency(mine, extent))
    place = _settled(said, "area_id", _place(extent, mine, agency))
    return Screen(
        schema=schema,
        target=target if schema.value else NOTHING,
        agency=agency,
        place=place,
        period=_period(extent),
        extent=extent,
        candidates=seen.candidates,
        targets=offered,
        agencies=mine,
        type_names=targets.types_of(schema.value) if schema.value else [],
    )


def _settled(said: dict[str, str], name: str, proposed: Proposed) -> Proposed:
    """What a person chose goes before what is proposed; who left that as it was has chosen nothing else."""
    chosen = said.get(name, "")
    return proposed if chosen in ("", proposed.value) else Proposed(chosen, said=True)


def _schema(seen: Recognised) -> Proposed:
    if seen.template:
        return Proposed(seen.template, "template")
    if seen.only:
        only = seen.only
        return Proposed(only.schema, "columns", {"named": only.named, "columns": only.columns})
    return NOTHING


def _fits(said: dict[str, str], offered: Sequence[Target]) -> bool:
    """Whether the chosen target takes the table that the file is."""
    value = said.get("target", "")
    return value == NEW_DATASET or targets.named(offered, value) is not None


def _target(offered: Sequence[Target], extent: Extent, filename: str, said: dict[str, str]) -> Proposed:
    """One table or dataset that something speaks for, the strongest reason first."""
    if said.get("dataset"):
        offered = [each for each in offered if each.dataset == said["dataset"]] or offered
    tables = [each for each in offered if each.table]
    reasons: list[tuple[str, Callable[[Target], bool]]] = [
        ("same-name", lambda each: targets.is_like(filename, each.filename)),
        ("sent-before", lambda each: each.sent is not None),
        ("only-table", lambda each: True),
    ]
    for why, speaks in reasons:
        found = _one(filter(speaks, tables), extent, why)
        if found:
            return found
    if tables:
        return NOTHING
    if not offered:
        return Proposed(NEW_DATASET, "no-dataset")
    return _one(offered, extent, "only-dataset") or NOTHING


def _one(found: Iterable[Target], extent: Extent, why: str) -> Proposed | None:
    """The only one, or the only one that is about the place of the file."""
    several = list(found)
    here = [each for each in several if _is_about(each, extent)]
    if len(several) == 1:
        return Proposed(several[0].value, why, {"target": several[0]})
    if len(here) == 1:
        return Proposed(here[0].value, f"{why}-here", {"target": here[0]})
    return None


def _is_about(target: Target, extent: Extent) -> bool:
    """Whether the file names places and all of them lie within those of the dataset."""
    return extent.place is not None and not outside([extent.place.value], target.areas, gazetteer())


def _agency(mine: Sequence[Sender], extent: Extent) -> Proposed:
    if len(mine) == 1:
        return Proposed(mine[0].id, "only-agency")
    there = [each for each in mine if extent.place and each.area_id == extent.place.value]
    return Proposed(there[0].id, "agency-of-place") if len(there) == 1 else NOTHING


def _place(extent: Extent, mine: Sequence[Sender], agency: Proposed) -> Proposed:
    if extent.place:
        return Proposed(extent.place.value, "file", {"why": extent.place.why})
    own = next((each.area_id for each in mine if each.id == agency.value), None)
    return Proposed(own, "place-of-agency") if own else NOTHING


def _period(extent: Extent) -> Proposed:
    if extent.period is None:
        return NOTHING
    return Proposed(extent.period.value, "file", {"why": extent.period.why})
