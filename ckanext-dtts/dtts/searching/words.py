"""Words as a reader types them, each with the key that the index holds of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dtts.vietnamese import fold, nfc

MOST_WORDS = 40
_PIECE = re.compile(r"[^\W_]+")
_EDGES = "\"'“”‘’«»()[]{}<>,;:!?…*~^|=+&"
# The pattern of config/solr/schema.xml: "kĩ" and "kỹ", "quí" and "quý" are one syllable.
_FINAL_Y = re.compile(r"^(h|k|l|m|s|t|qu)y$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word between spaces: `text` as typed (composed, without marks of punctuation around it), `keys` its
    parts as the index holds them, `861/QĐ-TTg` as 861, qd, ttg."""

    text: str
    keys: tuple[str, ...]


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, at most MOST_WORDS; what has neither letter nor digit is no word."""
    composed = unicodedata.normalize("NFKC", nfc(text))
    typed = (piece.strip(_EDGES).rstrip(".") for piece in composed.split()[: 2 * MOST_WORDS])
    found = (Word(piece, keys_of(piece)) for piece in typed)
    return tuple(word for word in found if word.keys)[:MOST_WORDS]


def keys_of(text: str) -> tuple[str, ...]:
    """The keys of a text, one a word or part of a word."""
    return tuple(key_of(piece) for piece in _PIECE.findall(fold(text)))


def key_of(folded: str) -> str:
    """The key of one folded word."""
    return _FINAL_Y.sub(r"\1i", folded)


def has_marks(text: str) -> bool:
    """Whether any letter bears a mark that folding takes away."""
    return fold(text) != nfc(text).casefold()
