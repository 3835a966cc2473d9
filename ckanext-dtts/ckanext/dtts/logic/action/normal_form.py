"""What people write is kept in one Unicode form, and a dataset without a name gets one from its title.

Text typed on a Mac or copied from some PDFs holds letters and marks apart: it looks the same, and is
found by nothing. So every action that writes text composes it first.
"""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.types import Action, Context, DataDict

from ckanext.dtts.dataset_names import free_name
from ckanext.dtts.road import anchors, guard
from dtts.vietnamese import composed


@tk.chained_action
def package_create(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, with text in NFC and, where `name` is empty, a name made of the title."""
    data_dict = composed(data_dict)
    title = data_dict.get("title")
    if not data_dict.get("name") and isinstance(title, str) and title.strip():
        data_dict["name"] = free_name(title)
    guard.dataset_type(data_dict)
    guard.resources(context, data_dict)
    return up(context, data_dict)


@tk.chained_action
def package_update(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, with text in NFC. Patches and changes of single resources come through here."""
    data_dict = composed(data_dict)
    guard.resources(context, data_dict)
    anchors.dataset(context, data_dict)
    return up(context, data_dict)


@tk.chained_action
def package_delete(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, for datasets that do not hold a register."""
    anchors.removal(context, data_dict)
    return up(context, data_dict)


@tk.chained_action
def dataset_purge(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, for datasets to which nothing was ever sent."""
    guard.purge(data_dict)
    return up(context, data_dict)


@tk.chained_action
def organization_create(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, with text in NFC."""
    return up(context, composed(data_dict))


@tk.chained_action
def organization_update(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, with text in NFC."""
    data_dict = composed(data_dict)
    anchors.agency(context, data_dict)
    return up(context, data_dict)


@tk.chained_action
def group_create(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, with text in NFC."""
    return up(context, composed(data_dict))


@tk.chained_action
def group_update(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, with text in NFC."""
    return up(context, composed(data_dict))


@tk.chained_action
def user_create(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, with names in NFC. A password stays the bytes that were typed, as the sign-in compares them."""
    return up(context, _person(data_dict))


@tk.chained_action
def user_update(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, with names in NFC; see `user_create`."""
    return up(context, _person(data_dict))


@tk.chained_action
def tag_delete(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, which tells the index only after its commit: keep what the outbox noted then."""
    up(context, data_dict)
    model.Session.commit()


def _person(data_dict: DataDict) -> DataDict:
    return {
        key: composed(value) if key in ("fullname", "about") else value for key, value in data_dict.items()
    }
