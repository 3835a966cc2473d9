"""How much is published: the figures on the first page."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ckanext.dtts.model import Table, Version


@tk.side_effect_free
def dtts_table_counts(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Published tables of public datasets, their rows, and when the last one was published.

    Returns:
        `{tables, rows, published}`; `published` is a UTC moment in ISO form, None when there is no table
    """
    tk.check_access("dtts_table_counts", context, data_dict)
    query = (
        sa.select(sa.func.count(), sa.func.sum(Version.row_count), sa.func.max(Version.published))
        .select_from(Table)
        .join(Version, Version.id == Table.current_version_id)
        .join(model.Package, model.Package.id == Table.package_id)
        .where(model.Package.state == model.State.ACTIVE, model.Package.private.is_(False))
    )
    tables, rows, published = model.Session.execute(query).one()
    return {"tables": tables, "rows": int(rows or 0), "published": published and published.isoformat()}
