"""What others made of the data: kinds of work, licences, and who may be named as the maker.

`schemas/reuse.yaml` has the kinds and licences; `dtts.feedback.reuses` the states that an entry goes through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from dtts.catalogue import LOADER, schemas_path

Words = Mapping[str, str]

MAKERS: Mapping[str, Words] = MappingProxyType(
    {
        "organisation": {"vi": "Tổ chức", "en": "An organisation"},
        "pseudonym": {"vi": "Biệt danh", "en": "A pseudonym"},
    }
)
"""Who may be named as the maker: no person by their name."""


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work, and the class that machines know it by."""

    title: Words
    resource: str


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of a work; `url` is empty for those that have no page."""

    title: Words
    url: str


@cache
def works() -> Mapping[str, Work]:
    """Kinds of work by name, in the order in which they are offered."""
    return MappingProxyType({one["work"]: Work(one["title"], one["resource"]) for one in _said()["works"]})


@cache
def licences() -> Mapping[str, Licence]:
    """Licences by id, in the order in which they are offered."""
    listed = _said()["licences"]
    return MappingProxyType({one["licence"]: Licence(one["title"], one.get("url", "")) for one in listed})


@cache
def _said() -> Mapping[str, list[dict[str, Any]]]:
    text = (schemas_path() / "reuse.yaml").read_text(encoding="utf-8")
    found: Mapping[str, list[dict[str, Any]]] = yaml.load(text, LOADER)  # noqa: S506 - a safe one
    return found
