"""Takes what came in: one transaction for all that only has to be noted, one for some fifty new datasets, one
for each other record that is written.

CKAN ends the whole transaction when it refuses a dataset, so that only those share one that are judged before
anything is written. Where such a transaction fails as a whole, each of its records is tried by itself.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import InterfaceError, OperationalError

from ckanext.dtts.errors import LeaseLostError
from ckanext.dtts.harvest import rows, trouble
from ckanext.dtts.harvest.landing import Landing
from ckanext.dtts.harvest.landing.noting import asked, content_text
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.reading import Item, Reading
from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.jobs import faults
from ckanext.dtts.model import Record as Row
from ckanext.dtts.model.columns import now
from dtts.harvest import Outcome, Policy, Step, step
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.source import Source as Definition

log = logging.getLogger(__name__)

Wanted = tuple[Record, Step]
WRITTEN = ("created", "updated")
OURS = (OperationalError, InterfaceError, LeaseLostError, MemoryError, OSError)
"""What is no fault of a record: the run is taken up again by another process."""


class Taking:
    """`take` leaves nothing half done, wherever it is interrupted."""

    def __init__(self, leased: Leased, definition: Definition, landing: Landing) -> None:
        self.leased, self.landing = leased, landing
        self.policy = policy_of(definition)
        self._unnamed: Counter[str] = Counter()
        self._repeated: Counter[str] = Counter()

    def take(self, batch: Sequence[Item], reading: Reading) -> None:
        """Take a batch; what the reading says of itself goes with it."""
        named = [each.id for each in batch if isinstance(each, Record) and rows.usable(each.id)]
        known = rows.by_id(self.leased.source_id, named)
        quiet: dict[str, list[Row]] = {}
        to_write: list[Wanted] = []
        seen: set[str] = set()
        for item in batch:
            if isinstance(item, Failure):
                self._fail(item.record_id, trouble.of_failure(item), item.sample or None)
            elif self._is_new(item, known.get(item.id), seen):
                found = step(rows.known(known.get(item.id)), item.digest, self.landing.policy(self.policy))
                if found.do == "nothing":
                    quiet.setdefault(found.counts, []).append(known[item.id])
                else:
                    to_write.append((item, found))
        self._note(quiet, reading)
        self._write_all(to_write, known)

    def _write_all(self, to_write: Sequence[Wanted], known: Mapping[str, Row]) -> None:
        """New records in transactions of several, where the landing takes them so; each other in its own. A
        run that was taken up again has fewer in one, so that it comes further although it is broken off."""
        size = max(1, self.landing.at_once // self.leased.attempt)
        new = [each for each in to_write if each[0].id not in known and each[1].do == "create"]
        together = new if size > 1 else []
        for start in range(0, len(together), size):
            self._write_new(together[start : start + size])
        done = {item.id for item, _found in together}
        for item, found in to_write:
            if item.id not in done:
                self._write(item, found)

    def _is_new(self, item: Record, row: Row | None, seen: set[str]) -> bool:
        """Whether a record comes for the first time in this attempt; tells the fault of one that does not."""
        if not rows.usable(item.id):
            self._fail(None, _unusable(item.id), None)
            return False
        here = row is not None and (row.run_id, row.attempt) == (self.leased.run_id, self.leased.attempt)
        if item.id in seen or here:
            self._again(item)
            return False
        seen.add(item.id)
        return True

    def _note(self, quiet: dict[str, list[Row]], reading: Reading) -> None:
        changes: Counter[str] = Counter()
        for outcome, found in quiet.items():
            changes.update(self._note_all(outcome, found))
        report = reading.report
        rows.count(self.leased, changes, requests=reading.requests, expected=report.announced)
        self._commit()

    def _note_all(self, outcome: str, found: list[Row]) -> Counter[str]:
        """Mark many rows at once; what the source shows as we have it waits for nobody any more. What this
        very run wrote, before its process died, stays counted as that."""
        leased, changes = self.leased, Counter[str]()
        written = [each for each in found if each.run_id == leased.run_id and each.outcome in WRITTEN]
        self._set(written, seen=now())
        others = [each for each in found if each not in written]
        before = Counter(each.outcome if each.run_id == leased.run_id else None for each in others)
        for one, number in before.items():
            changes.update(rows.moved(one, outcome, number))
        self._set(others, outcome=outcome, seen=now(), **(rows.NOT_WAITING if outcome == "unchanged" else {}))
        return changes

    def _set(self, found: list[Row], **values: Any) -> None:
        """Note of many rows that this attempt saw them, and more."""
        change = sa.update(Row).where(Row.id.in_([each.id for each in found]))
        values = {"run_id": self.leased.run_id, "attempt": self.leased.attempt, **values}
        model.Session.execute(change.values(**values).execution_options(synchronize_session=False))

    def _write_new(self, several: Sequence[Wanted]) -> None:
        try:
            refused = self._land_new(several)
            faults.point("harvest.new:unwritten")
            self._commit()
        except OURS:
            raise
        except Exception:
            log.exception("records of source %s cannot be taken together", self.leased.source_id)
            model.Session.rollback()
            for item, found in several:
                self._write(item, found)
            return
        for item, _found in several:
            if item.id in refused:
                self._fail(item.id, trouble.of_refusal(refused[item.id]), content_text(item))

    def _land_new(self, several: Sequence[Wanted]) -> Mapping[str, tk.ValidationError]:
        """Land records of which nothing is known; those that are refused are left as they are."""
        pairs = [(rows.new(self.leased, item.id), item) for item, _found in several]
        refused = self.landing.land_new(pairs)
        counts = {item.id: found.counts for item, found in several}
        changes: Counter[str] = Counter()
        for row, item in pairs:
            if item.id not in refused:
                changes.update(rows.mark(self.leased, row, counts[item.id]))
        rows.count(self.leased, changes)
        return refused

    def _write(self, item: Record, found: Step) -> None:
        try:
            row = rows.locked(self.leased, item.id)
            outcome = self._land(row, item, found)
            rows.count(self.leased, rows.mark(self.leased, row, outcome))
            faults.point("harvest.record:unwritten")
            self._commit()
        except OURS:
            raise
        except tk.ValidationError as refused:
            model.Session.rollback()
            self._fail(item.id, trouble.of_refusal(refused), content_text(item))
        except Exception as error:  # one bad record never stops the others
            log.exception("a record of source %s cannot be taken", self.leased.source_id)
            model.Session.rollback()
            self._fail(item.id, trouble.of_exception(error), content_text(item))

    def _land(self, row: Row, item: Record, found: Step) -> Outcome:
        if found.do == "ask":
            asked(row, item, APPROVAL)
            return found.counts
        held = self.landing.against(row, item)
        if held is not None:
            asked(row, item, held)
            return "held"
        self.landing.land(row, item)
        return found.counts

    def _again(self, item: Record) -> None:
        self._repeated[item.id] += 1
        times = self._repeated[item.id] + 1
        told = trouble.duplicate(item.id, times)
        new = rows.tell(self.leased.run_id, f"duplicate-id:{times}:{item.id}", told, remote_id=item.id)
        rows.count(self.leased, rows.moved(None, "failed", 1) if new else {})
        self._commit()

    def _fail(self, identifier: str | None, told: Trouble, content: str | None) -> None:
        """Count a record as failed; one without an id by its place among those of the same fault."""
        if identifier is None or not rows.usable(identifier):
            self._unnamed[told.code] += 1
            key = f"{told.code}:#{self._unnamed[told.code]}"
            new = rows.tell(self.leased.run_id, key, told, remote_id=identifier, content=content)
            changes = rows.moved(None, "failed", 1) if new else {}
        else:
            row = rows.locked(self.leased, identifier)
            key = f"{told.code}:{identifier}"
            rows.tell(self.leased.run_id, key, told, remote_id=identifier, content=content)
            changes = rows.mark(self.leased, row, "failed")
        rows.count(self.leased, changes)
        self._commit()

    def _commit(self) -> None:
        model.Session.commit()
        model.Session.expunge_all()


def policy_of(definition: Definition) -> Policy:
    """Whether what is valid is taken at once, or a person is asked."""
    return "publish" if definition.policy == "valid" else "approve"


APPROVAL = Trouble(
    "approval",
    "Nguồn này cần người giữ nguồn đồng ý trước khi nhận.",
    "This source asks for a keeper's yes before anything is taken.",
)


def _unusable(identifier: str) -> Trouble:
    return Trouble(
        "unusable-id",
        f"Mã của bản ghi trống, quá dài hoặc có ký tự không dùng được: “{identifier[:80]}”.",
        f"The record's id is empty, too long or holds a character that cannot be kept: “{identifier[:80]}”.",
    )
