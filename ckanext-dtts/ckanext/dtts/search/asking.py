"""One question of a reader: as it stands, else with slips of typing put right, else with words left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchQueryError

from ckanext.dtts.search import query, vocabulary
from dtts.searching.slips import candidates, joined
from dtts.searching.understanding import Understood

MOST_TRIES = 3
_NOTHING: Mapping[str, Any] = {"count": 0, "results": [], "search_facets": {}}
# Of words that together find nothing, three in four must stand in a dataset.
_MOSTLY = {"defType": "dismax", "qf": query.FIELDS, "mm": "2<75%"}


@dataclass(frozen=True)
class Answer:
    """`found` is what `package_search` gave for the words of `meant`.

    `corrected`: they are not those that were typed. `partly`: not every word stands in each dataset.
    """

    found: dict[str, Any] = field(default_factory=lambda: dict(_NOTHING))
    meant: Understood | None = None
    corrected: bool = False
    partly: bool = False


def ask(words: str, asked: dict[str, Any]) -> Answer:
    """What the words find under the filters, order and page of `asked`.

    Words that are in the query language are asked for as they are. Solr's absence goes on to the caller.
    """
    if not words or query.is_fielded(words) or "{!" in words:
        return Answer(_search({**asked, "q": words}))
    meant = query.understood(words)
    if not meant.words:
        return Answer({**_NOTHING}, meant)
    found = _search({**asked, "q": words})
    if found["count"] and not _unheard(meant):
        return Answer(found, meant)
    other = _corrected(meant, asked)
    return other or (None if found["count"] else _partly(meant, asked)) or Answer(found, meant)


def _unheard(meant: Understood) -> bool:
    """Whether a word stands in no dataset at all, though enough of the others do."""
    known = vocabulary.words()
    doubtful = [key for one in meant.segments if one.plain for key in one.keys if key not in known]
    # The words known here are those of titles, places and descriptions; the index holds more.
    return any(not _search({"q": key, "rows": 0})["count"] for key in doubtful)


def _corrected(meant: Understood, asked: dict[str, Any]) -> Answer | None:
    for words in corrections(meant):
        found = _search({**asked, "q": words})
        if found["count"]:
            return Answer(found, query.understood(words), corrected=True)
    return None


def _partly(meant: Understood, asked: dict[str, Any]) -> Answer | None:
    if len(meant.words) < 3:
        return None
    found = _search({**asked, **_MOSTLY, "q": " ".join(" ".join(each.keys) for each in meant.words)})
    return Answer(found, meant, partly=True) if found["count"] else None


def corrections(meant: Understood) -> Iterator[str]:
    """The words with what they may have been meant for, the likeliest first; none when all are known.

    The name of a place or a code is no slip, though no dataset holds it: what is not there is said instead.
    """
    named = (key for one in meant.segments if one.current or one.former or one.item for key in one.keys)
    known = {**vocabulary.words(), **dict.fromkeys(named, 1)}
    whole = [key for word in meant.words for key in word.keys]
    together = list(joined(whole, known))
    choices = [(word,) if word in known else candidates(word, known) or (word,) for word in together]
    for number in range(min(MOST_TRIES, max(map(len, choices), default=0))):
        words = [each[min(number, len(each) - 1)] for each in choices]
        if words != whole:
            yield " ".join(words)


def _search(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = tk.get_action("package_search")({}, asked)
    except SearchQueryError:
        return {**_NOTHING}
    return found
