"""Sentences of a report: one template a language, filled with the words of one fault."""

from __future__ import annotations

from collections.abc import Mapping

from dtts import formats

LANGUAGES = ("vi", "en")
Words = Mapping[str, object]
Sentence = dict[str, str]

_LONGEST_SHOWN = 80


def fill(template: Mapping[str, str], words: Words) -> Sentence:
    """The sentence in both languages. A word is one value or a `{vi, en}` pair; whole numbers are grouped."""
    return {language: _filled(template[language], words, language) for language in LANGUAGES}


def shown(value: object) -> str:
    """A cell's value as a sentence quotes it: one line, at most 80 characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def lower_first(title: str) -> str:
    """A field's title inside a sentence; an abbreviation keeps its capitals."""
    first, _, _ = title.partition(" ")
    return title if len(first) > 1 and first.isupper() else title[:1].lower() + title[1:]


def _filled(template: str, words: Words, language: str) -> str:
    text = template.format_map({name: _word(word, language) for name, word in words.items()})
    return text[:1].upper() + text[1:]


def _word(word: object, language: str) -> str:
    if isinstance(word, Mapping):
        return str(word[language])
    if isinstance(word, int) and not isinstance(word, bool):
        return formats.number(word, language)
    return str(word)
