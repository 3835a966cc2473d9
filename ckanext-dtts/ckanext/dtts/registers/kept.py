"""Which published tables hold the registers: the portal's own, by the manifest that seeded them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk

from dtts.catalogue import table_schema
from dtts.samples import load_manifest


class Kept(NamedTuple):
    """A published table that holds a register, or those of its rows that have the values of `where`."""

    register: str
    dataset: str
    table: str
    schema: str
    where: Mapping[str, str]


@cache
def kept() -> tuple[Kept, ...]:
    """Every table that holds a register, in the order of the manifest."""
    return tuple(_kept())


def tables_of(register: str) -> list[Kept]:
    """The tables of one register; ObjectNotFound when none is published from it."""
    found = [each for each in kept() if each.register == register]
    if not found:
        known = ", ".join(sorted({each.register for each in kept()}))
        raise tk.ObjectNotFound(f"register {register}; kept are: {known}")
    return found


def at(dataset: str, table: str) -> Kept | None:
    """What the table of that address holds of a register; None when it holds none."""
    return next((each for each in kept() if (each.dataset, each.table) == (dataset, table)), None)


def datasets() -> frozenset[str]:
    """The names of the datasets that hold registers."""
    return frozenset(each.dataset for each in kept())


def registers() -> tuple[str, ...]:
    """The names of all registers that are kept, in the order of the manifest."""
    return tuple(dict.fromkeys(each.register for each in kept()))


def _kept() -> Iterator[Kept]:
    for dataset in load_manifest().datasets:
        for table in dataset.tables:
            recipe: Any = table.recipe if isinstance(table.recipe, Mapping) else {}
            if recipe.get("kind") == "register" and dataset.fields["type"] == "register":
                where = recipe.get("where", {})
                yield Kept(_register(table.schema), dataset.name, table.slug, table.schema, where)
        for awaited in dataset.awaited:
            yield Kept(_register(awaited.schema), dataset.name, awaited.slug, awaited.schema, {})


def _register(schema: str) -> str:
    return str(table_schema(schema).descriptor["dtts:register"]["name"])
