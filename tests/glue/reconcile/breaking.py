"""Every way in which these tests break a portal by hand: what is done, and what must then be found.

Each entry is one thing broken in one place, on the real database, DataStore, index or storage.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import ckan.model as model
import file_keeper as fk
import sqlalchemy as sa
from ckan.lib import files
from ckan.lib.search import make_connection
from ckanext.datastore.backend.postgres import get_write_engine

from ckanext.dtts.model import Job, Observation, Outbox, Submission, Table, Version
from ckanext.dtts.model.columns import now
from ckanext.dtts.road import blobs, downloads, resource, states
from glue.reconcile.conftest import Portal
from glue.road.points import FIVE_FAULTS


class Broken(NamedTuple):
    """What is broken: `do` returns the subject that must be named; `deep` when only a deep look finds it;
    `entails` names things that are derived from what is broken, and so differ too."""

    thing: str
    kind: str
    do: Callable[[Portal], str]
    deep: bool = False
    entails: tuple[str, ...] = ()


def in_datastore(statement: str) -> None:
    with get_write_engine().begin() as connection:
        connection.execute(sa.text(statement))


def in_database(statement: sa.Executable) -> None:
    model.Session.execute(statement)
    model.Session.commit()


def version_of(table: str) -> Version:
    return model.Session.scalars(sa.select(Version).where(Version.table_id == uuid.UUID(table))).one()


def kept_path(blob: blobs.Blob) -> Path:
    with blobs.local_path(blob) as path:
        return path


def csv_of(portal: Portal) -> blobs.Blob:
    version = version_of(portal.points.table)
    return blobs.Blob(version.csv_sha256, version.csv_size)


def parquet_of(portal: Portal) -> blobs.Blob:
    version = version_of(portal.points.table)
    return blobs.Blob(version.parquet_sha256, version.parquet_size)


def lost_parquet(portal: Portal) -> str:
    kept_path(parquet_of(portal)).unlink()
    return parquet_of(portal).sha256


def short_csv(portal: Portal) -> str:
    path = kept_path(csv_of(portal))
    path.write_bytes(path.read_bytes()[:-5])
    return csv_of(portal).sha256


def one_letter_of_the_csv(portal: Portal) -> str:
    path = kept_path(csv_of(portal))
    path.write_bytes(path.read_bytes().replace(b"0164A", b"0164B"))
    return csv_of(portal).sha256


def lost_pointer(portal: Portal) -> str:
    """The database refuses this while its triggers are on."""
    model.Session.execute(sa.text("ALTER TABLE dtts_table DISABLE TRIGGER USER"))
    moved = sa.update(Table).where(Table.id == uuid.UUID(portal.points.table))
    model.Session.execute(moved.values(current_version_id=None))
    model.Session.execute(sa.text("ALTER TABLE dtts_table ENABLE TRIGGER USER"))
    model.Session.commit()
    return portal.points.table


def lost_table(portal: Portal) -> str:
    in_datastore(f'DROP TABLE "{portal.points.table}" CASCADE')
    return portal.points.table


def lost_row(portal: Portal) -> str:
    in_datastore(f"DELETE FROM \"{portal.points.table}\" WHERE point_id = '07210'")
    return portal.points.table


def changed_cell(portal: Portal) -> str:
    in_datastore(f"UPDATE \"{portal.points.table}\" SET name_vi = 'Khác' WHERE point_id = '07210'")
    return portal.points.table


def doubled_and_lost_row(portal: Portal) -> str:
    """As many rows as before, and not the same."""
    in_datastore(f"UPDATE \"{portal.points.table}\" SET point_id = '0164A' WHERE point_id = '07210'")
    return portal.points.table


def other_type(portal: Portal) -> str:
    in_datastore(f'ALTER TABLE "{portal.points.table}" ALTER disadvantaged_villages TYPE text')
    return portal.points.table


def lost_words(portal: Portal) -> str:
    """The trigger fills them at every change of a row, so it is put to sleep."""
    in_datastore(
        f'ALTER TABLE "{portal.points.table}" DISABLE TRIGGER ALL;'
        f'UPDATE "{portal.points.table}" SET _full_text = NULL;'
        f'ALTER TABLE "{portal.points.table}" ENABLE TRIGGER ALL'
    )
    return portal.points.table


def rows_of_another_version(portal: Portal) -> str:
    mark = f"dtts:{portal.points.table}:{uuid.uuid4()}"
    in_datastore(f"COMMENT ON TABLE \"{portal.points.table}\" IS '{mark}'")
    return portal.points.table


def left_in_the_making(portal: Portal) -> str:
    submission = uuid.uuid4()
    name = f"_dtts_{submission.hex}"
    mark = f"dtts:{portal.points.table}:{submission}"
    in_datastore(f'CREATE TABLE "{name}" (a int); COMMENT ON TABLE "{name}" IS \'{mark}\'')
    return portal.points.table


def shown_and_never_published(_portal: Portal) -> str:
    table = str(uuid.uuid4())
    mark = f"dtts:{table}:{uuid.uuid4()}"
    in_datastore(f'CREATE TABLE "{table}" (a int); COMMENT ON TABLE "{table}" IS \'{mark}\'')
    return table


def resource_of_before(portal: Portal) -> str:
    held = model.Resource.get(portal.points.table)
    held.hash, held.extras = "0" * 64, {**held.extras, "row_count": 1}
    model.Session.commit()
    return portal.points.table


def lost_resource(portal: Portal) -> str:
    resource.retire(model.Session.get_one(Table, uuid.UUID(portal.points.table)))
    return portal.points.table


def lost_observation(portal: Portal) -> str:
    in_database(sa.delete(Observation).where(Observation.ref_area == "62@pre-2025-07", ~Observation.derived))
    return portal.pupils.table


def changed_derived_observation(portal: Portal) -> str:
    changed = {"obs_value": 1e6, "content": uuid.uuid4()}
    in_database(sa.update(Observation).where(Observation.derived).values(**changed))
    return portal.pupils.table


def dead_workers_job(_portal: Portal) -> str:
    job = Job(kind="of-the-future", lane=uuid.uuid4().hex, state="running", lease_token=uuid.uuid4())
    job.lease_until = now() - timedelta(minutes=1)
    model.Session.add(job)
    model.Session.commit()
    return str(job.id)


def failed_job(_portal: Portal) -> str:
    job = Job(kind="of-the-future", lane=uuid.uuid4().hex, state="failed", attempt=6, last_error="why")
    model.Session.add(job)
    model.Session.commit()
    return str(job.id)


def lost_job(portal: Portal) -> str:
    """A file that was received, and its job is gone."""
    found = model.Session.get_one(Submission, uuid.UUID(portal.bystander.submission["id"]))
    same = ("table_id", "schema_name", "schema_version", "filename", "media_type", "door", "actor_id")
    blob = blobs.put(io.BytesIO(FIVE_FAULTS))
    sent = Submission(
        **{name: getattr(found, name) for name in same}, **blob._asdict(), request_sha256=blob.sha256
    )
    states.receive(sent, states.Actor("person", sent.actor_id))
    model.Session.commit()
    return str(sent.id)


def stuck_note(portal: Portal) -> str:
    note = Outbox(topic="search", key=portal.points.dataset["id"], attempt=5, error="why")
    note.due = now() + timedelta(hours=1)
    model.Session.add(note)
    model.Session.commit()
    return str(note.id)


def not_in_the_index(portal: Portal) -> str:
    make_connection().delete(q=f'id:"{portal.points.dataset["id"]}"', commit=True)
    return portal.points.dataset["id"]


def stale_in_the_index(portal: Portal) -> str:
    package = model.Package.get(portal.points.dataset["id"])
    package.title, package.metadata_modified = "Tên mới", now().replace(tzinfo=None)
    model.Session.commit()
    return str(package.id)


def gone_and_in_the_index(portal: Portal) -> str:
    document = dict(
        next(iter(make_connection(decode_dates=False).search(f'id:"{portal.points.dataset["id"]}"', rows=1)))
    )
    gone = str(uuid.uuid4())
    kept = {key: document[key] for key in ("entity_type", "site_id", "metadata_modified", "state", "title")}
    make_connection().add([{**kept, "id": gone, "name": gone, "index_id": gone}], commit=True)
    return gone


def export_of_nothing(_portal: Portal) -> str:
    location = fk.Location(f"00/{'0' * 64}.json")
    files.get_storage(downloads.STORAGE).upload(location, fk.make_upload(b"{}"))
    return str(location)


def damaged_export(portal: Portal) -> str:
    table = model.Session.get_one(Table, uuid.UUID(portal.points.table))
    version, dataset = version_of(portal.points.table), model.Package.get(table.package_id)
    downloads.open_download(table, version, dataset, "json")
    location = downloads.location(table, version, dataset, "json")
    path = Path(files.get_storage(downloads.STORAGE).full_path(location))
    path.write_bytes(path.read_bytes().replace(b"0164A", b"0164B"))
    return str(location)


WAYS = [
    Broken("files", "missing", lost_parquet),
    Broken("files", "size", short_csv),
    Broken("files", "bytes", one_letter_of_the_csv, deep=True, entails=("datastore",)),
    Broken("pointers", "pointer", lost_pointer, entails=("datastore", "resources")),
    Broken("datastore", "missing", lost_table),
    Broken("datastore", "rows", lost_row),
    Broken("datastore", "content", changed_cell),
    Broken("datastore", "content", doubled_and_lost_row),
    Broken("datastore", "columns", other_type),
    Broken("datastore", "words", lost_words),
    Broken("datastore", "other-version", rows_of_another_version),
    Broken("datastore", "leftover", left_in_the_making),
    Broken("datastore", "not-published", shown_and_never_published),
    Broken("resources", "stale", resource_of_before),
    Broken("resources", "missing", lost_resource, entails=("datastore",)),
    Broken("observations", "own", lost_observation),
    Broken("observations", "derived", changed_derived_observation),
    Broken("jobs", "abandoned", dead_workers_job),
    Broken("jobs", "failed", failed_job),
    Broken("jobs", "none", lost_job),
    Broken("outbox", "stuck", stuck_note),
    Broken("index", "missing", not_in_the_index),
    Broken("index", "stale", stale_in_the_index),
    Broken("index", "orphaned", gone_and_in_the_index),
    Broken("exports", "leftover", export_of_nothing),
    Broken("exports", "bytes", damaged_export, deep=True),
]
