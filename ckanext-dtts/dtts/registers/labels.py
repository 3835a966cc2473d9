"""Names for codes, for pages, the search index and reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dtts.catalogue import schemas_path
from dtts.registers.rows import columns_of, need_register, rows_of

_KEYS = ("area_id", "INDICATOR", "group_code", "agency", "number", "code")


def place_name(area_id: str, lang: str = "vi", folder: Path | None = None) -> str | None:
    """`24@since-2025-07` → "Tỉnh Bắc Ninh" (or "Bac Ninh Province"); None when the place is unknown."""
    return label("places", area_id, lang, folder)


def label(name: str, code: str, lang: str = "vi", folder: Path | None = None) -> str | None:
    """The name that a register gives to a code of its first key column, Vietnamese when it has no English."""
    return _names(name, folder or schemas_path() / "registers", lang).get(code)


@lru_cache(maxsize=128)
def _names(name: str, folder: Path, lang: str) -> Mapping[str, str]:
    need_register(name)
    columns = columns_of(name)
    key = next(column for column in _KEYS if column in columns)
    wanted = [column for column in (f"name_{lang}", "name_vi", "title_vi") if column in columns]
    named = {
        row[key]: next((row[column] for column in wanted if row[column]), None)
        for row in rows_of(name, folder)
    }
    return {code: text for code, text in named.items() if code and text}
