"""What a gateway receives of one version: a manifest in JSON and the canonical CSV."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from urllib3.filepost import encode_multipart_formdata

from ckanext.dtts.model import Table, Version
from ckanext.dtts.road import blobs, show
from dtts_harvesters.dataset import fields_of


def body_of(table: Table, version: Version, dataset: model.Package) -> tuple[bytes, str]:
    """A form of two files, `manifest` and `table`, and its content type."""
    with blobs.local_path(blobs.Blob(version.csv_sha256, version.csv_size)) as path:
        content = path.read_bytes()
    manifest = json.dumps(manifest_of(table, version, dataset), ensure_ascii=False, sort_keys=True)
    parts: dict[str, str | bytes | tuple[str, str | bytes] | tuple[str, str | bytes, str]] = {
        "manifest": ("manifest.json", manifest, "application/json"),
        "table": (f"{dataset.name}.{table.slug}.v{version.number}.csv", content, "text/csv"),
    }
    # The same version is the same bytes at every try, as its key says.
    return encode_multipart_formdata(parts, boundary=f"dtts-{version.id.hex}")


def manifest_of(table: Table, version: Version, dataset: model.Package) -> dict[str, Any]:
    """The version as `dtts_table_show` tells it, with what its dataset says and whose it is."""
    # As anybody may read it: what is not public is refused here.
    said = tk.get_action("package_show")({"user": "", "ignore_auth": False}, {"id": dataset.id})
    owner = model.Group.get(dataset.owner_org)
    return {
        "portal": tk.config["ckan.site_url"],
        "key": str(version.id),
        "agency": {"name": owner.name, "title": owner.title} if owner else None,
        "dataset": {
            "id": dataset.id,
            "name": dataset.name,
            "type": dataset.type,
            **{name: said[name] for name in sorted(fields_of(dataset.type)) if said.get(name)},
        },
        "table": show.table_dict(table, version, dataset),
    }
