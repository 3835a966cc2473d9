"""Versions of the programme and their projects, sub-projects and contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dtts.errors import UsageError
from dtts.registers import rows
from dtts.vietnamese import fold

# From this day on the lead agencies are those after the reorganisation of ministries.
_NEW_AGENCIES = date(2025, 3, 1)


@dataclass(frozen=True, slots=True)
class Version:
    """A programme in one phase; years are whole calendar years."""

    id: str
    name: str
    name_en: str
    first_year: int
    last_year: int
    legal_basis: tuple[str, ...]
    owner: str
    replaces: str | None
    tree_note: str | None
    provenance: str


@dataclass(frozen=True, slots=True)
class Item:
    """A project, sub-project or content; `parent` is the code of the item above it."""

    version: str
    code: str
    parent: str | None
    level: str
    name: str
    name_en: str
    lead_2021: str | None
    lead_since_2025_03: str | None
    budget_code: str | None
    code_status: str
    provenance: str
    provenance_confidence: str | None
    provenance_note: str | None

    def lead(self, on: date) -> str | None:
        """The lead agency as of the day, in the words of the register."""
        return self.lead_since_2025_03 if on >= _NEW_AGENCIES else self.lead_2021

    def to_dict(self) -> dict[str, Any]:
        """The item as JSON carries it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, eq=False)
class Programmes:
    """All versions and their items; immutable."""

    versions: Mapping[str, Version]
    items: Mapping[tuple[str, str], Item]

    @staticmethod
    def load(folder: Path | None = None) -> Programmes:
        """The registers of `folder`, or of the package; read once a process."""
        return _load(folder)

    def version_on(self, on: date) -> Version | None:
        """The version that covers the day."""
        return next((v for v in self.versions.values() if v.first_year <= on.year <= v.last_year), None)

    def item(self, version: str, code: str) -> Item | None:
        """The item with that code in a version; None when the version has none."""
        return self.items.get((self._known(version), code))

    def children(self, version: str, code: str | None = None) -> tuple[Item, ...]:
        """The items below one, or the projects of the version, in the order of their codes.

        Empty for a version whose tree is not known: see its `tree_note`.
        """
        known = self._known(version)
        return tuple(i for i in self.items.values() if (i.version, i.parent) == (known, code))

    def path(self, version: str, code: str) -> tuple[Item, ...]:
        """The item and all above it, the project first; empty for an unknown code."""
        item = self.item(version, code)
        if item is None:
            return ()
        return (*self.path(version, item.parent), item) if item.parent else (item,)

    def find(self, version: str, text: str) -> Item | None:
        """The item that a text names by its code, written DA01, "Dự án 1" or "Tiểu dự án 2, Dự án 10"."""
        return self.item(version, text.strip().upper()) or self.item(version, _spoken_code(text))

    def _known(self, version: str) -> str:
        if version not in self.versions:
            raise UsageError(f"unknown programme {version!r}; known are: {', '.join(self.versions)}")
        return version


def _spoken_code(text: str) -> str:
    """`Nội dung 1, Tiểu dự án 2, Dự án 10` → DA10.TDA2.ND01; empty when there is no project in it."""
    words = fold(text).replace(",", " ").replace("so ", " ").split()
    numbers: dict[str, int] = {}
    at = 0
    while at < len(words):
        name = next((n for n in _SPOKEN if tuple(words[at : at + len(n)]) == n), None)
        after = at + len(name) if name else at + 1
        if name and after < len(words) and words[after].isdecimal():
            numbers.setdefault(_SPOKEN[name], int(words[after]))
        at = after
    if "DA" not in numbers:
        return ""
    parts = [f"DA{numbers['DA']:02d}"]
    parts += [f"TDA{numbers['TDA']}"] if "TDA" in numbers else []
    parts += [f"ND{numbers['ND']:02d}"] if "ND" in numbers else []
    return ".".join(parts)


_SPOKEN = {
    ("tieu", "du", "an"): "TDA",
    ("tda",): "TDA",
    ("du", "an"): "DA",
    ("da",): "DA",
    ("noi", "dung"): "ND",
    ("nd",): "ND",
}


@lru_cache(maxsize=4)
def _load(folder: Path | None) -> Programmes:
    versions = [_version(row) for row in rows("programmes", folder)]
    items = [_item(row) for row in rows("programme_items", folder)]
    items.sort(key=lambda item: (item.version, item.code))
    return Programmes(
        MappingProxyType({one.id: one for one in versions}),
        MappingProxyType({(one.version, one.code): one for one in items}),
    )


def _version(row: Mapping[str, Any]) -> Version:
    return Version(
        id=row["programme"],
        name=row["name_vi"],
        name_en=row["name_en"],
        first_year=int(row["period_from"]),
        last_year=int(row["period_to"]),
        legal_basis=tuple(row["legal_basis"].split(";")),
        owner=row["owner"],
        replaces=row["replaces"],
        tree_note=row["tree_note"],
        provenance=row["provenance"],
    )


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        version=row["programme"],
        code=row["code"],
        parent=row["parent_code"],
        level=row["level"],
        name=row["name_vi"],
        name_en=row["name_en"],
        lead_2021=row["lead_agency_2021"],
        lead_since_2025_03=row["lead_agency_since_2025_03"],
        budget_code=row["budget_programme_code"],
        code_status=row["code_status"],
        provenance=row["provenance"],
        provenance_confidence=row["provenance_confidence"],
        provenance_note=row["provenance_note"],
    )
