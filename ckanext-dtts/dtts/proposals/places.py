"""Names of provinces and of the country, and the area ids that they stand for on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from dtts.catalogue import Field, TableSchema
from dtts.tidy.units import province_names
from dtts.units.unit import CURRENT_STARTS
from dtts.vietnamese import fold

_EPOCHS = ("pre-2025-07", "since-2025-07")
_COUNTRY = ("ca nuoc", "toan quoc", "whole country", "viet nam", "tong so", "total")
_NAMED_PLACES = "register:places"


def is_place_field(field: Field) -> bool:
    """Whether a field holds the id of a place."""
    return "@pre-2025-07" in str(field.constraints.get("pattern", ""))


def place_fields(schema: TableSchema) -> list[Field]:
    """The fields of a schema that hold ids of places."""
    named = {key.fields[0] for key in schema.foreign_keys if key.resource == _NAMED_PLACES}
    return [field for field in schema.fields if field.name in named or is_place_field(field)]


@cache
def place_names() -> frozenset[str]:
    """All names of provinces of any time, folded."""
    return frozenset(name for epoch in _EPOCHS for name in province_names(epoch)) | set(_COUNTRY)


def area_ids(texts: Iterable[str], on: date) -> Mapping[str, str]:
    """The area id of each text that names one province of the day, or the country."""
    names = province_names(_EPOCHS[on >= CURRENT_STARTS])
    found: dict[str, str] = {}
    for text in texts:
        key = fold(text)
        ids = ("VN",) if key in _COUNTRY else names.get(key, ())
        if len(ids) == 1:
            found[text] = ids[0]
    return found
