"""Walks the manifest: organisations, datasets, then each table, and waits until all are published."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ckanext.dtts.seeding import catalogue, counts, datasets, organisations, tables, waiting
from ckanext.dtts.seeding.tables import Sent
from dtts.samples import DatasetPlan, Manifest, TablePlan, make_ready, waves

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
        """Send all that refers to no other table, so that the worker is never idle, and follow it; then what
        refers to that, and so on."""
        for organisation in self._manifest.organisations:
            self._say(f"organisation {organisation['name']}: {organisations.ensure(organisation)}")
        ordered = {plan.name: waves(plan.tables) for plan in self._manifest.datasets}
        found: dict[str, Outcome] = {}
        with tempfile.TemporaryDirectory(prefix="dtts-seed-") as folder:
            for number in range(max((len(each) for each in ordered.values()), default=0)):
                sent = [
                    each
                    for plan in self._manifest.datasets
                    for each in self._send(plan, ordered[plan.name], number, Path(folder))
                ]
                if number == 0:
                    catalogue.ensure(self._say)
                found |= self._follow(sent)
        return [found[f"{plan.name}/{each.slug}"] for plan in self._manifest.datasets for each in plan.tables]

    def _send(
        self, plan: DatasetPlan, ordered: tuple[tuple[TablePlan, ...], ...], number: int, folder: Path
    ) -> list[_Pending]:
        """The tables of a dataset that come in this turn; in the first the dataset itself is made."""
        done = [datasets.ensure(plan)] if number == 0 else []
        turn = ordered[number] if number < len(ordered) else ()
        sent = [_Pending(plan.name, table.slug, self._send_table(plan, table, folder)) for table in turn]
        told = ", ".join([*done, *(f"{each.table} {each.sent.done}" for each in sent)])
        if told:
            self._say(f"dataset {plan.name}: {told}")
        return sent

    def _send_table(self, plan: DatasetPlan, table: TablePlan, folder: Path) -> Sent:
        on = datasets.made_on(plan.name)
        ready = make_ready(table, folder / f"{plan.name}-{table.slug}.csv", on)
        for fault in ready.unread:
            self._say(f"  {table.slug}: not read, {fault.cell or fault.row}: {fault.message['en']}")
        if ready.remarks:
            self._say(f"  {table.slug}: {len(ready.remarks)} figures kept as published that do not add up")
        return tables.send(plan.name, table, ready)

    def _follow(self, pending: list[_Pending]) -> dict[str, Outcome]:
        """Outcomes by address; a line for each table when it has ended."""
        known = {each.sent.submission_id: each for each in pending}
        outcomes = {}
        ids = [each for each in known if each is not None]
        for identifier, problems in waiting.wait(ids, self._wait_s, self._say):
            outcomes[known[identifier].address] = self._concluded(known[identifier], problems)
        return {each.address: outcomes.get(each.address) or self._concluded(each, []) for each in pending}

    def _concluded(self, pending: _Pending, problems: list[str]) -> Outcome:
        found = None if problems else counts.count(pending.dataset, pending.table)
        if found is not None:
            problems = found.problems()
        if pending.sent.done != tables.KNOWN:
            self._say(f"{pending.address}: {'FAILED' if problems else found.rows if found else '-'}")
        return Outcome(pending.dataset, pending.table, found, problems)
