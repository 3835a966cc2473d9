"""A connector of these tests, written as a province would write its own: a JSON list, page by page.

An entry `{"id", "title", …}` is a dataset, one without an id is a failure, `{"gone": true}` in its place ends
the reading as a source does that breaks off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dtts_harvesters.kind import Kind, State
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.registry import connector_kinds
from dtts_harvesters.report import Report
from dtts_harvesters.session import FetchError, GuardedSession
from dtts_harvesters.source import Source
from dtts_harvesters.unreadable import failed

NAME = "listed"


@dataclass
class Listed:
    """Reads until as many as announced have come."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """Every entry of every page."""
        page, seen, total = 1, 0, 1
        while seen < total:
            try:
                answer = session.get(self.source.address, parameters={"page": page})
            except FetchError as wrong:
                yield failed(wrong, self.source.address, report)
                return
            found = json.loads(answer.content)
            total = report.announced = found["total"]
            for entry in found["records"]:
                yield self._item(entry)
            seen, page = seen + len(found["records"]), page + 1
            if not found["records"]:
                break
        report.complete = True
        self.state = {"pages": page - 1}

    def _item(self, entry: Mapping[str, Any]) -> Record | Failure:
        if "breaks" in entry:
            return Failure("cut-short", fatal=True)
        if "id" not in entry:
            return Failure("broken-json", values={"address": self.source.address})
        content = {key: value for key, value in entry.items() if key != "id"}
        return Record(
            entry["id"], None, content, entry.get("title", ""), f"{self.source.address}#{entry['id']}"
        )


def register() -> None:
    """Make it known, as an entry point would."""
    kinds: Any = connector_kinds()
    kinds[NAME] = Kind(
        NAME, {"vi": "Danh sách", "en": "List"}, "dataset", lambda value: dict(value or {}), Listed
    )
