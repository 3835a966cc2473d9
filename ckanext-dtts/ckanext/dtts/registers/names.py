"""What the registers in force call a code, for pages, forms, feeds and the index."""

from __future__ import annotations

from typing import Any

from ckanext.dtts.registers.now import folder
from dtts import registers


def place_name(area_id: str, lang: str = "vi") -> str | None:
    """`24@since-2025-07` → "Tỉnh Bắc Ninh"; None when no register in force has the place."""
    return registers.place_name(area_id, lang, folder())


def label(register: str, code: str, lang: str = "vi") -> str | None:
    """The name that a register gives to a code; None for one that it does not hold."""
    return registers.label(register, code, lang, folder())


def programme_items() -> list[dict[str, Any]]:
    """The items of the programme as choices of a form, by code."""
    found = {row["code"]: row for row in registers.rows("programme_items", folder())}
    return [
        {"value": code, "label": {lang: f"{code} · {_name(row, lang)}" for lang in ("vi", "en")}}
        for code, row in sorted(found.items())
    ]


def _name(row: dict[str, Any], lang: str) -> str:
    return str(row[f"name_{lang}"] or row["name_vi"])
