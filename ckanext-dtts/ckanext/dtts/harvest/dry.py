"""A dry run: reads the source, says what each record would become, tries the first, and keeps nothing."""

from __future__ import annotations

from collections import Counter
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.harvest import ending, rows, runs, trouble
from ckanext.dtts.harvest.landing import Landing
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.reading import Item, Reading
from ckanext.dtts.model import Source
from dtts.harvest import OUTCOMES, Policy, step
from dtts_harvesters.record import Failure, Record

PREVIEW = 20


class Check:
    """`preview` holds the first records as the run's page shows them."""

    def __init__(self, leased: Leased, landing: Landing, wanted: Policy) -> None:
        self.leased, self.landing, self.wanted = leased, landing, wanted
        self.preview: list[dict[str, Any]] = []
        self._counts: Counter[str] = Counter()
        self._seen: set[str] = set()

    def run(self, reading: Reading) -> None:
        """Read, count, and write the end down; commits."""
        for batch in reading.batches():
            for item in batch:
                self._counts[self._outcome(item)] += 1
            self._show(reading)
        self._end(reading)

    def _outcome(self, item: Item) -> str:
        if isinstance(item, Failure):
            return self._told(item.record_id, trouble.of_failure(item))
        if not rows.usable(item.id) or item.id in self._seen:
            return self._told(item.id, trouble.duplicate(item.id, 2))
        self._seen.add(item.id)
        known = rows.known(rows.by_id(self.leased.source_id, [item.id]).get(item.id))
        counts = step(known, item.digest, self.landing.policy(self.wanted)).counts
        return counts if len(self.preview) >= PREVIEW else self._tried(item, counts)

    def _tried(self, item: Record, counts: str) -> str:
        told: dict[str, Any] = {"id": item.id, "title": rows.plain(item.title), "outcome": counts}
        try:
            self.preview.append({**told, "fields": self.landing.preview(item)})
        except tk.ValidationError as refused:
            wrong = trouble.of_refusal(refused)
            self.preview.append({**told, "outcome": "failed", "wrong": wrong.to_dict()})
            return self._told(item.id, wrong)
        return counts

    def _told(self, identifier: str | None, why: trouble.Trouble) -> str:
        number = self._counts["failed"] + 1
        rows.tell(self.leased.run_id, f"{why.code}:#{number}", why, remote_id=identifier)
        model.Session.commit()
        return "failed"

    def _show(self, reading: Reading) -> None:
        self.leased.update(**self._numbers(), requests=reading.requests, expected=reading.report.announced)
        model.Session.commit()

    def _numbers(self) -> dict[str, int]:
        return {f"{each}_in": self._counts[each] for each in OUTCOMES} | {
            "records_in": sum(self._counts.values())
        }

    def _end(self, reading: Reading) -> None:
        if reading.trouble is not None:
            ending.conclude(self.leased, reading)
            return
        took = sum(self._counts.values()) - self._counts["failed"]
        found = {**ending.found_of(reading.report), "preview": self.preview}
        runs.end(
            self.leased.run_id, self.leased.token, "done",
            **self._numbers(), requests=reading.requests, found=found, is_complete=reading.is_complete,
        )  # fmt: skip
        if took:
            source = model.Session.get_one(Source, self.leased.source_id, with_for_update=True)
            source.checked_sha256 = source.sha256
        model.Session.commit()
