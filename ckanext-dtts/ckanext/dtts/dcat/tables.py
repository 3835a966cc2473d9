"""What a dataset offers for download, gathered from its resources and from the road's versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.dcat.terms import MEDIA_TYPE
from ckanext.dtts.model import Table, Version


@dataclass(frozen=True)
class Offer:
    """One file of one table; `size` in bytes and `sha256` are None where the file is made on demand."""

    resource: dict[str, Any]
    form: str
    page: str
    download: str
    size: int | None
    sha256: str | None


def offers(dataset: dict[str, Any], site: str) -> Iterator[Offer]:
    """Every file of every published table of `dataset` (as `package_show` gives it)."""
    versions = _versions(dataset["id"])
    for resource in dataset.get("resources") or []:
        slug = resource.get("table")
        if resource.get("url_type") != "dtts" or not slug:
            continue
        page = f"{site}/dataset/{dataset['name']}/{slug}"
        version = versions.get(resource["id"])
        for form in MEDIA_TYPE:
            size, sha256 = _bytes_of(version, form)
            yield Offer(resource, form, page, f"{page}.{form}", size, sha256)


def links(dataset: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Resources that are no tables of ours: documents, and what was harvested."""
    for resource in dataset.get("resources") or []:
        if resource.get("url_type") != "dtts" and resource.get("url"):
            yield resource


def _bytes_of(version: Version | None, form: str) -> tuple[int | None, str | None]:
    if version is None or form not in ("csv", "parquet"):
        return None, None
    return getattr(version, f"{form}_size"), getattr(version, f"{form}_sha256")


def _versions(package_id: str) -> dict[str, Version]:
    query = (
        sa.select(Table.id, Version)
        .join(Version, Version.id == Table.current_version_id)
        .where(Table.package_id == package_id)
    )
    pairs: list[tuple[UUID, Version]] = model.Session.execute(query).tuples().all()
    return {str(table_id): version for table_id, version in pairs}
