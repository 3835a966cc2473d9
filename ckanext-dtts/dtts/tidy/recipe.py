"""Recipes: what a raw export holds and how it becomes a table of a schema, as data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from dtts.errors import UsageError
from dtts.tables.layout import SheetMapping

Recipe = Mapping[str, Any]

_COMMON = {"kind", "schema", "encoding", "delimiter", "constants"}
_KEYS: dict[str, set[str]] = {
    "pxweb-wide": _COMMON
    | {"title", "header_row", "label_column", "columns", "items", "missing", "places", "breaks", "sums"},
    "sheet": {"kind", "round", *SheetMapping.__dataclass_fields__},
    "register": {"kind", "schema", "where"},
}
_REQUIRED: dict[str, set[str]] = {
    "pxweb-wide": {
        "encoding",
        "delimiter",
        "header_row",
        "label_column",
        "columns",
        "items",
        "missing",
        "places",
    },
    "sheet": {"header", "rows", "columns"},
    "register": set(),
}


def load_recipe(path: Path) -> Recipe:
    """The recipe in the YAML file `path`, on top of the file beside it that its `extends` names.

    Raises `UsageError` when the file is no recipe.
    """
    recipe = _load(path)
    base = recipe.pop("extends", None)
    merged = _merged(_load(path.with_name(str(base))), recipe) if base else recipe
    check_recipe(merged)
    return merged


def check_recipe(recipe: Recipe) -> None:
    """Refuse a recipe of an unknown kind, with an unknown key, or without a key that its kind needs."""
    kind = recipe.get("kind")
    if kind not in _KEYS:
        raise UsageError(f"unknown kind of recipe {kind!r}: write one of {', '.join(sorted(_KEYS))}")
    unknown = set(recipe) - _KEYS[kind]
    if unknown:
        raise UsageError(f"a recipe of kind {kind} has no key {', '.join(sorted(unknown))}")
    missing = (_REQUIRED[kind] | {"schema"}) - set(recipe)
    if missing:
        raise UsageError(f"a recipe of kind {kind} also needs {', '.join(sorted(missing))}")


def _load(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(loaded, dict):
        raise UsageError(f"{path.name} is no recipe: write a mapping with `kind` and `schema`")
    return loaded


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings are joined key by key; anything else of `own` takes the place of what `base` says."""
    merged = dict(base)
    for key, value in own.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merged(merged[key], value) if both else value
    return merged
