"""Source files for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dtts_harvesters.source import Source, check_source

SOURCE: Mapping[str, Any] = {
    "id": "xa-minh-hoa",
    "title": {"vi": "Nguồn minh họa", "en": "Demonstration source"},
    "owner": "tinh-minh-hoa",
    "connector": "table",
    "address": "https://du-lieu.example.vn/bang.csv",
    "target": {"table": "facilities", "dataset": "co-so-minh-hoa"},
    "options": {"format": "csv"},
}


def source(**changed: Any) -> Source:
    """The demonstration source with some of its fields changed."""
    checked = check_source({**SOURCE, **changed})
    assert checked.source is not None, [(one.field, one.message["en"]) for one in checked.faults]
    return checked.source
