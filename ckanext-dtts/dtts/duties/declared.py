"""What a table schema declares about the periods of its rows; apart from its reader, which needs Polars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KEY = "dtts:covers"


def columns_of(declared: Mapping[str, Any]) -> list[str]:
    """Every column that a declaration names, once."""
    named = [*declared["on"].values(), *declared.get("where", {}), *declared.get("provisional", {})]
    return list(dict.fromkeys(named))
