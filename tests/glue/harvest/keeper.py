"""What tests do with sources: put one in, run it here and now, read what is known of it."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import running, runs, sources
from ckanext.dtts.model import Fault, Record, Run, Source
from glue.harvest.catalogue import Catalogue
from glue.harvest.listed import NAME

AGENCY = "ban-dan-toc-bac-ninh"
FILE = """
id: {name}
title: {{vi: "Nguồn {name}", en: "Source {name}"}}
owner: {agency}
connector: {connector}
address: {address}/{path}
target: {target}
policy: {policy}
schedule: {{every: day}}
network:
  allow: [{{network: 127.0.0.0/8}}]
{more}"""


class Keeper:
    """A person who keeps sources, with rights to do everything."""

    def __init__(self, user_id: str, served: Catalogue) -> None:
        self.user_id, self.served = user_id, served

    def source(self, records: list[Any] | None = None, *, policy: str = "valid", more: str = "") -> Source:
        """A source of datasets, started without a dry run; its catalogue holds these records."""
        name = f"nguon-{uuid.uuid4().hex[:8]}"
        self.served.records[name] = records if records is not None else []
        return self.put(
            name, path=name, connector=NAME, target="{dataset_type: program_result}", policy=policy, more=more
        )

    def put(self, name: str, **said: str) -> Source:
        """A source by its file, started without a dry run."""
        text = FILE.format(
            name=name, agency=AGENCY, address=self.served.address, **{"more": "", "policy": "valid", **said}
        )
        source = sources.put(text, self.user_id)
        source.state, source.checked_sha256 = "active", source.sha256
        model.Session.commit()
        return source

    def run(self, source: Source, kind: str = "harvest") -> Run:
        """Run a source in this process, and give its run with the end written down."""
        source_id = source.id
        model.Session.remove()
        asked = runs.ask(model.Session.get_one(Source, source_id), kind, self.user_id)
        model.Session.commit()
        run = runs.claim("tests")
        assert run is not None and run.id == asked.id
        run_id, token = run.id, run.lease_token
        assert running.run(run_id, token) == 0
        model.Session.remove()
        return model.Session.get_one(Run, run_id)

    def again(self, source: Source) -> Source:
        """The source as it stands now."""
        return model.Session.get_one(Source, source.id, populate_existing=True)

    def records(self, source: Source) -> dict[str, Record]:
        """What is known of its records, by their ids there."""
        query = sa.select(Record).where(Record.source_id == source.id)
        found = model.Session.scalars(query.execution_options(populate_existing=True))
        return {each.remote_id: each for each in found}

    def faults(self, run: Run) -> list[Fault]:
        """What the run's report lists, in its order."""
        return list(model.Session.scalars(sa.select(Fault).where(Fault.run_id == run.id).order_by(Fault.seq)))

    def titles(self, source: Source) -> list[str]:
        """The titles of its datasets that are public."""
        query = sa.select(model.Package.title).join(Record, Record.package_id == model.Package.id)
        query = query.where(Record.source_id == source.id, model.Package.state == "active")
        return sorted(model.Session.scalars(query))


def balance(run: Run) -> dict[str, int]:
    """What came in and what became of it, without what is zero."""
    names = ("records", "created", "updated", "unchanged", "failed", "held")
    return {name: getattr(run, f"{name}_in") for name in names if getattr(run, f"{name}_in")}


def entries(*numbers: int, **changed: Any) -> list[dict[str, Any]]:
    """Records of a catalogue, one for each number."""
    return [{"id": f"r{n}", "title": f"Bộ dữ liệu {n}", "notes": f"Mô tả {n}.", **changed} for n in numbers]
