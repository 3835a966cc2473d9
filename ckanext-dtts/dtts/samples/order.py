"""Which tables of a dataset have to be published before others, whose rows refer to theirs."""

from __future__ import annotations

from collections.abc import Iterable

from dtts.catalogue import table_schema
from dtts.checks.beside import tables_beside
from dtts.samples.manifest import TablePlan


def waves(tables: Iterable[TablePlan]) -> tuple[tuple[TablePlan, ...], ...]:
    """The tables in groups: each refers only to tables of groups before its own, or of other datasets."""
    left = list(tables)
    found = []
    while left:
        waiting = {table.schema for table in left}
        free = [table for table in left if not _refers(table, waiting)] or left
        found.append(tuple(free))
        left = [table for table in left if table not in free]
    return tuple(found)


def _refers(table: TablePlan, schemas: set[str]) -> bool:
    return any(schema in schemas - {table.schema} for schema in tables_beside(table_schema(table.schema)))
