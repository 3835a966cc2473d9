"""F30 of the faults that a reading survives: PostgreSQL, Solr or Redis is away, or goes in the middle of a run.

Only what this process has is taken away: its own connections, and where it believes the stores to be.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import OperationalError

from ckanext.dtts.harvest import running
from ckanext.dtts.harvest.alone import LOCKS
from ckanext.dtts.model import Outbox, Run, Submission
from ckanext.dtts.search import drain
from glue.harvest.catalogue import Catalogue
from glue.harvest.interrupting import before_the_third, claimed, goes_on
from glue.harvest.keeper import Keeper, balance, entries
from glue.records import dataset, found
from glue.road.here import work_here
from glue.road.points import points

NOBODY = "127.0.0.1:1"
"""Where nobody listens."""
OWN = "SELECT pg_backend_pid()"
LOCK = f"""SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = {LOCKS}
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""


def ended(query: str) -> None:
    """End the connection of the process id that the query gives, as a server that goes down does."""
    child = model.Session.scalar(sa.text(query))
    with model.meta.engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.pg_terminate_backend(child, 10_000)))


def test_f30_a_database_that_goes_in_the_middle_costs_nothing_that_was_taken(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = keeper.source(entries(1, 2, 3))
    run_id, token = claimed(keeper, source)
    before_the_third(monkeypatch, lambda: ended(OWN))
    with pytest.raises(OperationalError):
        running.run(run_id, token)
    model.Session.remove()
    between = model.Session.get_one(Run, run_id)
    assert (between.state, balance(between)) == ("running", {"records": 2, "created": 2})
    run = goes_on(source, run_id, token)
    assert (run.state, run.attempt, balance(run)) == ("done", 2, {"records": 3, "created": 3})
    assert keeper.faults(run) == []
    assert len(keeper.titles(source)) == 3


def test_f30_a_run_whose_lock_went_with_its_connection_ends_well_under_its_lease(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = keeper.source(entries(1, 2, 3))
    run_id, token = claimed(keeper, source)
    before_the_third(monkeypatch, lambda: ended(LOCK))
    assert running.run(run_id, token) == 0
    model.Session.remove()
    run = model.Session.get_one(Run, run_id)
    assert (run.state, balance(run)) == ("done", {"records": 3, "created": 3})


def test_f30_without_solr_a_run_goes_well_and_its_datasets_are_found_when_solr_is_back(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.Session.execute(sa.delete(Outbox))
    model.Session.commit()
    source = keeper.source(entries(1, 2, title="Khi Solr vắng"))
    with monkeypatch.context() as away:
        away.setitem(tk.config, "solr_url", f"http://{NOBODY}/solr/none")
        run = keeper.run(source)
        assert (run.state, balance(run)) == ("done", {"records": 2, "created": 2})
        assert drain().indexed == 0
    assert drain().indexed == 2
    assert found("khi Solr vắng") == ["Khi Solr vắng"] * 2


def test_f30_without_redis_a_file_is_sent_and_its_job_is_found_all_the_same(
    keeper: Keeper, served: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = dataset(type="facility")
    served.files[f"{made['name']}.csv"] = points("00001", "00002")
    target = f"{{table: it_support_points, dataset: {made['name']}}}"
    source = keeper.put(
        made["name"],
        path=f"{made['name']}.csv",
        connector="table",
        target=target,
        more="options: {format: csv}",
    )
    monkeypatch.setitem(tk.config, "ckan.redis.url", f"redis://{NOBODY}/0")
    run = keeper.run(source)
    assert (run.state, balance(run)) == ("done", {"records": 1, "created": 1})
    (record,) = keeper.records(source).values()
    sent = record.submission_id
    work_here()
    assert model.Session.get_one(Submission, sent).state == "published"
