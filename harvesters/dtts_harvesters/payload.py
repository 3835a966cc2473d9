"""Whether an answer is what its source promised, before anything reads it."""

from __future__ import annotations

import json
import re
from typing import Any

from dtts_harvesters.session import Answer, FetchError

_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ZIP = b"PK\x03\x04"
_DEEPEST = 32


def check_payload(answer: Answer, format_: str) -> None:
    """FetchError `empty-file`, `html-instead` (a page to sign in, most often) or `other-format`."""
    start = answer.content[:2048].removeprefix(b"\xef\xbb\xbf")
    if not start.strip():
        raise FetchError("empty-file")
    if _HTML.match(start):
        raise FetchError("html-instead", address=answer.address)
    if format_ in ("xlsx", "ods") and not start.startswith(_ZIP):
        raise FetchError("other-format", expected=format_)
    if format_ == "json":
        read_json(answer)
    if format_ == "csv" and (start.startswith(_ZIP) or start.lstrip()[:1] in (b"{", b"<")):
        raise FetchError("other-format", expected=format_)


def read_json(answer: Answer) -> Any:
    """The document. FetchError `html-instead`, `empty-file`, or `broken-json`, also for NaN, keys twice in
    one object and more than 32 levels."""
    content = answer.content.removeprefix(b"\xef\xbb\xbf").rstrip(b"\x00")
    if not content.strip():
        raise FetchError("empty-file")
    if _HTML.match(content[:2048]):
        raise FetchError("html-instead", address=answer.address)
    try:
        found = json.loads(content, parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise FetchError("broken-json", address=answer.address) from None
    if _deeper_than(found, _DEEPEST):
        raise FetchError("broken-json", address=answer.address)
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(word)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key twice")
    return found


def _deeper_than(value: Any, levels: int) -> bool:
    if levels < 0:
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_deeper_than(one, levels - 1) for one in inner)
