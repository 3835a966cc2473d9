"""CKAN's own view of a table: one resource, created at the first publication and patched at each."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.model.columns import now

URL_TYPE = "dtts"


def announce(table: Table, version: Version) -> None:
    """Create or patch the resource so that it tells of `version`."""
    described = describe(table, version)
    action = "resource_patch" if _exists(table) else "resource_create"
    tk.get_action(action)(_as_portal(), described)


def retire(table: Table) -> None:
    """Take the resource out of the dataset: no version of the table is public any more."""
    if _exists(table):
        # CKAN leaves the dataset's last change where it was when a resource goes, and whoever harvests by it
        # would not see that the table was withdrawn.
        model.Package.get(table.package_id).metadata_modified = now().replace(tzinfo=None)
        model.Session.flush()
        tk.get_action("resource_delete")(_as_portal(), {"id": str(table.id)})


def _exists(table: Table) -> bool:
    found = model.Resource.get(str(table.id))
    return found is not None and found.state == model.State.ACTIVE


def describe(table: Table, version: Version) -> dict[str, Any]:
    """What the resource says of the current version; `size` in bytes, `hash` the SHA-256 of the CSV.

    `withdrawn` are the numbers of versions that were withdrawn, where there are any, so that whoever has
    fetched them learns of it."""
    withdrawn = _withdrawn(table)
    return {
        "id": str(table.id),
        "package_id": table.package_id,
        "name": table.name,
        "name_en": table.name_en,
        "url": csv_path(model.Package.get(table.package_id).name, table.slug),
        "url_type": URL_TYPE,
        "format": "CSV",
        "mimetype": "text/csv",
        "hash": version.csv_sha256,
        "size": version.csv_size,
        "last_modified": version.published.replace(tzinfo=None).isoformat(),
        "table": table.slug,
        "table_schema": version.schema_name,
        "table_schema_version": version.schema_version,
        "row_count": version.row_count,
        "version": version.number,
        "datastore_active": True,
        **({"withdrawn": withdrawn} if withdrawn else {}),
    }


def _withdrawn(table: Table) -> list[int]:
    query = sa.select(Version.number).join(Submission, Submission.id == Version.submission_id)
    query = query.where(Version.table_id == table.id, Submission.state == "withdrawn")
    return list(model.Session.scalars(query.order_by(Version.number)))


def csv_path(dataset_name: str, slug: str) -> str:
    """The permanent address of a table's newest CSV, from the root of the portal."""
    return f"/dataset/{dataset_name}/{slug}.csv"


def show_addresses(dataset: dict[str, Any]) -> None:
    """Give every table of a dataset its absolute address, at the name that the dataset has now."""
    for resource in dataset.get("resources", []):
        if resource.get("url_type") == URL_TYPE and resource.get("table"):
            path = csv_path(dataset["name"], resource["table"])
            resource["url"] = tk.config["ckan.site_url"] + path


def _as_portal() -> dict[str, Any]:
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {"ignore_auth": True, "user": site_user["name"], "dtts_road": True}
