"""What one kind of row check is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

Declared = Mapping[str, Any]
"""One entry of a schema's `dtts:rowChecks`."""


@dataclass(frozen=True)
class Kind:
    """`roles` are the keys of a declaration that name a field or a list of them, first the one whose cell
    is shown; `broken` gives the expression that is true in rows that break the check (unknown is no)."""

    roles: tuple[str, ...]
    broken: Callable[[Declared], pl.Expr]

    def names(self, declared: Declared) -> list[str]:
        """The fields that the declaration names, in the order of the roles."""
        return [name for role in self.roles for name in _fields(declared[role])]


def _fields(named: Any) -> list[str]:
    if isinstance(named, str):
        return [named]
    return [one if isinstance(one, str) else one["field"] for one in named]
