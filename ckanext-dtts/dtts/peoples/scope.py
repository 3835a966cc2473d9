"""Whom a figure is about: ethnic-minority people, their households and all people of the area differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from dtts.errors import UsageError
from dtts.registers import rows


@dataclass(frozen=True, slots=True)
class Scope:
    """A population; `counts` says whether people, households, places, organisations or things are counted."""

    id: str
    counts: str
    name: Mapping[str, str]


def population_scopes(folder: Path | None = None) -> Mapping[str, Scope]:
    """All scopes by id."""
    return _scopes(folder)


def population_scope(scope: str, folder: Path | None = None) -> Scope:
    """The scope of that id; UsageError lists the known ones."""
    known = _scopes(folder)
    if scope not in known:
        raise UsageError(f"unknown population scope {scope!r}; known are: {', '.join(known)}")
    return known[scope]


@lru_cache(maxsize=4)
def _scopes(folder: Path | None) -> Mapping[str, Scope]:
    return MappingProxyType(
        {
            row["population_scope"]: Scope(
                row["population_scope"], row["counts"], {"vi": row["name_vi"], "en": row["name_en"]}
            )
            for row in rows("population_scopes", folder)
        }
    )
