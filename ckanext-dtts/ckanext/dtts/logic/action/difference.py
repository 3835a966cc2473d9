"""Actions on what a file changes that was sent."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.logic import schema
from ckanext.dtts.road import difference, lookup


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
