"""One harvest in a child of its own, so that the system says what it took."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app

from ckanext.dtts import search
from ckanext.dtts.harvest import reading, rows, running, runs, sources
from ckanext.dtts.jobs import runner
from ckanext.dtts.model import Record as Row
from ckanext.dtts.model import Run, Source
from ckanext.dtts.model.columns import now
from dtts_harvesters.record import Record
from dtts_harvesters.registry import connector_kinds

AGENCY = "don-vi-do-thu-thap"
FILE = """
id: {name}
title: {{vi: "Nguồn minh họa", en: "Demonstration source"}}
owner: {agency}
connector: ckan
address: {address}
target: {{dataset_type: program_result}}
policy: valid
network: {{allow: [{{network: 127.0.0.0/8}}], run_seconds: 3600}}
"""
KB_A_MB = 1024


class Took(NamedTuple):
    """Seconds by the clock, processor seconds, and the most memory of the process in MB."""

    seconds: float
    cpu_s: float
    memory_mb: float


class Portal:
    """The portal loaded into this process, which only forks, with connectors loaded as a worker has them."""

    def __init__(self, ini: str) -> None:
        self.app = make_app(load_config(ini))._wsgi_app
        tk.config["dtts.harvest.private"] = "127.0.0.0/8"
        connector_kinds()

    def put(self, name: str, address: str) -> None:
        """A source of datasets, started without a dry run."""
        self.took(lambda: _put(name, address))

    def harvest(self, name: str) -> Took:
        """Run the source."""
        return self.took(lambda: _harvest(name))

    def forget(self, name: str) -> None:
        """Let the next run read everything, as one does every seven days."""
        self.took(lambda: _forget(name))

    def know(self, name: str) -> None:
        """Note all that the source has as if it had landed, without datasets: in seconds, and not in minutes."""
        self.took(lambda: _know(name))

    def index(self) -> Took:
        """Let the index follow what was harvested."""
        return self.took(_index)

    def took(self, work: Callable[[], None]) -> Took:
        """What a child needs for it."""

        def whole() -> int:
            work()
            return 0

        began = time.monotonic()
        _pid, status, used = os.wait4(runner.fork(self.app, whole), 0)
        assert status == 0, "see above"
        return Took(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / KB_A_MB)


def _put(name: str, address: str) -> None:
    if model.Group.get(AGENCY) is None:
        site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
        tk.get_action("organization_create")(
            {"ignore_auth": True, "user": site["name"]}, {"name": AGENCY, "title": "Đơn vị đo (minh họa)"}
        )
    keeper = model.User.get("portal_admin")
    source = sources.put(FILE.format(name=name, agency=AGENCY, address=address), keeper.id)
    source.state, source.checked_sha256 = "active", source.sha256
    model.Session.commit()


def _source(name: str) -> Source:
    return model.Session.scalars(sa.select(Source).where(Source.name == name)).one()


def _forget(name: str) -> None:
    _source(name).memory = {}
    model.Session.commit()


def _know(name: str) -> None:
    source = _source(name)
    with reading.Reading(sources.definition_of(source), {}) as read:
        for batch in read.batches():
            listed = [each for each in batch if isinstance(each, Record)]
            model.Session.execute(sa.insert(Row), [_row(source.id, each) for each in listed])
    model.Session.commit()


def _row(source_id: uuid.UUID, item: Record) -> dict[str, Any]:
    described = {"title": item.title, "address": item.address, "digest": item.digest, "state": "present"}
    key = {"id": rows.identity(source_id, item.id), "source_id": source_id, "remote_id": item.id}
    return {**key, **described, "outcome": "created", "seen": now(), "tables": {}}


def _harvest(name: str) -> None:
    source = _source(name)
    run_id = runs.ask(source, "harvest", source.keeper_id).id
    model.Session.commit()
    claimed = runs.claim("bench", source.id)
    assert claimed is not None and claimed.id == run_id
    assert running.run(run_id, claimed.lease_token) == 0
    model.Session.remove()
    run = model.Session.get_one(Run, run_id)
    assert run.state == "done" and not run.failed_in, (run.error, run.failed_in)


def _index() -> None:
    while search.drain().indexed:
        pass
