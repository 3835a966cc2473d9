"""The parts of the score with their weights, as `schemas/quality.yaml` lays them down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import yaml

from dtts.catalogue import LOADER, schemas_path

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: points out of 100, its name and how it is counted."""

    name: str
    weight: int
    title: Words
    how: Words


@dataclass(frozen=True, slots=True)
class Method:
    """All that a score goes by. `fields` are titles by name, `frequencies` days by code."""

    parts: tuple[Part, ...]
    fields: Mapping[str, Words]
    frequencies: Mapping[str, int]
    stars: Mapping[str, int]
    table_stars: int
    linked_stars: int
    not_open: frozenset[str]


@cache
def method() -> Method:
    """The method that this package ships."""
    text = (schemas_path() / "quality.yaml").read_text(encoding="utf-8")
    said = yaml.load(text, LOADER)  # noqa: S506 - a safe one
    return Method(
        parts=tuple(Part(one["part"], one["weight"], one["title"], one["how"]) for one in said["parts"]),
        fields=MappingProxyType({one["field"]: one["title"] for one in said["fields"]}),
        frequencies=MappingProxyType(said["frequencies"]),
        stars=MappingProxyType(said["stars"]),
        table_stars=said["table_stars"],
        linked_stars=said["linked_stars"],
        not_open=frozenset(said["not_open"]),
    )
