"""Names for codes, for pages and reports."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dtts.catalogue import schemas_path
from dtts.registers.load import register


def place_name(area_id: str, lang: str = "vi", folder: Path | None = None) -> str | None:
    """`24@since-2025-07` → "Tỉnh Bắc Ninh" (or "Bac Ninh Province"); None when the place is unknown."""
    return _names("places", _folder(folder), lang).get(area_id)


def label(name: str, code: str, lang: str = "vi", folder: Path | None = None) -> str | None:
    """The name that a register gives to a code of its first key column, Vietnamese when it has no English."""
    return _names(name, _folder(folder), lang).get(code)


def _folder(folder: Path | None) -> Path:
    return folder or schemas_path() / "registers"


@cache
def _names(name: str, folder: Path, lang: str) -> Mapping[str, str]:
    frame = register(name, folder)
    key = next(column for column in _KEYS if column in frame.columns)
    wanted = [column for column in (f"name_{lang}", "name_vi", "title_vi") if column in frame.columns]
    named = {
        row[key]: next((row[column] for column in wanted if row[column]), None) for row in frame.to_dicts()
    }
    return {code: text for code, text in named.items() if code and text}


_KEYS = ("area_id", "INDICATOR", "group_code", "agency", "number", "code")
