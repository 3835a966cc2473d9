"""Slips of typing: marks left as keys of Telex or VNI, words in one, letters left out, doubled or swapped.

Candidates come from a vocabulary, the keys that the index holds with how often: nothing is guessed that would
not be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import log

from dtts.searching.words import key_of
from dtts.units.names import one_slip

MOST = 4
"""Candidates for one word."""
_SHORTEST_SLIP = 4
_SHORTEST_TWO = 8
_TELEX = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("w", ""))
_TELEX_TONE = re.compile(r"(?<!^)[sfrxj]")
_VNI = re.compile(r"\d")
_FIRST, _OTHER = 1.0, 2.0


def candidates(word: str, vocabulary: Mapping[str, int]) -> tuple[str, ...]:
    """What a key that stands nowhere may have been meant for, the likeliest first; a text of two keys where
    two words were typed in one."""
    costs: dict[str, float] = {}
    for text in _untyped(word):
        if text in vocabulary and text != word:
            costs[text] = 0.0
    for text in _parted(word, vocabulary):
        costs.setdefault(text, 0.5)
    if not costs and len(word) >= _SHORTEST_SLIP and not any(map(str.isdigit, word)):
        for text, cost in _near(word, vocabulary):
            costs.setdefault(text, cost)
    ranked = sorted(costs, key=lambda text: (costs[text] - _often(text, vocabulary), text))
    return tuple(ranked[:MOST])


def joined(words: Iterable[str], vocabulary: Mapping[str, int]) -> tuple[str, ...]:
    """The words with neighbours put together where only together they are known: `ngh eo`."""
    found: list[str] = []
    for word in words:
        if found and found[-1] + word in vocabulary and not (found[-1] in vocabulary and word in vocabulary):
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)


def _untyped(word: str) -> set[str]:
    """The word as a keyboard for Vietnamese would have made it of these keys, without marks."""
    plain = word
    for typed, letter in _TELEX:
        plain = plain.replace(typed, letter)
    # Each key of a tone may as well be a letter, so that each is taken out alone: `sachj`, `nuowsc`.
    forms = {plain, *(plain[: hit.start()] + plain[hit.end() :] for hit in _TELEX_TONE.finditer(plain))}
    return {key_of(form) for form in (*forms, _VNI.sub("", word)) if form}


def _parted(word: str, vocabulary: Mapping[str, int]) -> set[str]:
    """The word cut into two or three known ones of two letters or more."""
    found: set[str] = set()
    for at in range(2, len(word) - 1):
        head, rest = key_of(word[:at]), word[at:]
        if head in vocabulary:
            if key_of(rest) in vocabulary:
                found.add(f"{head} {key_of(rest)}")
            elif len(rest) > 3:
                found.update(f"{head} {tail}" for tail in _in_two(rest, vocabulary))
    return found


def _in_two(word: str, vocabulary: Mapping[str, int]) -> set[str]:
    cuts = ((key_of(word[:at]), key_of(word[at:])) for at in range(2, len(word) - 1))
    return {f"{head} {rest}" for head, rest in cuts if head in vocabulary and rest in vocabulary}


def _near(word: str, vocabulary: Mapping[str, int]) -> list[tuple[str, float]]:
    near = [each for each in vocabulary if abs(len(each) - len(word)) <= 1 and one_slip(each, word)]
    found = [(each, _FIRST if each[0] == word[0] else _OTHER) for each in near if not each.isdigit()]
    if found or len(word) < _SHORTEST_TWO:
        return found
    return [(each, _OTHER) for each in vocabulary if _two_slips(each, word)]


def _two_slips(left: str, right: str) -> bool:
    """Whether two slips make one of the other, in words that begin alike."""
    if abs(len(left) - len(right)) > 2 or left[:2] != right[:2]:
        return False
    return any(
        one_slip(left[:at] + letter + left[at + 1 :], right)
        for at in range(2, len(left))
        for letter in ("", *({*right} - {left[at]}))
    ) or any(one_slip(left, right[:at] + right[at + 1 :]) for at in range(2, len(right)))


def _often(text: str, vocabulary: Mapping[str, int]) -> float:
    return min(log(1 + vocabulary.get(part, 0)) for part in text.split()) / 20
