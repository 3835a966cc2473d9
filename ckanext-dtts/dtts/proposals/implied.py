"""What labels of columns say of other fields: the year, the sex, the stage of a plan. Columns that say
different things of one field stand side by side for what a long table has one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from dtts.catalogue import Field, TableSchema
from dtts.periods import Period, parse
from dtts.proposals.content import enum_words
from dtts.proposals.periods import period_fields, period_value
from dtts.units.unit import CURRENT_STARTS
from dtts.vietnamese import fold


class Implying(Protocol):
    """A column with what its labels imply."""

    @property
    def implied(self) -> Mapping[str, str]:
        """Values by field."""


_PIECES = re.compile(r"\n|\s+-+\s+|[(/)]|\s{3,}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TOTALS = {"tong so", "tong cong", "tong", "chung", "total", "all"}
_WHOLE = ("_T", "T", "total", "all")
_SHORTEST = 2


def implied_values(
    labels: Mapping[int, Sequence[str]], schema: TableSchema
) -> tuple[dict[int, dict[str, str]], dict[int, set[str]]]:
    """By column, what its labels imply of fields, and the pieces of the labels that say so. Only fields of
    which at least two columns say different things count: a year in all labels is the table's."""
    said: dict[str, dict[int, tuple[str, str]]] = {}
    for column, own in labels.items():
        for name, value, piece in _said(own, schema):
            said.setdefault(name, {}).setdefault(column, (value, piece))
    implied: dict[int, dict[str, str]] = {}
    used: dict[int, set[str]] = {}
    for name, columns in said.items():
        if len({value for value, _ in columns.values()}) > 1:
            for column, (value, piece) in columns.items():
                implied.setdefault(column, {})[name] = value
                used.setdefault(column, set()).add(piece)
    return implied, used


def day_of(uses: Sequence[Implying], schema: TableSchema) -> date | None:
    """A day of the periods that the columns imply, when all places were the same on each of them."""
    names = {field.name for field in period_fields(schema)}
    read = [parse(value) for use in uses for name, value in use.implied.items() if name in names]
    days = [period.end for period in read if isinstance(period, Period)]
    epochs = {day >= CURRENT_STARTS for day in days}
    return max(days) if len(epochs) == 1 else None


def pieces_of(label: str) -> list[str]:
    """The parts of a label in one language each."""
    return [piece.strip() for piece in _PIECES.split(label) if piece.strip()]


def _said(labels: Sequence[str], schema: TableSchema) -> Iterator[tuple[str, str, str]]:
    pieces = [piece for label in labels for piece in [label, *pieces_of(label)]]
    # "1995 - 1996" is a school year, and no year by itself.
    dated = [p for label in labels if len(_YEAR.findall(label)) == 1 for p in [label, *pieces_of(label)]]
    for field in period_fields(schema):
        for piece in dated:
            value = _period_said(field, piece)
            if value:
                yield field.name, value, piece
    for field in schema.fields:
        words = _label_words(field)
        for piece in pieces:
            if fold(piece) in words:
                yield field.name, words[fold(piece)], piece


def _period_said(field: Field, piece: str) -> str | None:
    period = parse(piece)
    if not isinstance(period, Period):
        years = _YEAR.findall(piece)
        period = parse(years[0]) if len(years) == 1 else period
    return period_value(field, period) if isinstance(period, Period) else None


def _label_words(field: Field) -> dict[str, str]:
    """Words for the values of a list; codes of one letter are no words. The whole is said as a total."""
    values = [str(value) for value in field.constraints.get("enum", ())]
    words = {word: value for word, value in enum_words(field).items() if len(word) >= _SHORTEST}
    whole = next((value for value in _WHOLE if value in values), None)
    totals = dict.fromkeys(_TOTALS, whole) if whole and len(values) > 1 else {}
    plural = {f"{word}s": value for word, value in words.items()}
    return {**{word: value for word, value in totals.items() if value}, **plural, **words}
