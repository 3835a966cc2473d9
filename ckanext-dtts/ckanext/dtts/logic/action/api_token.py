"""API tokens with the day on which they end."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Action, Context, DataDict


@tk.chained_action
@tk.side_effect_free
def api_token_list(up: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's, with `plugin_extras`: the page of `expire_api_token` fails without them."""
    context["include_plugin_extras"] = True
    return up(context, data_dict)
