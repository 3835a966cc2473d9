"""How a reader's words become a query."""

from __future__ import annotations

import re
from typing import Any

from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.search import synonyms
from ckanext.dtts.search.compose import composed, quoted
from dtts.searching.understanding import Understood, understand
from dtts.searching.words import has_marks
from dtts.vietnamese import nfc

# What was typed with its marks comes first where it stands with these marks; unmarked words find the same
# datasets through the folded fields. A title weighs more than a text.
FIELDS = "title_exact^12 title^6 title_en^4 text_exact^3 name^4 tags^2 groups^2 text"
# Of words without a single mark none is preferred where it stands without: "quan" means "quản" as well.
UNMARKED = "title^12 title_en^4 name^4 tags^2 groups^2 text^2"
# Up to three syllables or names all count (a Vietnamese word mostly has two); of more a few may be missing.
MINIMUM = "3<-1 6<75%"

# Fields that people and programs may name in a query of their own, as in `title:nước`.
_FIELDED = re.compile(r"(?:^|[\s(+\-!])(?:[a-z][a-z0-9]*_[a-z0-9_]+|[a-z]{2,})\s*:\s*(?=[^\s:])|\*:\*")

Params = dict[str, Any]


def understood(words: str) -> Understood:
    """A reader's words by the synonyms and the registers in force."""
    return understand(nfc(words), synonyms.known(), gazetteer(), today())


def with_defaults(params: Params) -> Params:
    """`params` of `package_search` with the portal's fields and weights, unless the caller set its own.

    Text is brought to NFC. A colon inside a sentence ("Dự án 1: đất ở") is a colon and not a field, and
    neither signs nor capital letters make an operator. Words that ask for more than themselves (synonyms,
    former places, codes) are asked for with it.
    """
    asked = {key: _composed(value) for key, value in params.items()}
    words = asked.get("q")
    if not words or words == "*:*" or asked.get("defType"):
        return asked
    # What is no text but a parser of the index's own goes on to CKAN, which refuses it.
    if is_fielded(words) or "{!" in words:
        return asked
    meant = understood(words)
    asked.setdefault("qf", FIELDS if has_marks(words) else UNMARKED)
    asked.setdefault("mm", MINIMUM)
    # What has neither letter nor digit is searched as nothing, which finds nothing.
    return {**asked, "q": composed(meant) or quoted(words), "defType": "edismax"}


def is_fielded(words: str) -> bool:
    """Whether the words are in the index's own query language."""
    return ":" in words and _FIELDED.search(words) is not None


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    return value
