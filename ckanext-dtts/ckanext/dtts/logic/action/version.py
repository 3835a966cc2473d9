"""Actions on versions: each stays at its address, also when another has replaced it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.logic import schema
from ckanext.dtts.model import Submission
from ckanext.dtts.road import difference, lookup, show, versions


@tk.side_effect_free
@validate(schema.by_address)
def dtts_version_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """The versions of a table that was ever published, newest first, withdrawn ones with their tombstone.

    Args:
        dataset: name or id of the dataset
        table: the table's part of its address
    """
    tk.check_access("dtts_version_list", context, data_dict)
    package = lookup.package(data_dict["dataset"])
    table = lookup.table(package.id, data_dict["table"])
    found = versions.listed(table) if table else []
    if not found:
        raise tk.ObjectNotFound("table")
    return found


@tk.side_effect_free
@validate(schema.by_version)
def dtts_version_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """The public record of one version.

    Args:
        dataset: name or id of the dataset
        table: the table's part of its address
        version: its number

    Returns:
        How it stands (`current`, `replaced`, `undone`, `withdrawn`) and why, who approved it by kind, what
        the check said, hashes, neighbours, and in one sentence what it changed. Of a withdrawn one the
        tombstone is left.
    """
    tk.check_access("dtts_version_show", context, data_dict)
    package = lookup.package(data_dict["dataset"])
    found = versions.find(package.id, data_dict["table"], data_dict["version"])
    return versions.version_dict(found, package)


@tk.side_effect_free
@validate(schema.by_version)
def dtts_version_difference(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """What a published version changed against the one that it replaced.

    Args:
        dataset: name or id of the dataset
        table: the table's part of its address
        version: number of a published version

    Returns:
        `{version, replaced, difference, sentence, changes, demo}`: the number of the version that was
        replaced, None for the first; the sentence in both languages; the rest as for
        `dtts_submission_difference`, all of it None when what was replaced has been withdrawn
    """
    tk.check_access("dtts_version_difference", context, data_dict)
    package = lookup.package(data_dict["dataset"])
    _table, version = lookup.published_version(package.id, data_dict["table"], data_dict["version"])
    submission = model.Session.get_one(Submission, version.submission_id)
    found = difference.shown(submission)
    silent = difference.tells_of_withdrawn(submission)
    return {
        "version": version.number,
        "replaced": found["compared_with"],
        "difference": None if silent else found["difference"],
        "sentence": None if silent else difference.sentences(submission),
        "changes": None if silent else found["changes"],
        "demo": show.is_demo(package),
    }
