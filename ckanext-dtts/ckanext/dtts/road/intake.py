"""The first stretch: keep the bytes, then write down what came, from whom and for which table."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import IO, Any, NamedTuple
from uuid import UUID

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from ckanext.dtts import config
from ckanext.dtts.errors import KeyReusedError, RefusedError
from ckanext.dtts.filenames import clean_filename
from ckanext.dtts.jobs import queue, wake
from ckanext.dtts.model import Job, RegisterVersion, Submission, Table
from ckanext.dtts.model.columns import now
from ckanext.dtts.road import blobs, gate, lookup, states
from dtts.catalogue import table_schema
from dtts.vietnamese import nfc


class Request(NamedTuple):
    """What a door hands in: a `stream` that is seekable, or what identifies bytes that are in the store.
    `answers` are what the sender says about the file; `origin_id` is the submission of which this is a
    corrected copy, or the same file with answers."""

    package: model.Package
    slug: str
    schema_name: str | None
    name: str | None
    name_en: str | None
    filename: str
    stream: IO[bytes] | blobs.Blob
    door: str
    actor_id: str
    idempotency_key: str | None
    answers: Mapping[str, Any] = MappingProxyType({})
    origin_id: UUID | None = None


def take(request: Request) -> Submission:
    """Store the bytes and open a submission; the same Idempotency-Key gives the same submission again.

    Raises RefusedError (a table that holds a register, a schema that the dataset may not have, too many
    bytes, a key reused). The bytes stay in the store even when what follows fails.
    """
    gate.refuse_ordinary(request.package.name, request.slug, request.door, request.actor_id)
    blob = _kept(request)
    fingerprint = _fingerprint(request, blob.sha256)
    if known := _same_key(request, fingerprint):
        return known
    schema_name = choose_schema(request)
    try:
        submission, job = _open(request, schema_name, blob)
        model.Session.commit()
    except IntegrityError:  # the same key arrived twice in the same moment
        model.Session.rollback()
        if known := _same_key(request, fingerprint):
            return known
        raise
    wake.ring(job.id)
    return submission


def take_together(version: RegisterVersion, requests: Sequence[Request]) -> list[Submission]:
    """Open a submission for each table of a register's version, all in one transaction or none.

    The caller has seen the difference and asked whether this person may.
    """
    kept = [_kept(request) for request in requests]
    model.Session.add(version)
    model.Session.flush()
    opened = [
        _open(request, choose_schema(request), blob, version)
        for request, blob in zip(requests, kept, strict=True)
    ]
    model.Session.commit()
    for _submission, job in opened:
        wake.ring(job.id)
    return [submission for submission, _job in opened]


def choose_schema(request: Request) -> str:
    """The schema named, or the one that the table has, or the only one that the dataset's type allows."""
    allowed = allowed_schemas(request.package.type)
    table = lookup.table(request.package.id, request.slug)
    chosen = request.schema_name or (table.schema_name if table else None)
    if chosen is None and len(allowed) == 1:
        chosen = allowed[0]
    if chosen not in allowed:
        listed = ", ".join(allowed) or "-"
        raise RefusedError(
            "schema",
            "schema-not-allowed",
            f"Bộ dữ liệu loại “{request.package.type}” chỉ nhận các lược đồ bảng: {listed}.",
            f"A dataset of type “{request.package.type}” takes only these table schemas: {listed}.",
        )
    if table and table.schema_name != chosen:
        raise RefusedError(
            "schema",
            "schema-differs",
            f"Bảng “{table.slug}” dùng lược đồ “{table.schema_name}”; hãy dùng lược đồ đó hoặc đổi tên.",
            f"Table “{table.slug}” has the schema “{table.schema_name}”; send that or name another table.",
        )
    return chosen


def allowed_schemas(dataset_type: str) -> list[str]:
    """Names of the table schemas that a dataset of that type may hold."""
    described = tk.h.scheming_get_dataset_schema(dataset_type) or {}
    return list(described.get("dtts_tables", []))


def _kept(request: Request) -> blobs.Blob:
    if isinstance(request.stream, blobs.Blob):
        return request.stream
    return blobs.put(request.stream, max_bytes=config.max_upload_bytes())


def _open(
    request: Request, schema_name: str, blob: blobs.Blob, version: RegisterVersion | None = None
) -> tuple[Submission, Job]:
    """A submission and the job that examines it, in the caller's transaction."""
    table = _find_or_mint(request, schema_name)
    filename = clean_filename(request.filename)
    submission = Submission(
        table_id=table.id,
        schema_name=schema_name,
        schema_version=table_schema(schema_name).version,
        filename=filename,
        media_type=mimetypes.guess_type(filename)[0] or "application/octet-stream",
        sha256=blob.sha256,
        size=blob.size,
        door=request.door,
        actor_id=request.actor_id,
        idempotency_key=request.idempotency_key,
        request_sha256=_fingerprint(request, blob.sha256),
        register_version_id=version.id if version else None,
        answers=dict(request.answers),
        origin_id=request.origin_id,
    )
    person = states.Actor("person", request.actor_id)
    states.receive(submission, person)
    if version:
        states.record(submission, "legal-basis", person, note=version.legal_basis)
    return submission, queue.put("examine", gate.lane(table), {"submission_id": str(submission.id)})


def _find_or_mint(request: Request, schema_name: str) -> Table:
    """The row of the table; two first submissions at once mint one id."""
    title = table_schema(schema_name).title
    values = {
        "package_id": request.package.id,
        "slug": request.slug,
        "schema_name": schema_name,
        "name": nfc(request.name or title["vi"]),
        "name_en": nfc(request.name_en or title["en"]),
        "created": now(),
    }
    minted = insert(Table).values(id=Table().id, **values)
    model.Session.execute(minted.on_conflict_do_nothing(constraint="dtts_table_address"))
    table = lookup.table(request.package.id, request.slug)
    assert table is not None
    if request.name:
        table.name = values["name"]
    if request.name_en:
        table.name_en = values["name_en"]
    return table


def _same_key(request: Request, fingerprint: str) -> Submission | None:
    if request.idempotency_key is None:
        return None
    query = sa.select(Submission).where(
        Submission.actor_id == request.actor_id, Submission.idempotency_key == request.idempotency_key
    )
    known = model.Session.scalar(query)
    if known is not None and known.request_sha256 != fingerprint:
        raise KeyReusedError
    return known


def _fingerprint(request: Request, sha256: str) -> str:
    """What makes two requests the same."""
    parts = [
        request.package.id,
        request.slug,
        request.schema_name,
        request.name,
        request.name_en,
        clean_filename(request.filename),
        sha256,
    ]
    said = [request.answers] if request.answers else []
    return hashlib.sha256(json.dumps([*parts, *map(dict, said)], sort_keys=True).encode()).hexdigest()
