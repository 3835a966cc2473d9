"""CKAN's actions about accounts that answer whether one exists before they ask who wants to know."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Action, Context, DataDict


@tk.chained_action
@tk.side_effect_free
def organization_list_for_user(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, asked first."""
    tk.check_access("organization_list_for_user", context, data_dict)
    return up(context, data_dict)
