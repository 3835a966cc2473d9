"""Groups and their codes. A code has a meaning only together with its scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dtts.errors import UsageError
from dtts.registers import rows
from dtts.vietnamese import fold

SCHEMES: Mapping[str, Mapping[str, str]] = {
    "tctk-121-1979": {"vi": "Danh mục năm 1979 (QĐ 121-TCTK/PPCĐ)", "en": "List of 1979 (decision 121)"},
    "tctk-121-1979-extension": {
        "vi": "Mã thêm: người nước ngoài, không xác định",
        "en": "Additional codes: foreigner, not known",
    },
    "tctk-1019-2008": {"vi": "Danh mục tổng điều tra (QĐ 1019/QĐ-TCTK)", "en": "Census list (decision 1019)"},
    "bhyt": {"vi": "Dữ liệu bảo hiểm y tế", "en": "Health insurance data"},
}


@dataclass(frozen=True, slots=True)
class Group:
    """A group; `id` is its code of 1979, which the portal keeps, never a bare number of another list."""

    id: str
    name: str
    name_en: str
    kind: str
    language_group: str | None
    iso639_3: tuple[str, ...]
    very_small: bool
    under_1000: bool
    provenance: str
    provenance_confidence: str | None
    provenance_note: str | None

    def to_dict(self) -> dict[str, Any]:
        """The group as JSON carries it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Scheme:
    """One code of one scheme, and how well it is known."""

    scheme: str
    code: str
    group: str
    provenance: str
    provenance_confidence: str | None


@dataclass(frozen=True, eq=False)
class Peoples:
    """All groups with their codes and names; immutable."""

    groups: Mapping[str, Group]
    codes: Mapping[tuple[str, str], Scheme]
    names: Mapping[str, tuple[tuple[str, bool], ...]]
    """Bare name → the groups that bear it, and for each whether it is the group's official name."""

    @staticmethod
    def load(folder: Path | None = None) -> Peoples:
        """The registers of `folder`, or of the package; read once a process."""
        return _load(folder)

    def group(self, code: str, scheme: str) -> Group | None:
        """The group that `code` means in `scheme`; None for a code that the scheme lacks."""
        if scheme not in SCHEMES:
            raise UsageError(f"unknown scheme {scheme!r}; name one of: {', '.join(SCHEMES)}")
        found = self.codes.get((scheme, code))
        return self.groups[found.group] if found else None

    def code(self, group: str, scheme: str) -> str | None:
        """The code of a group in another scheme; None where it is not known."""
        return next((c.code for c in self.codes.values() if (c.scheme, c.group) == (scheme, group)), None)


def bare(name: str) -> str:
    """A name without marks, spaces, hyphens and apostrophes: HMông, H'Mông and Hmong are one."""
    return "".join(char for char in fold(name) if char.isalnum())


@lru_cache(maxsize=4)
def _load(folder: Path | None) -> Peoples:
    groups = {row["group_code"]: _group(row) for row in rows("ethnic_groups", folder)}
    schemes = [_scheme(row) for row in rows("ethnic_group_schemes", folder)]
    names: dict[str, dict[str, bool]] = {}
    for row in rows("ethnic_group_aliases", folder):
        known = names.setdefault(bare(row["alias"]), {})
        known[row["group_code"]] = known.get(row["group_code"], False) or row["alias_kind"] == "name"
    for group in groups.values():
        names.setdefault(bare(group.name), {})[group.id] = True
    return Peoples(
        MappingProxyType(groups),
        MappingProxyType({(one.scheme, one.code): one for one in schemes}),
        MappingProxyType({name: tuple(known.items()) for name, known in names.items()}),
    )


def _group(row: dict[str, Any]) -> Group:
    return Group(
        id=row["group_code"],
        name=row["name_vi"],
        name_en=row["name_en"],
        kind=row["kind"],
        language_group=row["language_group_vi"],
        iso639_3=tuple((row["iso639_3"] or "").split(";")) if row["iso639_3"] else (),
        very_small=row["very_small_16"] == "true",
        under_1000=row["under_1000_people"] == "true",
        provenance=row["provenance"],
        provenance_confidence=row["provenance_confidence"],
        provenance_note=row["provenance_note"],
    )


def _scheme(row: dict[str, Any]) -> Scheme:
    return Scheme(
        row["scheme"], row["code"], row["group_code"], row["provenance"], row["provenance_confidence"]
    )
