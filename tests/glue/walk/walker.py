"""A walk at random through the actions, by everybody, with rights and without.

What a person may not do must be refused in one of CKAN's three ways; anything else that is raised ends the
walk. The seed and the number of the step name any step of it again.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.model import Job, Submission, Table
from ckanext.dtts.model.columns import now
from glue.road.people import People
from glue.road.points import FIVE_FAULTS, points
from glue.walk.labour import Labour
from glue.walk.people import TABLES
from glue.walk.rules import Rules

REFUSED = (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError)
FILES = {"good": 8, "faulty": 1, "empty": 1}
WEIGHTS = {"works": 36, "decides": 30, "sends": 12, "at_another_door": 10, "looks": 8, "time_passes": 4}
DECISIONS = (
    "dtts_submission_approve",
    "dtts_submission_reject",
    "dtts_submission_withdraw",
    "dtts_publication_undo",
    "dtts_publication_reschedule",
    "dtts_publication_call_off",
)
LIKELY = {
    "awaiting_approval": ("dtts_submission_approve",) * 4 + ("dtts_submission_reject",),
    "scheduled": ("dtts_publication_reschedule", "dtts_publication_call_off", "dtts_submission_withdraw"),
    "published": ("dtts_publication_undo", "dtts_publication_undo", "dtts_submission_withdraw"),
}


class Walk:
    """One walk. `said` counts what was done and how it ended."""

    def __init__(
        self, seed: int, people: People, datasets: list[str], owner: dict[str, str], site: CKANTestApp
    ) -> None:
        self.chance = random.Random(seed)
        self.people, self.datasets, self.owner, self.site = people, datasets, owner, site
        self.labour, self.rules = Labour(self.chance, dies=0.03), Rules()
        self.said: Counter[str] = Counter()
        self.number = 0

    def go(self, steps: int, say: Callable[[str], None], whole_every: int = 250) -> None:
        """Walk; the cheap rules are asked after each step, the whole log and all copies now and then."""
        for done in range(1, steps + 1):
            (name,) = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))
            getattr(self, name)()
            self.rules.after_each()
            if done % whole_every == 0 or done == steps:
                self.comes_to_rest()
                say(f"{done} of {steps} steps, log of {self.rules.head.seq} rows whole")

    def figures(self) -> list[tuple[str, int]]:
        """What was done and how it ended, and how often each rule was asked."""
        asked = {f"rule held: {name}": count for name, count in self.rules.checked.items()}
        work = {"worker: died": self.labour.deaths, "worker: called off": self.labour.lost}
        return sorted({**self.said, **work, **asked}.items())

    def comes_to_rest(self) -> None:
        """Let the worker finish, then hold log, files and copies against each other."""
        self.labour.rest()
        self.rules.log_is_whole()
        self.rules.copies_follow()
        for dataset in self.datasets:
            for table in TABLES:
                self.rules.files_follow(self.site, dataset, table)

    def works(self) -> None:
        """Some steps of jobs, never all of one for certain."""
        for _step in range(self.chance.randint(1, 6)):
            self.said["worker: a step" if self.labour.step() else "worker: nothing due"] += 1

    def sends(self) -> None:
        dataset = self._one(self.datasets)
        (kind,) = self.chance.choices(list(FILES), list(FILES.values()))
        self.number += 1
        content = {"good": points(f"{self.number:05}"), "faulty": FIVE_FAULTS, "empty": b""}[kind]
        asked = {"table": self._one(TABLES), "filename": f"{self.number}.csv"}
        who = self._somebody(dataset, ("sender", "approver"))
        self._try("sends", who, lambda: self.people.submits(content, {"name": dataset}, role=who, **asked))

    def decides(self) -> None:
        found = self._a_submission()
        if found is None:
            return
        submission, dataset = found
        action = self._one(LIKELY.get(submission["state"], DECISIONS))
        if self.chance.random() < 0.25:
            action = self._one(DECISIONS)
        asked: dict[str, Any] = {"id": submission["id"]}
        if action in ("dtts_submission_approve", "dtts_publication_reschedule"):
            asked |= self._moment()
        else:
            asked["reason"] = "Lý do của bước này"
        who = self._somebody(dataset, ("approver", "sender", "approver@tinh"))
        self._try(action, who, lambda: self.people.does(who, action, **asked))

    def at_another_door(self) -> None:
        """CKAN's own actions, on a resource, its rows and its dataset."""
        dataset = self._one(self.datasets)
        found = model.Session.scalar(
            sa.select(Table.id)
            .join(model.Package, model.Package.id == Table.package_id)
            .where(model.Package.name == dataset)
            .order_by(sa.func.random())
        )
        resource = str(found or "")
        action, asked = self._one(doors(dataset, resource))
        who = self._somebody(dataset, ("sender", "approver", "portal_admin"))
        self._try(action, who, lambda: self.people.does(who, action, **asked))

    def looks(self) -> None:
        """Anybody takes a file: the one that the log tells to be public."""
        self.rules.files_follow(self.site, self._one(self.datasets), self._one(TABLES))
        self.said["looks"] += 1

    def time_passes(self) -> None:
        """The day comes for what is scheduled, and the time for what is tried again."""
        due = now() - timedelta(seconds=1)
        model.Session.execute(sa.update(Job).where(Job.state == "queued").values(run_after=due))
        model.Session.commit()
        self.said["time passes"] += 1

    def _try(self, what: str, who: str | None, act: Callable[[], Any]) -> None:
        role = (who or "anonymous").split("@")[0]
        try:
            act()
            ended = "done"
        except REFUSED:
            model.Session.rollback()
            ended = "refused"
        self.said[f"{what}: {ended}"] += 1
        self.said[f"by {role}"] += 1

    def _moment(self) -> dict[str, str]:
        if self.chance.random() < 0.6:
            return {}
        return {"publish_at": (now() + timedelta(days=self.chance.randint(-1, 30))).isoformat()}

    def _a_submission(self) -> tuple[dict[str, Any], str] | None:
        """A newer one more often than an old one, since those still move."""
        query = (
            sa.select(Submission.id, Submission.state, model.Package.name)
            .join(Table, Table.id == Submission.table_id)
            .join(model.Package, model.Package.id == Table.package_id)
            .order_by(Submission.created.desc())
        )
        rows = model.Session.execute(query.limit(self._one((5, 40, 1000)))).all()
        if not rows:
            return None
        chosen = self._one(rows)
        return {"id": str(chosen[0]), "state": chosen[1]}, chosen[2]

    def _somebody(self, dataset: str, fitting: tuple[str, ...]) -> str | None:
        """Who fits, more often than not; else anybody, or nobody."""
        if self.chance.random() < 0.7:
            role = self._one(fitting)
            return role if role in self.people.users else f"{role}@{self.owner[dataset]}"
        return self._one([None, *self.people.users])

    def _one(self, choices: Any) -> Any:
        return self.chance.choice(list(choices))


def doors(dataset: str, resource: str) -> list[tuple[str, dict[str, Any]]]:
    """Ways past the road that CKAN has, each with what it would do."""
    row = {"point_id": "x", "name_vi": "Qua cửa khác"}
    return [
        ("resource_create", {"package_id": dataset, "url": "/x", "url_type": "dtts", "name": "x"}),
        ("resource_patch", {"id": resource, "row_count": 9, "hash": "0", "url": "/x", "version": 9}),
        ("resource_update", {"id": resource, "package_id": dataset, "url": "/x", "name": "x"}),
        ("resource_delete", {"id": resource}),
        ("package_patch", {"id": dataset, "resources": []}),
        ("package_patch", {"id": dataset, "title": "Tên do người dùng sửa"}),
        ("package_revise", {"match__name": dataset, "filter": ["-resources"]}),
        ("package_revise", {"match__name": dataset, "update__resources__0__hash": "0"}),
        ("package_resource_reorder", {"id": dataset, "order": [resource]}),
        ("datastore_upsert", {"resource_id": resource, "method": "insert", "records": [row], "force": True}),
        ("datastore_create", {"resource_id": resource, "records": [row], "force": True}),
        ("datastore_delete", {"resource_id": resource, "force": True}),
        ("datastore_records_delete", {"resource_id": resource, "filters": {}, "force": True}),
        ("datastore_search", {"resource_id": resource}),
        ("dtts_submission_list", {"dataset": dataset}),
        ("dtts_version_list", {"dataset": dataset, "table": TABLES[0]}),
    ]
