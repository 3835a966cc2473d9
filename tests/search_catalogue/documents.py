"""Datasets as the index holds them: CKAN's part by hand, the portal's by its own code, sent in batches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.lib.search.common import make_connection

from ckanext.dtts.search.document import shaped
from dtts.vietnamese import slug
from search_catalogue.generated import Made

_BATCH = 500
_MOMENT = "2026-11-01T00:00:00.000000"


def send(catalogue: Iterable[Made]) -> None:
    """Index all datasets, with one commit."""
    connection, rest = make_connection(), iter(catalogue)
    while batch := list(islice(rest, _BATCH)):
        connection.add([document(made) for made in batch], commit=False)
    connection.commit()


def package(made: Made) -> dict[str, Any]:
    """The dataset as `package_show` gives it."""
    topic = made.topic
    notes = f"Số liệu minh họa về {topic['title'].lower()} trên địa bàn {made.unit.name}."
    return {
        "id": made.id,
        "name": made.name,
        "type": topic["type"],
        "title": made.title,
        "title_en": "",
        "notes": notes,
        "state": "active",
        "private": False,
        "license_id": "CC-BY-4.0",
        "area_id": [made.unit.area_id],
        "period_start": f"{made.year}-01-01",
        "period_end": f"{made.year}-12-31",
        "programme_item": topic.get("item", ""),
        "legal_basis": topic.get("basis", ""),
        "theme": topic["theme"],
        "demo": "true",
        "metadata_created": _MOMENT,
        "metadata_modified": _MOMENT,
        "organization": _agency(made),
        "owner_org": _agency(made)["id"],
        "tags": [{"name": tag, "display_name": tag, "state": "active"} for tag in topic.get("tags", [])],
        "groups": [],
        "resources": [],
        "num_resources": 0,
        "num_tags": len(topic.get("tags", [])),
    }


def document(made: Made) -> dict[str, Any]:
    """The document of a dataset."""
    shown = package(made)
    text = json.dumps(shown)
    site = tk.config["ckan.site_id"]
    own = {
        key: shown[key]
        for key in (
            "id",
            "name",
            "title",
            "notes",
            "state",
            "license_id",
            "area_id",
            "programme_item",
            "theme",
        )
    }
    return shaped(
        {
            **own,
            "index_id": hashlib.md5(f"{made.id}{site}".encode(), usedforsecurity=False).hexdigest(),
            "site_id": site,
            "entity_type": "package",
            "capacity": "public",
            "permission_labels": ["public"],
            "dataset_type": shown["type"],
            "organization": shown["organization"]["name"],
            "tags": made.topic.get("tags", []),
            "extras_legal_basis": shown["legal_basis"],
            "metadata_created": f"{_MOMENT}Z",
            "metadata_modified": f"{_MOMENT}Z",
            "data_dict": text,
            "validated_data_dict": text,
        }
    )


def agencies(catalogue: Iterable[Made]) -> Iterator[dict[str, str]]:
    """The agencies that publish the datasets, each once."""
    yield from {each["name"]: each for each in map(_agency, catalogue)}.values()


def _agency(made: Made) -> dict[str, str]:
    name = f"so-dtg-{slug(made.province.short_name)}"
    return {"id": name, "name": name, "title": f"Sở Dân tộc và Tôn giáo {made.province.name} (minh họa)"}
