"""CKAN's actions on the DataStore: nobody writes into it by hand, and withdrawn rows are not read."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Action, Context, DataDict

from ckanext.dtts.road import guard


@tk.chained_action
def datastore_create(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, for the road only."""
    guard.datastore(context)
    return up(context, data_dict)


@tk.chained_action
def datastore_upsert(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, for the road only."""
    guard.datastore(context)
    return up(context, data_dict)


@tk.chained_action
def datastore_delete(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, for the road only."""
    guard.datastore(context)
    return up(context, data_dict)


@tk.chained_action
def datastore_records_delete(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, for the road only."""
    guard.datastore(context)
    return up(context, data_dict)


@tk.chained_action
def datastore_run_triggers(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, for the road only."""
    guard.datastore(context)
    return up(context, data_dict)


@tk.chained_action
@tk.side_effect_free
def datastore_search(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, except for rows of a version that was withdrawn and that nobody has taken away yet."""
    guard.withdrawn(data_dict)
    return up(context, data_dict)
