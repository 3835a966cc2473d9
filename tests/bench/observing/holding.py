"""A published table of demonstration observations in the portal that is measured, and away with it again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import polars as pl
import sqlalchemy as sa
from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app

from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.observations import store
from ckanext.dtts.road import states

SCHEMA = "observation"


@contextmanager
def portal(ini: Path) -> Iterator[None]:
    """The portal's models and actions in this process."""
    app = make_app(load_config(str(ini)))._wsgi_app
    with app.test_request_context():
        yield


def published(rows: int) -> tuple[Table, Version]:
    """A public dataset, marked as demonstration, with one table and its first version; nothing loaded yet."""
    name = f"do-quan-sat-{uuid.uuid4().hex[:8]}"
    _act("organization_create", name=f"co-quan-{name}", title="Cơ quan đo (minh họa)")
    made = _act(
        "package_create", type="indicator_series", name=name, title="Quan sát (minh họa)", notes="Minh họa.",
        owner_org=f"co-quan-{name}", license_id="CC-BY-4.0", area_id=["VN"], demo="true", provenance="Sinh ra.",
        frequency="http://publications.europa.eu/resource/authority/frequency/ANNUAL", contact_name="Phòng đo",
        indicators=["GSO_EM_PUPILS"], definition="Sinh ra để đo.", period_start="2022-01-01",
        period_end="2026-06-30", collection_method="survey",
    )  # fmt: skip
    table = Table(package_id=made["id"], slug="bang", schema_name=SCHEMA, name="Bảng", name_en="Table")
    model.Session.add(table)
    model.Session.flush()
    version = _version(table, 1, rows)
    table.current_version_id = version.id
    model.Session.commit()
    return table, version


def _version(table: Table, number: int, rows: int) -> Version:
    """Approved by the policy of the portal's own data and published, as the log has to tell it."""
    none, seed = "0" * 64, states.Actor("policy", "seed")
    submission = Submission(
        table_id=table.id, schema_name=SCHEMA, schema_version=1, filename="bang.csv", media_type="text/csv",
        sha256=none, size=0, door="seed", actor_id="seed", request_sha256=none, report={"valid": True},
    )  # fmt: skip
    states.receive(submission, seed)
    for state in ("checking", "awaiting_approval"):
        states.move(submission, state, states.WORKER)
    states.move(submission, "scheduled", seed, kind="approved")
    version = Version(
        table_id=table.id, submission_id=submission.id, number=number, schema_name=SCHEMA, schema_version=1,
        row_count=rows, csv_sha256=none, csv_size=0, parquet_sha256=none, parquet_size=0,
    )  # fmt: skip
    model.Session.add(version)
    states.move(submission, "published", states.WORKER)
    return version


def load(frame: pl.DataFrame, table: Table, version: Version, *, derived: bool = False) -> store.Counts:
    """Make these the table's rows, in one transaction."""
    counts = store.load(frame, table, version, derived=derived)
    model.Session.commit()
    return counts


def tidy() -> None:
    """What PostgreSQL does by itself after a while, at once: measured is what readers have every day."""
    model.Session.commit()
    with model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("VACUUM ANALYZE dtts_observation"))


def remove(table: Table) -> None:
    """Take the rows away and the table from the public; the log of events stays, as it has to."""
    model.Session.rollback()
    version = model.Session.get_one(Version, table.current_version_id)
    submission = model.Session.get_one(Submission, version.submission_id)
    states.move(submission, "withdrawn", states.Actor("policy", "seed"), note="Đo xong")
    table.current_version_id = None
    model.Session.execute(
        sa.text("DELETE FROM dtts_observation WHERE table_id = :table"), {"table": table.id}
    )
    model.Session.commit()
    _act("package_delete", id=table.package_id)


def _act(action: str, **parameters: Any) -> Any:
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    return tk.get_action(action)({"ignore_auth": True, "user": user}, parameters)
