"""What a gateway is told when a version that went to it is public no more."""

from __future__ import annotations

import json
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.model import Table, Version
from ckanext.dtts.model.columns import iso, now
from ckanext.dtts.road import tombstones

NOT_PUBLIC = {
    "vi": "Bộ dữ liệu không còn công khai.",
    "en": "The dataset is no longer public.",
}


def message_of(version: Version, table: Table, dataset: model.Package) -> dict[str, Any]:
    """Which version, by the key under which it was sent, why, and the key of the one that the public reads
    of its table instead; None for none."""
    tombstone = tombstones.of_versions([version.id]).get(version.id)
    # Of a dataset that is going or gone the withdrawn version is still the current one.
    is_shown = dataset.state == model.State.ACTIVE and not dataset.private
    instead = table.current_version_id if is_shown and table.current_version_id != version.id else None
    return {
        "portal": tk.config["ckan.site_url"],
        "withdrawn": str(version.id),
        "dataset": {"id": dataset.id, "name": dataset.name},
        "table": {"name": table.slug, "version": version.number, "sha256": version.csv_sha256},
        "when": tombstone.when if tombstone else iso(now()),
        "by": tombstone.by if tombstone else None,
        "reason": tombstone.reason if tombstone else None,
        "message": tombstone.sentences() if tombstone else NOT_PUBLIC,
        "current": str(instead) if instead else None,
    }


def body_of(message: dict[str, Any]) -> bytes:
    """The same bytes at every try."""
    return json.dumps(message, ensure_ascii=False, sort_keys=True).encode()
