"""Words that mean the same, in a file that staff keep.

A file of YAML holds `groups`, lists of two or more ways to say one thing, and `narrower`, words that also ask
for others but are not asked for by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import yaml

from dtts.catalogue import schemas_path
from dtts.errors import UsageError
from dtts.searching.words import keys_of

MOST_GROUPS = 2000
LONGEST = 100
_PARTS = ("groups", "narrower")

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Synonyms:
    """By the keys of a wording, the other wordings that it also asks for; `longest` counts keys."""

    others: Mapping[Keys, tuple[str, ...]]
    longest: int

    def at(self, keys: Keys, start: int) -> tuple[int, tuple[str, ...]]:
        """How many keys from `start` are the longest known wording, and what else they ask for."""
        for length in range(min(self.longest, len(keys) - start), 0, -1):
            found = self.others.get(keys[start : start + length])
            if found:
                return length, found
        return 0, ()


def read(text: str) -> Synonyms:
    """The synonyms of a file's text; UsageError says in which group what is wrong."""
    groups, narrower = parts_of(text)
    return made_of(groups, narrower)


def made_of(groups: Iterable[tuple[str, ...]], narrower: Mapping[str, tuple[str, ...]]) -> Synonyms:
    """Synonyms of groups whose members ask for one another, and of wordings that ask for more."""
    others: dict[Keys, dict[str, None]] = {}
    for group in groups:
        for wording in group:
            rest = (other for other in group if keys_of(other) != keys_of(wording))
            others.setdefault(keys_of(wording), {}).update(dict.fromkeys(rest))
    for wording, more in narrower.items():
        others.setdefault(keys_of(wording), {}).update(dict.fromkeys(more))
    kept = {keys: tuple(found) for keys, found in others.items() if found}
    return Synonyms(MappingProxyType(kept), max(map(len, kept), default=0))


@cache
def package_text() -> str:
    """The text of the file that comes with the package."""
    return (schemas_path() / "search" / "synonyms.yaml").read_text(encoding="utf-8")


def parts_of(text: str) -> tuple[list[tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The groups and the narrower wordings of a file's text; UsageError where it is not as described."""
    try:
        held = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise UsageError(f"the file of synonyms is no YAML: {error}") from error
    if not isinstance(held, dict) or not set(held) <= set(_PARTS):
        raise UsageError(f"the file of synonyms holds a mapping with: {', '.join(_PARTS)}")
    groups, narrower = held.get("groups") or [], held.get("narrower") or {}
    if not isinstance(groups, list) or not isinstance(narrower, dict):
        raise UsageError("groups is a list of lists, narrower a mapping of a wording to a list")
    if len(groups) + len(narrower) > MOST_GROUPS:
        raise UsageError(f"the file of synonyms holds more than {MOST_GROUPS} groups")
    return (
        [_wordings(group, f"group {number}", 2) for number, group in enumerate(groups, 1)],
        {_wording(word, "narrower"): _wordings(more, f"{word!r}", 1) for word, more in narrower.items()},
    )


def _wordings(group: object, where: str, least: int) -> tuple[str, ...]:
    if not isinstance(group, list) or len(group) < least:
        raise UsageError(f"{where} of the synonyms must be a list of at least {least} wordings: {group!r}")
    return tuple(_wording(each, where) for each in group)


def _wording(text: object, where: str) -> str:
    if not isinstance(text, str) or not keys_of(text) or len(text) > LONGEST:
        raise UsageError(f"{where} of the synonyms: {text!r} is no text of 1 to {LONGEST} letters")
    return text
