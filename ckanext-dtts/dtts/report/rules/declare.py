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


def of_cell(rule_id: str, standard: str, message: Texts, many: Texts, advice: Texts) -> Rule:
    """A rule about cells; `many` goes on after “402 cells in the column …”."""
    pattern = pair(
        f"{{count}} ô trong cột “{{title}}” {many['vi']}",
        f"{{count}} cells in the column “{{title}}” {many['en']}",
    )
    return Rule(rule_id, standard, message, pattern, advice)


def of_constraint(rule_id: str, message: Texts, many: Texts, advice: Texts) -> Rule:
    """A rule about a constraint of the schema."""
    return of_cell(rule_id, "constraint-error", message, many, advice)
