"""Organisations of the manifest."""

from __future__ import annotations

from collections.abc import Mapping

import ckan.plugins.toolkit as tk

from ckanext.dtts.seeding.acting import act

# CKAN's organisations have no second language; these go into their extras.
_EXTRAS = ("title_en", "description_en")


def ensure(planned: Mapping[str, str]) -> str:
    """Make the organisation or bring it up to date: `created`, `changed` or `kept`."""
    wanted = {
        "name": planned["name"],
        "title": planned["title"],
        "description": planned["description"],
        "extras": [{"key": key, "value": planned[key]} for key in _EXTRAS],
    }
    try:
        found = act(
            "organization_show", {"id": planned["name"], "include_datasets": False, "include_users": False}
        )
    except tk.ObjectNotFound:
        act("organization_create", wanted)
        return "created"
    extras = {extra["key"]: extra["value"] for extra in found["extras"]}
    same = all(found[key] == wanted[key] for key in ("title", "description"))
    if same and all(extras.get(key) == planned[key] for key in _EXTRAS):
        return "kept"
    act("organization_patch", {"id": found["id"], **wanted})
    return "changed"
