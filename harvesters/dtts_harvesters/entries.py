"""Entries of a source, one by one: a bad one is told and the others go on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from dtts.errors import UsageError
from dtts_harvesters.met import Met
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report

_LONGEST_ID = 500
_SAMPLE = 500
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError, UsageError)


class EntryRefusedError(ValueError):
    """An entry that is not what it should be; `rule` and `values` are those of its sentence."""

    def __init__(self, rule: str, **values: Any) -> None:
        super().__init__(rule)
        self.rule, self.values = rule, values


class Entries:
    """Counts what was seen, and knows what came before in the same run."""

    def __init__(self, report: Report, address: str) -> None:
        self._report, self._address = report, address
        self._met = Met()
        self.shifted = self.failed = 0

    @property
    def distinct(self) -> int:
        """How many different ids came."""
        return self._met.distinct

    def take(self, record_id: str, entry: Any, make: Callable[[], Record]) -> Record | Failure | None:
        """The record; a Failure of it alone; None for one that came already just so, as happens when a list
        grows while its pages are read."""
        self._report.seen += 1
        if not record_id or len(record_id) > _LONGEST_ID:
            return self._failure("no-id", None, entry)
        try:
            record = make()
            digest = record.digest
        except EntryRefusedError as refused:
            self._met.is_first(record_id)
            return self._failure(refused.rule, record_id, entry, **refused.values)
        except _UNREADABLE:
            self._met.is_first(record_id)
            return self._failure("entry-unreadable", record_id, entry)
        if self._met.is_first(record_id, digest):
            return record
        if self._met.is_same(record_id, digest):
            self.shifted += 1
            self._report.seen -= 1
            return None
        return self._failure("id-twice", record_id, entry, id=record_id)

    def _failure(self, rule: str, record_id: str | None, entry: Any, **values: Any) -> Failure:
        self.failed += 1
        return Failure(rule, record_id, self._address, sample=sample(entry), values=values)


def sample(entry: Any) -> str:
    """The beginning of an entry as JSON, for people."""
    try:
        return json.dumps(entry, ensure_ascii=False, default=str)[:_SAMPLE]
    except (ValueError, RecursionError):
        return ""


def text_of(entry: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that is text or a number, as text without blanks around it."""
    for name in names:
        value = entry.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""
