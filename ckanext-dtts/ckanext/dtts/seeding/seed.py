"""Walks the manifest: organisations, datasets, then each table, and waits until all are published."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ckanext.dtts.seeding import catalogue, counts, datasets, organisations, tables, waiting
from ckanext.dtts.seeding.tables import Sent
from dtts.samples import DatasetPlan, Manifest, TablePlan, make_ready

Say = Callable[[str], None]


class Outcome(NamedTuple):
    """What came of one table: its counts when it is published, else the sentences that say why not."""

    dataset: str
    table: str
    counts: counts.Counts | None
    problems: list[str]


class _Pending(NamedTuple):
    dataset: str
    table: str
    sent: Sent

    @property
    def address(self) -> str:
        return f"{self.dataset}/{self.table}"


class Seed:
    """One run. `say` gets a line for each thing done; `wait_s` is how long a silent worker is waited for."""

    def __init__(self, manifest: Manifest, say: Say, wait_s: float) -> None:
        self._manifest = manifest
        self._say = say
        self._wait_s = wait_s

    def run(self) -> list[Outcome]:
        """Send everything first, so that the worker is never idle, then follow all that is under way."""
        for organisation in self._manifest.organisations:
            self._say(f"organisation {organisation['name']}: {organisations.ensure(organisation)}")
        with tempfile.TemporaryDirectory(prefix="dtts-seed-") as folder:
            sent = [each for plan in self._manifest.datasets for each in self._send(plan, Path(folder))]
        catalogue.ensure(self._say)
        return self._follow(sent)

    def _send(self, plan: DatasetPlan, folder: Path) -> list[_Pending]:
        done = datasets.ensure(plan)
        sent = [
            _Pending(plan.name, table.slug, self._send_table(plan, table, folder)) for table in plan.tables
        ]
        self._say(
            f"dataset {plan.name}: {done}" + "".join(f", {each.table} {each.sent.done}" for each in sent)
        )
        return sent

    def _send_table(self, plan: DatasetPlan, table: TablePlan, folder: Path) -> Sent:
        ready = make_ready(table, folder / f"{plan.name}-{table.slug}.csv")
        for fault in ready.unread:
            self._say(f"  {table.slug}: not read, {fault.cell or fault.row}: {fault.message['en']}")
        if ready.remarks:
            self._say(f"  {table.slug}: {len(ready.remarks)} figures kept as published that do not add up")
        return tables.send(plan.name, table, ready)

    def _follow(self, pending: list[_Pending]) -> list[Outcome]:
        """Outcomes in the manifest's order; a line for each table when it has ended."""
        known = {each.sent.submission_id: each for each in pending}
        outcomes = {}
        ids = [each for each in known if each is not None]
        for identifier, problems in waiting.wait(ids, self._wait_s, self._say):
            outcomes[known[identifier].address] = self._concluded(known[identifier], problems)
        return [outcomes.get(each.address) or self._concluded(each, []) for each in pending]

    def _concluded(self, pending: _Pending, problems: list[str]) -> Outcome:
        found = None if problems else counts.count(pending.dataset, pending.table)
        if found is not None:
            problems = found.problems()
        if pending.sent.done != tables.KNOWN:
            self._say(f"{pending.address}: {'FAILED' if problems else found.rows if found else '-'}")
        return Outcome(pending.dataset, pending.table, found, problems)
