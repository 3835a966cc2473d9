"""Place names of a raw export → `area_id`, by the register and by what the recipe declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dtts.vietnamese import fold

Units = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Place:
    """What a row's label stands for: an area, a row that the recipe leaves out, or neither."""

    area_id: str | None
    skipped: bool = False


class Places:
    """Labels of one raw export. `names` maps a folded name to the area ids that bear it."""

    def __init__(self, declared: Mapping[str, Any], names: Units) -> None:
        self._epoch = str(declared["epoch"])
        self._names = names
        self._country = {fold(str(label)) for label in declared.get("country", [])}
        self._aliases = {fold(str(label)): str(code) for label, code in declared.get("aliases", {}).items()}
        self._skip = {fold(str(label)) for label in declared.get("skip", {})}

    def find(self, label: str) -> Place:
        """The place that `label` stands for. A name that two units bear stands for none of them."""
        key = fold(label)
        if key in self._country:
            return Place("VN")
        if key in self._skip:
            return Place(None, skipped=True)
        if key in self._aliases:
            return Place(f"{self._aliases[key]}@{self._epoch}")
        found = self._names.get(key, ())
        return Place(found[0] if len(found) == 1 else None)
