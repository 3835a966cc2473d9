"""Each copy is broken by hand: the difference is found, repaired, found no more, and nothing else touched."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import ckan.model as model
import pytest
import sqlalchemy as sa
from ckan.lib.search import make_connection
from ckanext.datastore.backend.postgres import get_read_engine

from ckanext.dtts.jobs import lease, queue
from ckanext.dtts.model import Job, Version
from ckanext.dtts.model.columns import now
from ckanext.dtts.reconcile import THINGS, lanes
from ckanext.dtts.reconcile.compare import compare, repair
from ckanext.dtts.reconcile.difference import Difference
from ckanext.dtts.road import blobs
from ckanext.dtts.road.lookup import submission
from glue.reconcile.breaking import WAYS, Broken, changed_cell, kept_path, lost_row
from glue.reconcile.conftest import Portal

pytestmark = pytest.mark.slow
CKAN = Path(sys.executable).with_name("ckan")


@pytest.fixture
def points_broken(published: Portal) -> Iterator[list[Difference]]:
    """A row is lost of the table of points; what was found then, and all is whole again afterwards."""
    lost_row(published)
    found = compare()
    assert [(each.kind, each.subject) for each in found] == [("rows", published.points.table)]
    yield found
    model.Session.rollback()
    model.Session.execute(sa.delete(Job))
    model.Session.commit()
    repair(compare(("datastore",)))


def test_nothing_differs_after_a_publication(published: Portal) -> None:
    assert compare(deep=True) == []


def traces(portal: Portal) -> dict[str, Any]:
    """What would change if anything were made again of the table that nobody broke."""
    model.Session.rollback()
    table = portal.bystander.table
    dataset = portal.bystander.dataset["id"]
    version = model.Session.scalars(sa.select(Version).where(Version.table_id == uuid.UUID(table))).one()
    kept = kept_path(blobs.Blob(version.csv_sha256, version.csv_size))
    document = next(iter(make_connection().search(f'id:"{dataset}"', fl="_version_,indexed_ts", rows=1)))
    with get_read_engine().connect() as connection:
        oid = connection.scalar(sa.text("SELECT to_regclass(:name)::oid"), {"name": f'"{table}"'})
    return {
        "datastore": oid,
        "resource": model.Resource.get(table).metadata_modified,
        "dataset": model.Package.get(dataset).metadata_modified,
        "file": (kept.stat().st_mtime_ns, kept.stat().st_ino),
        "index": dict(document),
        "version": version.published,
    }


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.thing}-{way.kind}-{way.do.__name__}")
def test_what_is_broken_is_found_and_repaired_and_nothing_else_is_touched(
    way: Broken, published: Portal, work: Callable[..., int]
) -> None:
    before = traces(published)
    subject = way.do(published)
    found = compare(deep=way.deep)
    assert {each.thing for each in found} <= {way.thing, *way.entails}
    assert [(each.thing, each.kind, each.subject) for each in found if each.thing == way.thing] == [
        (way.thing, way.kind, subject)
    ]
    repair(found, deep=way.deep)
    assert compare(deep=way.deep) == []
    assert traces(published) == before
    assert work() == 0  # what a repair queued


def test_every_thing_is_broken_in_some_way() -> None:
    assert {way.thing for way in WAYS} == set(THINGS)


def test_a_repair_that_is_done_again_changes_nothing(
    points_broken: list[Difference], published: Portal
) -> None:
    repair(points_broken)
    repaired = datastore_oid(published.points.table)
    repair(points_broken)
    assert datastore_oid(published.points.table) == repaired


def datastore_oid(table: str) -> int:
    with get_read_engine().connect() as connection:
        return int(connection.scalar(sa.text("SELECT to_regclass(:name)::oid"), {"name": f'"{table}"'}))


def put_a_job(table: str, **options: Any) -> None:
    queue.put("of-the-future", f"table:{table}", {}, **options)
    model.Session.commit()


def test_a_table_on_which_a_job_is_at_work_is_not_judged(
    points_broken: list[Difference], published: Portal
) -> None:
    put_a_job(published.points.table)
    assert compare(("datastore",)) == []


def test_a_job_for_a_later_day_is_not_at_work(points_broken: list[Difference], published: Portal) -> None:
    put_a_job(published.points.table, run_after=now() + timedelta(days=9))
    assert compare(("datastore",)) == points_broken


def test_a_lane_that_a_job_takes_after_the_look_is_left_to_it(
    points_broken: list[Difference], published: Portal
) -> None:
    put_a_job(published.points.table)
    before = datastore_oid(published.points.table)
    repair(points_broken)
    assert datastore_oid(published.points.table) == before


def test_a_worker_finishes_the_repair_of_a_command_that_was_killed(
    points_broken: list[Difference], published: Portal, work: Callable[..., int]
) -> None:
    asked = {"thing": "datastore", "subject": published.points.table, "deep": False}
    job = lanes.take(f"table:{published.points.table}", asked, 1800)
    assert job is not None
    job.lease_owner = f"{lease.me().split(':')[0]}:1:0"  # a process that is gone
    model.Session.commit()
    assert work() == 0
    assert compare(("datastore",)) == []


def test_what_was_sent_cannot_be_made_again_and_a_backup_is_named(published: Portal) -> None:
    sent = submission(published.points.submission["id"])
    path = kept_path(blobs.Blob(sent.sha256, sent.size))
    content = path.read_bytes()
    path.unlink()
    repair(compare(("files",)))
    (left,) = compare(("files",))
    path.write_bytes(content)
    assert (left.thing, left.kind, left.fixable) == ("files", "missing", False)
    assert "backup" in left.says


class TestCommand:
    @pytest.fixture
    def run(self, pytestconfig: pytest.Config) -> Callable[..., subprocess.CompletedProcess[str]]:
        ini = str(Path(pytestconfig.getoption("ckan_ini")).absolute())

        def command(*words: str) -> subprocess.CompletedProcess[str]:
            model.Session.remove()
            asked = [str(CKAN), "-c", ini, "dtts", "reconcile", *words]
            return subprocess.run(asked, capture_output=True, text=True, check=False, timeout=300)

        return command

    def test_it_names_what_differs_and_ends_with_1_until_it_is_repaired(
        self, run: Callable[..., subprocess.CompletedProcess[str]], published: Portal
    ) -> None:
        changed_cell(published)
        told = run()
        assert told.returncode == 1, told.stderr
        assert f"  content: {published.points.table}: " in told.stdout
        assert "index: no differences" in told.stdout

        repaired = run("--repair", "--only", "datastore", "--json")
        assert repaired.returncode == 0, repaired.stderr
        answer = json.loads(repaired.stdout)
        assert [(each["kind"], each["left"]) for each in answer["differences"]] == [("content", False)]
        assert (answer["compared"], answer["left"]) == (["datastore"], 0)
        assert run("--only", "datastore").returncode == 0
