"""Who seeds: the portal's own user, or a demonstration user, through the actions that everybody uses."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model


def act(action: str, data: dict[str, Any]) -> Any:
    """The answer of an action called as the portal's own user."""
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"ignore_auth": True, "user": site_user["name"]}, data)


def act_as(user: str, action: str, data: dict[str, Any]) -> Any:
    """An action as that demonstration user, with no more than their rights."""
    context = {"user": user, "auth_user_obj": model.User.get(user), "ignore_auth": False}
    return tk.get_action(action)(context, data)
