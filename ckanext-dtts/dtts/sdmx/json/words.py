"""What all messages of SDMX-JSON share: names in both languages, `meta`, values as text."""

from __future__ import annotations

import json
from typing import Any

from dtts.sdmx.artefacts import Artefact, Words
from dtts.sdmx.header import Header

_SCHEMAS = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master"
_FILES = {
    "data": "data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json",
    "structure": "structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json",
}


def dumped(value: Any) -> str:
    """Compact JSON in which Vietnamese stays readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def named(names: Words, descriptions: Words | None = None) -> dict[str, Any]:
    """A name and a description in the first language, and both in all."""
    found: dict[str, Any] = {"name": names["vi"], "names": dict(names)}
    told = {lang: text for lang, text in (descriptions or {}).items() if text}
    if told:
        found |= {"description": next(iter(told.values())), "descriptions": told}
    return found


def maintained(given: Artefact) -> dict[str, Any]:
    """What names a structure."""
    return {
        "id": given.id,
        "agencyID": given.agency,
        "version": given.version,
        **named(given.names, given.descriptions),
    }


def meta(header: Header, kind: str) -> dict[str, Any]:
    """The `meta` of a message; `kind` is data or structure."""
    return {
        "schema": f"{_SCHEMAS}/{_FILES[kind]}",
        "id": header.identifier,
        "test": False,
        "prepared": header.moment,
        "contentLanguages": ["vi", "en"],
        "sender": {"id": header.sender, **named(header.sender_names)},
    }
