"""Grounds on which a request for data may be refused, from `schemas/refusal_grounds.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import yaml

from dtts.catalogue import schemas_path
from dtts.feedback.course import Words


@dataclass(frozen=True)
class Ground:
    """`law` names what it rests on, where that is known; empty otherwise. `hint` says what belongs to it."""

    code: str
    words: Words
    hint: Words
    law: Words


@cache
def grounds() -> Mapping[str, Ground]:
    """By code, in the order in which they are offered."""
    found = yaml.safe_load((schemas_path() / "refusal_grounds.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({each["code"]: _ground(each) for each in found["grounds"]})


def _ground(row: Mapping[str, Any]) -> Ground:
    return Ground(
        row["code"],
        {"vi": row["vi"], "en": row["en"]},
        {"vi": row.get("hint_vi", ""), "en": row.get("hint_en", "")},
        {"vi": row.get("law", ""), "en": row.get("law_en", "")},
    )
