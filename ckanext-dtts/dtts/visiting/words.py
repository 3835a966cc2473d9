"""The fields of the form: those of the visit by name, those of a repeated part as `site-0-site_name`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import yaml

from dtts.catalogue import schemas_path

PARTS: Mapping[str, str] = {
    "site": "visit_sites",
    "finding": "findings",
    "recommendation": "recommendations",
}
"""The parts that a visit may have several of, each with the table schema of its rows."""
MOST = 40
"""Most of one part in one visit."""
MARKED = "yes"
_NAME = re.compile(r"^(site|finding|recommendation)-(\d{1,2})-([a-z_]+)$")


class Part(NamedTuple):
    """One site, finding or recommendation: its number in the form, from 0, and its words."""

    number: int
    words: Mapping[str, str]

    def get(self, name: str) -> str:
        """A word of it; empty when it was not said."""
        return self.words.get(name, "")


def parts_of(said: Mapping[str, str], kind: str) -> list[Part]:
    """The parts of that kind that say anything and are not marked as removed, by their numbers."""
    found: dict[int, dict[str, str]] = {}
    for name, text in said.items():
        match = _NAME.match(name)
        if match and match[1] == kind and text.strip() and int(match[2]) < MOST:
            found.setdefault(int(match[2]), {})[match[3]] = text.strip()
    kept = [Part(number, words) for number, words in sorted(found.items())]
    return [part for part in kept if part.get("removed") != MARKED and _says_anything(part)]


def writes_to(said: Mapping[str, str], schema: str) -> bool:
    """Whether a visit has rows of that table, one of `dtts.visiting.TABLES`."""
    kinds = {schema: kind for kind, schema in PARTS.items()}
    return schema not in kinds or bool(parts_of(said, kinds[schema]))


def visit_code(visit_id: UUID, on: date) -> str:
    """The code of the visit in its tables: its day, and eight digits of the id that its device gave it."""
    return f"GS-{on:%Y%m%d}-{visit_id.hex[:8]}"


@cache
def checklist() -> Mapping[str, Any]:
    """The points that are asked about at every site, `{name, points: [{id, vi, en}]}`."""
    path = schemas_path() / "visits" / "checklist.yaml"
    found: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _says_anything(part: Part) -> bool:
    """Whether more was said than what a new part is given by itself."""
    return bool(set(part.words) - {"removed", "site", "finding", "site_kind", "finding_kind", "severity"})
