"""What a dataset offers for download, gathered from its resources and from the road's versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import aliased

from ckanext.dtts.dcat.terms import MEDIA_TYPE
from ckanext.dtts.model import Submission, Table, Version


@dataclass(frozen=True)
class Offer:
    """One file of one table; `size` in bytes and `sha256` are None where the file is made on demand.

    `notes` say in both languages what the version changed against the `previous` one, an address.
    """

    resource: dict[str, Any]
    form: str
    page: str
    download: str
    size: int | None
    sha256: str | None
    notes: Mapping[str, str]
    previous: str | None


class Current(NamedTuple):
    """The current version of a table, what it changed, and the number of the one that it replaced."""

    version: Version
    notes: Mapping[str, str]
    replaced: int | None


def offers(dataset: dict[str, Any], site: str) -> Iterator[Offer]:
    """Every file of every published table of `dataset` (as `package_show` gives it)."""
    versions = _versions(dataset["id"])
    for resource in dataset.get("resources") or []:
        slug = resource.get("table")
        if resource.get("url_type") != "dtts" or not slug:
            continue
        page = f"{site}/dataset/{dataset['name']}/{slug}"
        current = versions.get(resource["id"])
        notes = current.notes if current else {}
        previous = f"{page}/v/{current.replaced}" if current and current.replaced else None
        for form in MEDIA_TYPE:
            size, sha256 = _bytes_of(current.version if current else None, form)
            yield Offer(resource, form, page, f"{page}.{form}", size, sha256, notes, previous)


def links(dataset: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Resources that are no tables of ours: documents, and what was harvested."""
    for resource in dataset.get("resources") or []:
        if resource.get("url_type") != "dtts" and resource.get("url"):
            yield resource


def _bytes_of(version: Version | None, form: str) -> tuple[int | None, str | None]:
    if version is None or form not in ("csv", "parquet"):
        return None, None
    return getattr(version, f"{form}_size"), getattr(version, f"{form}_sha256")


def _versions(package_id: str) -> dict[str, Current]:
    before = aliased(Version)
    query = (
        sa.select(Table.id, Version, Submission.changes, before.number)
        .join(Version, Version.id == Table.current_version_id)
        .join(Submission, Submission.id == Version.submission_id)
        .outerjoin(before, before.id == Submission.compared_with)
        .where(Table.package_id == package_id)
    )
    found = model.Session.execute(query).tuples()
    return {
        str(table_id): Current(version, (changes or {}).get("sentence") or {}, number)
        for table_id, version, changes, number in found
    }
