"""Another portal of this software, as a centre reads a province's: datasets with their tables.

One request lists what there is with the moment of each last change; only what differs from the last run is
asked for, and each table of it comes as its canonical CSV, held against the SHA-256 that the portal tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dtts_harvesters.changed import TRUSTED_FOR
from dtts_harvesters.entries import Entries
from dtts_harvesters.kind import Kind, State
from dtts_harvesters.mapping import inside
from dtts_harvesters.moments import read_moment
from dtts_harvesters.payload import read_json
from dtts_harvesters.portal_package import Package
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import FetchError, GuardedSession
from dtts_harvesters.source.fields import Section, text
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed

LISTED_AT_ONCE = 1000
"""The most that CKAN gives in one answer, `ckan.search.rows_max`."""
ASKED_AT_ONCE = 50
OURS = "-dataset_type:register"
"""Registers are the centre's own; a province's copies of them are not harvested."""
_ID = re.compile(r"[\w-]{1,100}", re.ASCII)


@dataclass
class Portal:
    """One record a dataset. `known` in the state is the moment of the last change of each, by id, as the
    portal writes it; `read` is when all of them were read last."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """What changed since the last run, and the ids of what is gone; once a week everything."""
        self.state = state
        reading = _Reading(self.source, session, state, report)
        try:
            yield from reading.items()
        except FetchError as wrong:
            yield failed(wrong, self.source.address, report)
            return
        self.state = reading.after


class _Reading:
    """One run."""

    def __init__(self, source: Source, session: GuardedSession, state: State, report: Report) -> None:
        self.source, self.session, self.report = source, session, report
        self.root = source.address.rstrip("/")
        read = read_moment(state.get("read"))
        now = session.clock.now()
        self.is_whole = read is None or not now - TRUSTED_FOR < read <= now
        self.before: Mapping[str, str] = state.get("known", {})
        self.after = {**state, "read": now.isoformat() if self.is_whole else state["read"]}
        self.entries = Entries(report, source.address)

    def items(self) -> Iterator[Record | Failure]:
        """Records of what is new or changed. What is gone is only told when the list came to its end."""
        there, count = self._list()
        self.report.announced = count
        known = {} if self.is_whole else self.before
        wanted = [name for name, moment in there.items() if known.get(name) != moment]
        self.report.listed = len(there) - len(wanted)
        came: set[str] = set()
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            yield from self._records(wanted[start : start + ASKED_AT_ONCE], came)
        is_listed = len(there) == count
        missed = set(wanted) - came
        self.report.complete = self.is_whole and is_listed and not missed
        if is_listed:
            self.report.gone = sorted(set(self.before) - set(there))
        kept = there if is_listed else {**self.before, **there}
        self.after["known"] = {name: moment for name, moment in kept.items() if name not in missed}

    def _list(self) -> tuple[dict[str, str], int]:
        """Every id with its moment, the newest change first, and how many the portal says there are.

        Of more than one page the first is enough where it and the number are as before: any change puts a
        dataset on it. One that changes while pages are read comes again, and none is missed.
        """
        there: dict[str, str] = {}
        start = count = 0
        while start <= count:
            found = self._search(start, LISTED_AT_ONCE, "", fl="id,metadata_modified")
            count = found["count"]
            page = dict(map(_moment_of, found["results"]))
            if start == 0 and count > len(page) and self._is_known(page, count):
                return dict(self.before), count
            there.update({name: moment for name, moment in page.items() if name not in there})
            start += LISTED_AT_ONCE
            if not page or start >= count:
                break
        return there, count

    def _is_known(self, page: Mapping[str, str], count: int) -> bool:
        known = not self.is_whole and len(self.before) == count
        return known and all(self.before.get(name) == moment for name, moment in page.items())

    def _records(self, names: Sequence[str], came: set[str]) -> Iterator[Record | Failure]:
        either = " OR ".join(f'"{name}"' for name in names)
        for package in self._search(0, len(names), f"id:({either})")["results"]:
            name = str(inside(package, "id") or "")
            if name not in names or name in came:
                continue  # not what was asked for
            came.add(name)
            made = Package(self.session, self.root, package, self.report)
            taken = self.entries.take(name, package, made.record)
            if taken is not None:
                yield taken

    def _search(self, start: int, rows: int, wanted: str, **more: str) -> Mapping[str, Any]:
        told = self.source.options.get("query", "")
        queries = [OURS, *(f"({one})" for one in (told, wanted) if one)]
        asked: dict[str, str | int] = {
            "fq": " AND ".join(queries),
            "sort": "metadata_modified desc, id asc",
            "start": start,
            "rows": rows,
            "facet": "false",
        }
        address = f"{self.root}/api/3/action/package_search"
        answer = self.session.get(address, parameters={**asked, **more})
        found = inside(read_json(answer), "result")
        if not isinstance(inside(found, "results"), list):
            raise FetchError("no-list", path="result.results", address=answer.address)
        if not isinstance(inside(found, "count"), int):
            raise FetchError("no-list", path="result.count", address=answer.address)
        result: Mapping[str, Any] = found
        return result


def _moment_of(entry: Any) -> tuple[str, str]:
    """Id and moment of a line of the list; FetchError where it has none, since then nothing is certain."""
    name, moment = inside(entry, "id"), inside(entry, "metadata_modified")
    if not isinstance(name, str) or not _ID.fullmatch(name) or not isinstance(moment, str):
        raise FetchError("no-list", path="result.results", address="package_search")
    return name, moment


KIND = Kind(
    name="portal",
    title={"vi": "Cổng cùng phần mềm này, với các bảng", "en": "Portal of this software, with its tables"},
    gives="package",
    options=Section({"query": text}),
    make=Portal,
)
