"""How a reader's words become a query."""

from __future__ import annotations

import re
from typing import Any

from dtts.vietnamese import nfc

# What was typed with its marks comes first where it stands with these marks; unmarked words find the same
# datasets through the folded fields. A title weighs more than a text.
FIELDS = "title_exact^12 title^6 title_en^4 text_exact^3 name^4 tags^2 groups^2 text"
# Up to three syllables all count (a Vietnamese word mostly has two); of more a few may be missing.
MINIMUM = "3<-1 6<75%"

# Fields that people and programs may name in a query of their own, as in `title:nước`.
_FIELDED = re.compile(r"(?:^|[\s(+\-!])(?:[a-z][a-z0-9]*_[a-z0-9_]+|[a-z]{2,})\s*:\s*(?=[^\s:])|\*:\*")

Params = dict[str, Any]


def with_defaults(params: Params) -> Params:
    """`params` of `package_search` with the portal's fields and weights, unless the caller set its own.

    Text is brought to NFC. A colon inside a sentence ("Dự án 1: đất ở") is a colon and not a field.
    """
    asked = {key: _composed(value) for key, value in params.items()}
    words = asked.get("q")
    if not words or words == "*:*" or asked.get("defType"):
        return asked
    if ":" in words and _FIELDED.search(words):
        return asked
    asked["q"] = words.replace(":", " ")
    asked.setdefault("qf", FIELDS)
    asked.setdefault("mm", MINIMUM)
    return asked


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    return value
