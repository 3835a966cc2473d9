"""A source as it is read in one run: batches of what came, and all that is known when it has ended."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from types import TracebackType
from typing import Any

from ckanext.dtts.harvest import network
from ckanext.dtts.harvest.trouble import Trouble, of_exception, of_failure
from dtts.errors import UsageError
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from dtts_harvesters.session import GuardedSession
from dtts_harvesters.source import Source as Definition

log = logging.getLogger(__name__)

Item = Record | Failure
MOST_ITEMS = 200
MOST_BYTES = 4 * 1024 * 1024


@dataclass
class Reading:
    """`trouble` is what ended the reading before its end. `named` records came with an id, each counted as
    often as it came; `unnamed` failures came without one. `kept` is what the next run should be given."""

    definition: Definition
    memory: Mapping[str, Any]
    report: Report = field(default_factory=Report)
    trouble: Trouble | None = None
    named: int = 0
    unnamed: int = 0
    kept: Mapping[str, Any] = field(default_factory=dict)
    _session: GuardedSession | None = None

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._session is not None:
            self._session.close()

    @property
    def requests(self) -> int:
        """How many requests were made so far."""
        return self._session.requests if self._session else 0

    @property
    def is_complete(self) -> bool:
        """Whether the source named all that it has, so that what it did not name is gone there."""
        return self.trouble is None and self.report.complete and not self.report.not_modified

    def batches(self) -> Iterator[list[Item]]:
        """What comes, a few at a time; bounded in number and in bytes of whole files."""
        batch: list[Item] = []
        size = 0
        for item in self.items():
            batch.append(item)
            size += _bytes_of(item)
            if len(batch) >= MOST_ITEMS or size >= MOST_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def items(self) -> Iterator[Item]:
        """What comes, one by one; nothing is raised for what a source does."""
        try:
            self._session = network.session_for(self.definition)
            chosen = connector(self.definition)
        except UsageError as wrong:
            self.trouble = _unusable(str(wrong))
            return
        found = chosen.fetch(self._session, self.memory, self.report)
        while (item := self._next(found)) is not None:
            self._count(item)
            yield item
        if self.trouble is None:
            self.kept = dict(chosen.state)

    def _next(self, found: Iterator[Item]) -> Item | None:
        """The next item; None at the end, with `trouble` when it came too early."""
        try:
            item = next(found, None)
        except Exception as error:  # connectors promise not to raise, and may be somebody else's
            log.exception("a connector broke off")
            self.trouble = of_exception(error)
            return None
        if isinstance(item, Failure) and item.fatal:
            self.trouble = of_failure(item)
            return None
        return item

    def _count(self, item: Item) -> None:
        identifier = item.id if isinstance(item, Record) else item.record_id
        self.named += identifier is not None
        self.unnamed += identifier is None


def _unusable(why: str) -> Trouble:
    return Trouble(
        "source-unusable", f"Nguồn này chưa chạy được ({why}).", f"This source cannot run yet: {why}."
    )


def _bytes_of(item: Item) -> int:
    """How many bytes of whole files an item holds."""
    if isinstance(item, Failure):
        return 0
    content = len(item.content) if isinstance(item.content, bytes) else 0
    return content + sum(map(len, item.files.values()))


def moment(value: datetime | None) -> str | None:
    """A moment that a source tells, as it is kept: ISO 8601 in UTC, however far from the present."""
    return value.astimezone(timezone.utc).isoformat(timespec="seconds") if value else None
