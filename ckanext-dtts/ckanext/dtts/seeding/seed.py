"""Walks the manifest: organisations, datasets, then each table, and waits until all are published."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ckanext.dtts.seeding import counts, datasets, organisations, tables
from ckanext.dtts.seeding.tables import Sent
from dtts.samples import DatasetPlan, Manifest, TablePlan, make_ready

Say = Callable[[str], None]


class Outcome(NamedTuple):
    """What came of one table: its counts when it is published, else the sentences that say why not."""

    dataset: str
    table: str
    counts: counts.Counts | None
    problems: list[str]


class Seed:
    """One run. `say` gets a line for each thing done; `wait_s` is how long a silent worker is waited for."""

    def __init__(self, manifest: Manifest, say: Say, wait_s: float) -> None:
        self._manifest = manifest
        self._say = say
        self._wait_s = wait_s

    def run(self) -> list[Outcome]:
        """Send everything first, so that the worker is never idle, then wait for one after another."""
        for organisation in self._manifest.organisations:
            self._say(f"organisation {organisation['name']}: {organisations.ensure(organisation)}")
        with tempfile.TemporaryDirectory(prefix="dtts-seed-") as folder:
            sent = [(plan, self._send(plan, Path(folder))) for plan in self._manifest.datasets]
        return [outcome for plan, pending in sent for outcome in self._follow(plan, pending)]

    def _send(self, plan: DatasetPlan, folder: Path) -> list[tuple[TablePlan, Sent]]:
        done = datasets.ensure(plan)
        sent = [(table, self._send_table(plan, table, folder)) for table in plan.tables]
        self._say(f"dataset {plan.name}: {done}" + "".join(f", {t.slug} {s.done}" for t, s in sent))
        return sent

    def _send_table(self, plan: DatasetPlan, table: TablePlan, folder: Path) -> Sent:
        ready = make_ready(table, folder / f"{plan.name}-{table.slug}.csv")
        for fault in ready.unread:
            self._say(f"  {table.slug}: not read, {fault.cell or fault.row}: {fault.message['en']}")
        if ready.remarks:
            self._say(f"  {table.slug}: {len(ready.remarks)} figures kept as published that do not add up")
        return tables.send(plan.name, table, ready)

    def _follow(self, plan: DatasetPlan, pending: list[tuple[TablePlan, Sent]]) -> Iterator[Outcome]:
        for table, sent in pending:
            problems = tables.wait(sent, self._wait_s) if sent.submission_id else []
            found = None if problems else counts.count(plan.name, table.slug)
            if found is not None:
                problems = found.problems()
            if problems or sent.done != tables.KNOWN:
                self._say(
                    f"{plan.name}/{table.slug}: {'FAILED' if problems else found.rows if found else '-'}"
                )
            yield Outcome(plan.name, table.slug, found, problems)
