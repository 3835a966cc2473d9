"""Actions on published tables: what there is, and the rows."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import translated
from ckanext.dtts.logic import schema
from ckanext.dtts.model import Table
from ckanext.dtts.road import lookup, rows, show


@tk.side_effect_free
@validate(schema.by_dataset)
def dtts_table_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """The published tables of a dataset, in the order in which they were first sent.

    Args:
        dataset: name or id of the dataset
    """
    tk.check_access("dtts_table_list", context, data_dict)
    package = lookup.package(data_dict["dataset"])
    tables = model.Session.scalars(
        sa.select(Table).where(Table.package_id == package.id).order_by(Table.created)
    )
    pairs = [(table, lookup.current_version(table)) for table in tables]
    return [show.table_dict(table, version, package) for table, version in pairs if version]


@tk.side_effect_free
@validate(schema.by_address)
def dtts_table_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """A published table: its current version, size and hashes.

    Args:
        dataset: name or id of the dataset
        table: the table's part of its address
    """
    tk.check_access("dtts_table_show", context, data_dict)
    package = lookup.package(data_dict["dataset"])
    table, version = lookup.published_version(package.id, data_dict["table"])
    return show.table_dict(table, version, package)


@tk.side_effect_free
@validate(schema.table_rows)
def dtts_table_rows(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Rows of a published table.

    Args:
        dataset: name or id of the dataset
        table: the table's part of its address
        version: number of a published version; the current one unless told
        limit, offset: 100 and 0 unless told
        sort: `column`, `column desc`, several joined by commas
        filters: `{column: value}` or `{column: [value, …]}`
        q: words to be found in the row, with or without Vietnamese marks

    Returns:
        `{fields, rows, total, limit, offset, version, demo}`
    """
    tk.check_access("dtts_table_rows", context, data_dict)
    package = lookup.package(data_dict["dataset"])
    table, version = lookup.published_version(package.id, data_dict["table"], data_dict.get("version"))
    query = rows.Query(
        limit=data_dict["limit"],
        offset=data_dict["offset"],
        sort=data_dict.get("sort") or None,
        filters=data_dict.get("filters") or {},
        q=data_dict.get("q") or None,
    )
    with translated():
        answer = rows.read(table, version, query)
    return {**answer, "demo": show.is_demo(package)}
