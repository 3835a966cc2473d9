"""Actions on the log of events."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.dtts.road import log


@tk.side_effect_free
def dtts_log_head(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """The end of the log of events.

    Each row carries the hash of the row before, so that who keeps this answer can tell later whether the
    log still has this row as it was.

    Returns:
        `seq` and `hash` of the last row, `at` when it was written, and the `count` of all rows
    """
    tk.check_access("dtts_log_head", context, data_dict)
    return log.head()
