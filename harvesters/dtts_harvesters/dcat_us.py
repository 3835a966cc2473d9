"""DCAT-US 1.1: a catalogue in plain JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dtts_harvesters.catalogue_entry import CatalogueEntry
from dtts_harvesters.entries import text_of
from dtts_harvesters.session import FetchError

_APART = ("distribution", "keyword")


def entries(document: Any, address: str) -> Iterator[CatalogueEntry]:
    """Each dataset. FetchError `no-list` where there are none."""
    listed = document.get("dataset") if isinstance(document, Mapping) else None
    if not isinstance(listed, list):
        raise FetchError("no-list", path="dataset", address=address)
    for one in listed:
        yield _entry(one) if isinstance(one, Mapping) else CatalogueEntry("", {}, None, [], [], one)


def _entry(one: Mapping[str, Any]) -> CatalogueEntry:
    fields = {name: value for name, value in one.items() if name not in _APART}
    contact, listed = one.get("contactPoint"), one.get("distribution") or []
    if isinstance(contact, Mapping):
        email = text_of(contact, "hasEmail").removeprefix("mailto:")
        fields["contactPoint"] = {**contact, **({"hasEmail": email} if email else {})}
    return CatalogueEntry(
        text_of(one, "identifier"),
        fields,
        one.get("modified"),
        one.get("keyword") or [],
        [_file(each) for each in listed] if isinstance(listed, list) else [listed],
        one,
    )


def _file(each: Any) -> Any:
    """What is no file stays what it is, so that its dataset is told as unreadable, and it alone."""
    if not isinstance(each, Mapping):
        return each
    return {
        "url": text_of(each, "downloadURL", "accessURL"),
        "name": text_of(each, "title"),
        "description": text_of(each, "description"),
        "format": text_of(each, "format", "mediaType"),
    }
