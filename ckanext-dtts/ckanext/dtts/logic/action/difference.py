"""Actions on what a file changes, sent or published."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.logic import schema
from ckanext.dtts.model import Submission
from ckanext.dtts.road import difference, lookup, show


@tk.side_effect_free
@validate(schema.by_id)
def dtts_submission_difference(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """What a submission changes against the version of its table that the public reads.

    Args:
        id: the submission's id

    Returns:
        `{submission_id, difference, compared_with, current, stale, error, changes}`: the difference as
        `dtts.revisions.Difference` writes it, None while there is none; numbers of the version that it was
        compared with and of the current one, None where there was none; whether the current one is another
        since, so that it is being compared anew; why it could not be compared; and `{sha256, size}` of the
        whole difference as CSV
    """
    tk.check_access("dtts_submission_difference", context, data_dict)
    return difference.shown(lookup.submission(data_dict["id"]))


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
        `dtts_submission_difference`
    """
    tk.check_access("dtts_version_difference", context, data_dict)
    package = lookup.package(data_dict["dataset"])
    _table, version = lookup.published_version(package.id, data_dict["table"], data_dict["version"])
    submission = model.Session.get_one(Submission, version.submission_id)
    found = difference.shown(submission)
    return {
        "version": version.number,
        "replaced": found["compared_with"],
        "difference": found["difference"],
        "sentence": difference.sentences(submission),
        "changes": found["changes"],
        "demo": show.is_demo(package),
    }
