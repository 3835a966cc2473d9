"""What a connector yields: records, and what could not become one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from dtts.errors import UsageError
from dtts_harvesters.words import sentence

Content = bytes | Mapping[str, Any]


@dataclass(frozen=True)
class Record:
    """One thing of a source: a whole file (`content` is its bytes) or one entry (`content` is a mapping).

    `id` is the source's own identity of it, `modified` what the source says (with a zone, or None), which is
    never what decides whether it changed: that is `digest`. `address` is where a person can look at it.
    `files` are the bytes that the content names by their SHA-256, so that the digest covers them too.
    """

    id: str
    modified: datetime | None
    content: Content
    title: str
    address: str
    files: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical content, 64 hexadecimal digits."""
        return digest(self.content)


@dataclass(frozen=True)
class Failure:
    """What could not be read. `record_id` None: it concerns the source, `fatal`: the reading ended there, so
    that nothing may be concluded from what was not seen. `sample` holds at most 500 characters."""

    rule: str
    record_id: str | None = None
    address: str = ""
    fatal: bool = False
    sample: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> Mapping[str, str]:
        """The sentence, `{"vi": …, "en": …}`."""
        return sentence(self.rule, self.values)


def digest(content: Content) -> str:
    """SHA-256 of bytes as they are, of a mapping as canonical JSON."""
    raw = content if isinstance(content, bytes) else canonical(content)
    return hashlib.sha256(raw).hexdigest()


def canonical(content: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys and no spaces, UTF-8 (as RFC 8785, but for how floats are printed).

    UsageError for NaN, infinity and what JSON cannot hold: two of them could never be compared.
    """
    try:
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8")
    except (TypeError, ValueError) as wrong:
        raise UsageError(f"the content of a record has to be plain JSON: {wrong}") from wrong
