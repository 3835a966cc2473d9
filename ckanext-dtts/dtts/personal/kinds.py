"""Kinds of personal data, as `schemas/personal/kinds.yaml` describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from dtts.catalogue import LOADER, Bilingual, schemas_path

NAME = "name"
"""The kind that is told by lists of names, not by a form."""


@dataclass(frozen=True)
class Kind:
    """How one kind of personal data is told; patterns are regular expressions of Rust.

    `examples` are invented. A label with one of `headers` (and none of `but` behind it) makes cells of the
    form `shape` personal; what matches `sure` is so anywhere; cells of the form `column` are so where they
    make up the `share` of a column and are `least` different ones.
    """

    id: str
    title: Bilingual
    examples: tuple[str, ...]
    headers: tuple[str, ...]
    but: tuple[str, ...]
    shape: str
    sure: str | None
    column: str | None
    share: float
    least: int


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by id."""
    path = schemas_path() / "personal" / "kinds.yaml"
    found = yaml.load(path.read_text(encoding="utf-8"), LOADER)["kinds"]  # noqa: S506 - a safe one
    return {one["id"]: _kind(one) for one in found}


def _kind(one: Mapping[str, object]) -> Kind:
    given = {"but": (), "sure": None, "column": None, "share": 1.0, "least": 1, **one}
    for key in ("examples", "headers", "but"):
        given[key] = tuple(given[key])  # type: ignore[arg-type]
    return Kind(**given)  # type: ignore[arg-type]
