"""The published table that a file to be checked would replace, when whoever checks it names one.

Its rows are compared with: figures that moved far, rows that are gone, decimals that changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ckan.plugins.toolkit as tk

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Version
from ckanext.dtts.road import lookup, replaced


def named(address: str, user: str) -> Version | None:
    """The current version of the table `<dataset>/<table>`; None for an empty address.

    RefusedError when nothing is published there that this user may read.
    """
    if not address:
        return None
    dataset, _slash, table = address.partition("/")
    try:
        tk.check_access("dtts_table_show", {"user": user}, {"dataset": dataset, "table": table})
        _table, version = lookup.published_version(lookup.package(dataset).id, table)
    except (tk.ObjectNotFound, tk.NotAuthorized) as missing:
        raise RefusedError(
            "replaces",
            "no-such-table",
            f"Không có bảng đã công bố ở “{address}”; ghi dạng <bộ dữ liệu>/<bảng>.",
            f"No table is published at “{address}”; write <dataset>/<table>.",
        ) from missing
    return version


@contextmanager
def parquet(address: str, user: str) -> Iterator[Path | None]:
    """The Parquet of what stands there now; None for an empty address. RefusedError as `named`."""
    with replaced.parquet(named(address, user)) as path:
        yield path
