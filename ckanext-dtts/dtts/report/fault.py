"""One fault, and all faults of one kind in one column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from dtts.report.address import Address
from dtts.report.rules import rule as find_rule
from dtts.report.words import LANGUAGES, Sentence, Words, fill, lower_first, shown


@dataclass(frozen=True)
class Fault:
    """What is wrong in one place of a file, in both languages.

    `rule` is a stable id of `dtts.report.rules`; `row` and `column` count from 1; `proposed` is a
    correction that is certain, or None.
    """

    rule: str
    severity: str
    sheet: str | None
    cell: str | None
    row: int | None
    column: int | None
    field: str | None
    value: str | None
    message: Sentence
    proposed: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The fault as JSON carries it."""
        return dict(vars(self))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Fault:
        """The inverse of `to_dict`; unknown keys of later versions are left out."""
        return cls(**{name: data.get(name) for name in cls.__dataclass_fields__})  # type: ignore[arg-type]


@dataclass(frozen=True)
class FaultGroup:
    """All faults of one rule in one field: the exact `count`, and the faults that are kept of them."""

    rule: str
    field: str | None
    count: int
    faults: tuple[Fault, ...]
    words: Words = attribute(default_factory=dict)
    """What the summary sentence and the advice name, such as `limit` or `title`."""
    corrections: int = 0
    """How many of all the faults have a correction that is certain."""

    @property
    def severity(self) -> str:
        """`error` or `warning`; all faults of a group share it."""
        return self.faults[0].severity if self.faults else find_rule(self.rule).severity


def describe(
    rule: str,
    address: Address | None = None,
    *,
    field: str | None = None,
    title: Mapping[str, str] | None = None,
    value: object = None,
    proposed: str | None = None,
    severity: str | None = None,
    words: Words | None = None,
) -> Fault:
    """The fault of `rule` at `address`.

    `title` names the column, `words` fill the rule's own blanks, `severity` overrides the rule's.
    """
    declared = find_rule(rule)
    where = address or Address()
    blanks: dict[str, object] = {
        "value": shown(value),
        "proposed": proposed,
        **label_words(title, field),
        **(words or {}),
    }
    sentence = fill(declared.message, blanks)
    return Fault(
        rule=rule,
        severity=severity or declared.severity,
        sheet=where.sheet,
        cell=where.a1,
        row=where.row,
        column=where.column,
        field=field,
        value=None if value is None else str(value),
        message={language: _placed(where, sentence, language) for language in LANGUAGES},
        proposed=proposed,
    )


def without_place(fault: Fault) -> Sentence:
    """What a fault says, for where its place is seen already."""
    where = Address(fault.sheet, fault.row, fault.column)
    return {language: _without(where.place(language), fault.message[language]) for language in LANGUAGES}


def one(fault: Fault, words: Words | None = None) -> FaultGroup:
    """A group of a single fault."""
    return FaultGroup(fault.rule, fault.field, 1, (fault,), words or {})


def label_words(title: Mapping[str, str] | None, field: str | None) -> dict[str, object]:
    """`label` for the inside of a sentence, `title` for its beginning."""
    named = title or {"vi": field or "", "en": field or ""}
    return {"title": named, "label": {language: lower_first(named[language]) for language in LANGUAGES}}


def _without(place: str, sentence: str) -> str:
    rest = sentence.removeprefix(f"{place}: ") if place else sentence
    return rest[:1].upper() + rest[1:]


def _placed(where: Address, sentence: Sentence, language: str) -> str:
    place = where.place(language)
    return f"{place}: {lower_first(sentence[language])}" if place else sentence[language]
