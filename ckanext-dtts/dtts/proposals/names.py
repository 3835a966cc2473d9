"""How well a label names a field: the same name, an alias, one of its two languages, or words in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dtts.catalogue import Field
from dtts.report import Sentence
from dtts.tables.header import label_key

SURE = 0.9
LIKELY = 0.5
_SAME, _ALIAS, _PART, _MOST_LIKE = 1.0, 0.97, 0.93, 0.85
_PIECES = re.compile(r"\n|\s+-\s+|[(/)]")
_EMPTY_WORDS = frozenset(["cua", "va", "cac", "nhung", "theo", "so", "the", "of", "and", "per", "by", "in"])


@dataclass(frozen=True)
class Match:
    """How sure, from 0 to 1, and why in words."""

    score: float = 0.0
    why: Sentence | None = None


NO_MATCH = Match()
_WHY_NAME = {"vi": "trùng tên cột của bảng", "en": "the name of the column"}
_WHY_ALIAS = {"vi": "trùng tên khác của cột", "en": "another name of the column"}
_WHY_PART = {"vi": "một phần nhãn trùng tên cột", "en": "a part of the label is the column’s name"}
_WHY_WORDS = {"vi": "nhãn có nhiều từ giống tên cột", "en": "the label shares words with the column’s name"}


def name_match(labels: Sequence[str], field: Field) -> Match:
    """How well the labels over a column, from the top, name a field."""
    if not labels:
        return NO_MATCH
    own, aliases = _keys(field)
    whole = {label_key(" ".join(labels)), label_key(labels[-1])}
    if whole & own:
        return Match(_SAME, _WHY_NAME)
    if whole & aliases:
        return Match(_ALIAS, _WHY_ALIAS)
    pieces = {label_key(piece) for label in labels for piece in _PIECES.split(label)} - {""}
    if pieces & (own | aliases):
        return Match(_PART, _WHY_PART)
    pairs = ((piece, name) for piece in whole | pieces for name in own | aliases)
    likeness = max((_likeness(*pair) for pair in pairs), default=0.0)
    return Match(round(_MOST_LIKE * likeness, 2), _WHY_WORDS) if likeness else NO_MATCH


@lru_cache(maxsize=4096)
def _words(key: str) -> frozenset[str]:
    return frozenset(key.split()) - _EMPTY_WORDS


def _likeness(label: str, name: str) -> float:
    """Words in common among all words of both."""
    one, other = _words(label), _words(name)
    return len(one & other) / len(one | other) if one and other else 0.0


def _keys(field: Field) -> tuple[set[str], set[str]]:
    own = [*field.title.values(), field.name]
    with_unit = [f"{title} ({field.unit})" for title in field.title.values()] if field.unit else []
    return {label_key(text) for text in [*own, *with_unit]}, {label_key(text) for text in field.aliases}
