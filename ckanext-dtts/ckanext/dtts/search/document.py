"""What the index holds of a dataset besides what CKAN puts there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ckanext.dtts.registers.names import place_name
from ckanext.dtts.search import ground
from dtts.vietnamese import sort_key

# Lucene refuses a whole document for one longer term (in bytes of UTF-8).
_LONGEST_TERM = 32_766
# Stored and never indexed, or cut into words by the schema: length does no harm there.
_HARMLESS = frozenset(
    {
        "data_dict", "validated_data_dict", "title", "notes", "title_en", "notes_en", "area_names",
        "author", "author_email", "maintainer", "maintainer_email", "res_name", "res_description",
    }
)  # fmt: skip
# A dataset said to cover more years than this has a mistyped period; its ends are enough to find it by.
_MOST_YEARS = 120
_TITLE_KEY_CHARS = 120

Document = dict[str, Any]


def shaped(document: Document) -> Document:
    """`document` with the portal's facets, and cut so that Solr takes it; the argument is kept as it is."""
    dataset = json.loads(document.get("validated_data_dict") or "{}")
    areas = values(dataset.get("area_id"))
    own = {
        "programme_item": values(dataset.get("programme_item")),
        "area_id": areas,
        "area_names": [name for area in areas for lang in ("vi", "en") if (name := place_name(area, lang))],
        "area_within": ground.within(areas),
        "area_province": ground.provinces(areas),
        "theme": values(dataset.get("theme")),
        "dtts_quality": qualities(dataset),
        "dtts_year": years(dataset.get("period_start"), dataset.get("period_end")),
        "table_schemas": _each(dataset, "table_schema"),
        "demo": "true" if str(dataset.get("demo")).lower() == "true" else "false",
        "title_sort": title_key(str(document.get("title") or "")),
    }
    return {key: _bounded(key, value) for key, value in {**document, **own}.items()}


def values(field: object) -> list[str]:
    """The values of a field that may hold one, a list, or a list written as JSON."""
    if isinstance(field, str) and field.startswith("["):
        try:
            field = json.loads(field)
        except ValueError:
            return [field]  # type: ignore[list-item]
    if isinstance(field, (list, tuple)):
        return [str(item) for item in field if item]
    return [str(field)] if field else []


def years(start: object, end: object) -> list[str]:
    """Every year from `start` to `end` (dates, months or years as ISO text; one may be missing)."""
    known = [year for year in (_year(start), _year(end)) if year is not None]
    if not known:
        return []
    first, last = min(known), max(known)
    covered = range(first, last + 1) if last - first < _MOST_YEARS else (first, last)
    return [str(year) for year in covered]


def qualities(dataset: dict[str, Any]) -> list[str]:
    """What speaks for a dataset, as its record shows it: a checked table, a licence that says what may
    be done, a description in English, figures that are no demonstration."""
    found = {
        "checked": any(each.get("url_type") == "dtts" for each in dataset.get("resources") or []),
        "open": dataset.get("license_id") not in (None, "", "notspecified"),
        "english": bool(dataset.get("title_en") and dataset.get("notes_en")),
        "real": str(dataset.get("demo")).lower() != "true",
    }
    return [name for name, holds in found.items() if holds]


def title_key(title: str) -> str:
    """A key that Solr sorts by bytes and that gives Vietnamese alphabetical order."""
    syllables = sort_key(title[:_TITLE_KEY_CHARS])
    # A space is below every hexadecimal digit: "an" comes before "anh".
    return " ".join(
        "".join(f"{rank:06x}" for rank in letters) + " " + "".join(map(str, tones))
        for letters, tones in syllables
    )


def _each(dataset: Document, key: str) -> list[str]:
    found = (resource.get(key) for resource in dataset.get("resources") or [])
    return sorted({str(value) for value in found if value})


def _year(value: object) -> int | None:
    digits = str(value or "")[:4]
    return int(digits) if len(digits) == 4 and digits.isdecimal() else None


def _bounded(key: str, value: object) -> object:
    if key in _HARMLESS or key.startswith(("extras_", "res_extras_")):
        return value
    if isinstance(value, str):
        return _cut(value)
    if isinstance(value, Iterable) and not isinstance(value, (bytes, dict)):
        return [_cut(item) if isinstance(item, str) else item for item in value]
    return value


def _cut(value: str) -> str:
    encoded = value.encode()
    return value if len(encoded) <= _LONGEST_TERM else encoded[:_LONGEST_TERM].decode(errors="ignore")
