"""Fields of a dataset as our forms take them, out of what other catalogues say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from dtts.catalogue import dataset_type, schemas_path
from dtts_harvesters.entries import text_of
from dtts_harvesters.report import Report

MOST_RESOURCES = 500
_TAG = re.compile(r"[\w \-.]{2,100}")
_EMAIL = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\".]+")
_WEB = ("source_url", "contact_uri")
_LINK = ("name", "name_en", "description", "description_en", "format")


@cache
def fields_of(type_name: str) -> frozenset[str]:
    """What a dataset of the type can be given by others."""
    fields = (one["field_name"] for one in dataset_type(type_name)["dataset_fields"])
    return frozenset(fields) - {"name", "owner_org"}


def cleaned(given: Mapping[str, Any], type_name: str, report: Report) -> dict[str, Any]:
    """The fields that the type has, each with a value that its form takes.

    What has to be left out (a licence that is not known, an address that is none) is counted as ignored with
    its value, since the dataset is of use without it.
    """
    found: dict[str, Any] = {}
    for name, value in given.items():
        kept = _kept(name, value)
        if name not in (*fields_of(type_name), "resources"):
            report.ignoring(name)
        elif kept not in (None, "", []):
            found[name] = kept
        elif value not in (None, "", [], {}):
            report.ignoring(f"{name}={str(value)[:60]}")
    return found


def _kept(name: str, value: Any) -> Any:
    if name == "tag_string":
        return tags(value if isinstance(value, list) else str(value or "").split(","))
    if name == "license_id":
        return licence(value)
    if name == "contact_email":
        return value.strip() if isinstance(value, str) and _EMAIL.fullmatch(value.strip()) else None
    if name in _WEB:
        return value if is_web(value) else None
    return value.strip() if isinstance(value, str) else value


def tags(words: Iterable[Any]) -> str:
    """Keywords with commas between them; those with signs that CKAN's tags cannot have lose these signs."""
    found: dict[str, None] = {}
    for word in words:
        plain = " ".join(re.sub(r"[^\w\-.]+", " ", str(word)).split())
        if _TAG.fullmatch(plain):
            found.setdefault(plain)
    return ",".join(found)


@cache
def _licences() -> Mapping[str, str]:
    listed = json.loads((schemas_path() / "licences.json").read_text(encoding="utf-8"))
    by_id = {one["id"].lower(): one["id"] for one in listed}
    return by_id | {_plain_address(one["url"]): one["id"] for one in listed if one["url"]}


def licence(value: Any) -> str | None:
    """Our id of a licence that is given by id or address; None for one that we do not know."""
    if not isinstance(value, str):
        return None
    return _licences().get(value.strip().lower()) or _licences().get(_plain_address(value))


def _plain_address(value: str) -> str:
    plain = value.strip().lower().partition("://")[2].removeprefix("www.").rstrip("/")
    return plain.removesuffix("/deed.en").removesuffix("/legalcode").rstrip("/")


def link(given: Mapping[str, Any]) -> Mapping[str, str] | None:
    """A file of a dataset, or None where its address cannot be followed."""
    url = text_of(given, "url")
    if not is_web(url):
        return None
    texts = {name: text_of(given, name) for name in _LINK}
    return {"url": url, **{name: value for name, value in texts.items() if value}}


def is_web(value: Any) -> bool:
    """Whether it is an address that a browser can open."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return parts is not None and parts.scheme in ("http", "https", "ftp") and bool(parts.netloc)
