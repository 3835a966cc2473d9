"""Values of a list as people write them: another case, marks left out, the label in place of the code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import polars as pl

from dtts.units.spelling import Spelling, lacks_only_marks, spell, words_of

Meant = Callable[[str], str | None]
_LONGEST = 300


def meant_among(known: Mapping[str, Iterable[str]]) -> Meant:
    """What a text means among the values of `known`, each given with all its names; None unless one value
    alone is meant: the text has its letters, and no mark that it has not."""
    index: dict[str, list[tuple[Spelling, str]]] = {}
    for value, names in known.items():
        for name in dict.fromkeys((value, *names)):
            spelling = _spelled(name)
            index.setdefault(spelling.bare, []).append((spelling, value))

    def meant(text: str) -> str | None:
        given = _spelled(text[:_LONGEST])
        alike = index.get(given.bare, ()) if given.bare else ()
        values = {value for spelling, value in alike if lacks_only_marks(given, spelling)}
        return values.pop() if len(values) == 1 else None

    return meant


def by_value(texts: pl.Series, mask: pl.Series, meant: Meant) -> pl.Series:
    """What each text under the mask means, else null; every different text is looked at once."""
    there = texts.set(~mask, None)
    found = {text: value for text in there.drop_nulls().unique() if (value := meant(text)) is not None}
    if not found:
        return pl.repeat(None, len(texts), dtype=pl.String, eager=True)
    return there.replace_strict(list(found), list(found.values()), default=None, return_dtype=pl.String)


def _spelled(text: str) -> Spelling:
    return spell(words_of(text))
