"""Which connectors there are: ours by name, and those of others by entry points."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from dtts.errors import UsageError
from dtts_harvesters.kind import Connector, Kind

if TYPE_CHECKING:
    from dtts_harvesters.source import Source

GROUP = "dtts.connectors"
"""The group of entry points; each leads to a `Kind`."""
_OURS = ("table", "rest", "ckan", "sdmx", "dcat", "dhis2", "folder", "sftp", "portal")


@cache
def connector_kinds() -> Mapping[str, Kind]:
    """All kinds by name. UsageError when an installed package gives something else, or a name twice."""
    found = {}
    for kind in (*_built_in(), *_installed()):
        if kind.name in found:
            raise UsageError(f"two connectors are called {kind.name!r}; rename the one of the added package")
        found[kind.name] = kind
    return found


def connector(source: Source) -> Connector:
    """A connector for the source; UsageError when none of that name is installed."""
    kinds = connector_kinds()
    if source.connector not in kinds:
        raise UsageError(f"no connector {source.connector!r}; there are: {', '.join(kinds)}")
    return kinds[source.connector].make(source)


def _built_in() -> list[Kind]:
    return [_kind(import_module(f"dtts_harvesters.connectors.{name}").KIND, name) for name in _OURS]


def _installed() -> list[Kind]:
    return [_kind(point.load(), point.value) for point in entry_points(group=GROUP)]


def _kind(found: object, name: str) -> Kind:
    if not isinstance(found, Kind):
        raise UsageError(f"{name} in {GROUP} is no dtts_harvesters.kind.Kind")
    return found
