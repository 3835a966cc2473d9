"""The key in the path: the value of each dimension, in the order of the structure, between dots."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dtts.sdmx.artefacts import Codelist, Component
from dtts.sdmx.query.problem import SYNTAX, refused, unknown

_EVERYTHING = frozenset({"", "*", "all"})
OPEN = frozenset({"GEO_VERSION"})
"""Dimensions whose codelist names the usual codes, and whose data may have others."""


@dataclass(frozen=True)
class Key:
    """Allowed values by dimension; a dimension that is not named may have any."""

    values: Mapping[str, frozenset[str]]

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether an observation is of this key."""
        return all(row[name] in allowed for name, allowed in self.values.items())


def keys(text: str, dimensions: Sequence[Component], lists: Mapping[str, Codelist]) -> tuple[Key, ...]:
    """The keys of a path, parted by commas: `A.GSO_EM_PUPILS.51@since-2025-07`. None of them means all.

    An empty part or `*` takes any value, what lacks at the end too; `A+S` takes either. Refused when a
    key has more parts than there are dimensions, or a code that no list has.
    """
    if text in _EVERYTHING:
        return ()
    return tuple(_key(one, dimensions, lists) for one in text.split(","))


def covered(given: Collection[Key], name: str) -> frozenset[str] | None:
    """All values of a dimension that some key takes; None when one takes any."""
    if not given or any(name not in key.values for key in given):
        return None
    return frozenset().union(*(key.values[name] for key in given))


def check_code(name: str, value: str, codelist: Codelist | None) -> None:
    """Refused when the list does not have the code."""
    if codelist is not None and name not in OPEN and value not in codelist.names_of:
        raise unknown(name, value, codelist.names_of)


def _key(text: str, dimensions: Sequence[Component], lists: Mapping[str, Codelist]) -> Key:
    parts = text.split(".")
    if len(parts) > len(dimensions):
        names = ".".join(one.id for one in dimensions)
        raise refused(
            SYNTAX,
            f"Khóa “{text}” có {len(parts)} phần, nhiều hơn {len(dimensions)} chiều: {names}.",
            f"The key “{text}” has {len(parts)} parts, more than the {len(dimensions)} dimensions: {names}.",
        )
    values = {}
    for one, part in zip(dimensions, parts, strict=False):
        if part not in ("", "*"):
            values[one.id] = frozenset(part.split("+"))
            for value in values[one.id]:
                check_code(one.id, value, lists[one.codelist] if one.codelist else None)
    return Key(values)
