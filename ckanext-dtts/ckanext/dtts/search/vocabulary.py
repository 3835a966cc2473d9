"""The words that titles, tags and places of the index hold, with how many datasets hold each."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import NamedTuple

import pysolr
from ckan.lib.search.common import make_connection

KEPT_S = 300.0
_FIELDS = ("title", "title_en", "area_names", "notes")
_lock = threading.Lock()


class Kept(NamedTuple):
    """The words as of a moment of this process's clock."""

    at: float
    words: Mapping[str, int]


_kept = [Kept(float("-inf"), {})]


def words() -> Mapping[str, int]:
    """The words by the keys that the index holds, at most KEPT_S old; none while Solr is away."""
    with _lock:
        if time.monotonic() - _kept[0].at > KEPT_S:
            _kept[0] = Kept(time.monotonic(), _read())
        return _kept[0].words


def forget() -> None:
    """Ask the index again when words are wanted next."""
    with _lock:
        _kept[0] = Kept(float("-inf"), {})


def _read() -> Mapping[str, int]:
    asked = {"terms": "true", "terms.fl": _FIELDS, "terms.limit": -1}
    try:
        answer = make_connection().search("*:*", rows=0, **asked)
    except (pysolr.SolrError, OSError):
        return {}
    found: dict[str, int] = {}
    for flat in answer.raw_response.get("terms", {}).values():
        for word, count in zip(flat[0::2], flat[1::2], strict=True):
            found[word] = found.get(word, 0) + count
    return found
