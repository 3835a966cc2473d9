"""What a rule is, and how one is declared."""

from __future__ import annotations

from dataclasses import dataclass

Texts = dict[str, str]


@dataclass(frozen=True)
class Rule:
    """One kind of fault. Reports, addresses and translations key on `id`, which never changes."""

    id: str
    """Stable id, a few words with hyphens."""
    standard: str
    """The Frictionless error type that says the same, or its nearest kin."""
    message: Texts
    """The sentence about one place; the place itself is put before it."""
    pattern: Texts
    """The sentence about all places of one column, with their `{count}`."""
    advice: Texts
    """What to do next."""
    severity: str = "error"
    """`error` blocks publication, `warning` is shown."""


def pair(vi: str, en: str) -> Texts:
    """The two languages of a text."""
    return {"vi": vi, "en": en}
