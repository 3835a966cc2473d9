"""A dataset made of what a catalogue says of one of its own.

A catalogue seldom says all that our forms require. What it does not say is said to be unknown, or follows
from the source; nothing is guessed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.rights.settings import settings_of
from dtts.catalogue import dataset_type
from dtts.vietnamese import slug
from dtts_harvesters.record import Record
from dtts_harvesters.source import Source as Definition
from dtts_harvesters.source.source import ANY_TYPE

MOST_RESOURCES = 500
SHORTEST_NAME = 2
SCHEMES = ("http", "https", "ftp")
LINK = ("url", "name", "name_en", "description", "description_en", "format")
NOT_THEIRS = ("name", "owner_org")
_UNKNOWN = "http://publications.europa.eu/resource/authority/frequency/UNKNOWN"


class Owner(NamedTuple):
    """The agency to which what is harvested belongs; `area_id` is its place, empty where it has none."""

    id: str
    title: str
    area_id: str


def owner(agency_id: str) -> Owner:
    """The agency of that id."""
    found = model.Session.get_one(model.Group, agency_id)
    return Owner(agency_id, found.title or found.name, settings_of(agency_id).area_id or "")


def package_of(item: Record, definition: Definition, agency: Owner) -> dict[str, Any]:
    """The fields of the dataset, without its id, and without a name where one is made of the title.
    ValidationError for fields that it cannot have."""
    given = dict(item.content) if isinstance(item.content, Mapping) else {}
    named = definition.target.dataset_type
    kind = dataset_type(given.pop("type") if named == ANY_TYPE else named)
    links = list(_links(given.pop("resources", []) or []))
    _refuse_unknown(given, {each["field_name"] for each in kind["dataset_fields"]})
    told = {name: value for name, value in given.items() if value not in (None, "", [])}
    said = {**_not_said(item, definition, agency), **told}
    return {
        **_named(str(said["title"]), item, definition),
        **said,
        "type": kind["dataset_type"],
        "owner_org": agency.id,
        "resources": links,
    }


def _named(title: str, item: Record, definition: Definition) -> dict[str, str]:
    """A name where none comes of the title: one in another script, as of demo.ckan.org, or of one letter."""
    if len(slug(title)) >= SHORTEST_NAME:
        return {}
    digest = hashlib.sha256(item.id.encode("utf-8")).hexdigest()
    return {"name": f"{definition.id[:80]}-{digest[:12]}"}


def _not_said(item: Record, definition: Definition, agency: Owner) -> dict[str, Any]:
    where = {"vi": definition.title["vi"], "en": definition.title["en"]}
    return {
        "title": item.title or item.id,
        "notes": f"Nguồn không mô tả bộ dữ liệu này / {where['en']} does not describe this dataset.",
        "license_id": "notspecified",
        "frequency": _UNKNOWN,
        "area_id": [agency.area_id or "VN"],
        "contact_name": agency.title,
        "provenance": f"Thu thập tự động từ “{where['vi']}”, bản ghi “{item.id}”.",
        "provenance_en": f"Harvested from “{where['en']}”, record “{item.id}”.",
        "source_title": where["vi"],
        **({"source_url": item.address} if _is_web(item.address) else {}),
    }


def _links(found: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise tk.ValidationError({"resources": ["Phải là danh sách / Has to be a list"]})
    if len(found) > MOST_RESOURCES:
        told = f"Nhiều hơn {MOST_RESOURCES} tệp / More than {MOST_RESOURCES} files"
        raise tk.ValidationError({"resources": [told]})
    for each in found:
        url = str(each.get("url") or "")
        if not _is_web(url):
            raise tk.ValidationError({"resources": [f"Không phải địa chỉ web / No web address: {url[:100]}"]})
        name = each.get("name") or unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2]) or url
        yield {**{key: each[key] for key in LINK if each.get(key)}, "name": name}


def _refuse_unknown(given: Mapping[str, Any], fields: set[str]) -> None:
    allowed = fields - set(NOT_THEIRS)
    unknown = sorted(set(given) - allowed)
    if unknown:
        told = "Bộ dữ liệu không có trường này / A dataset has no such field"
        raise tk.ValidationError({name: [told] for name in unknown})


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc)
