"""Organisations of the manifest."""

from __future__ import annotations

from collections.abc import Mapping

import ckan.plugins.toolkit as tk

from ckanext.dtts.seeding.acting import act

# CKAN's organisations have no second language; these go into their extras, with the mark of demonstration.
_EXTRAS = ("title_en", "description_en", "demo")
_SETTINGS = ("area_id", "written_as", "approval")


def ensure(planned: Mapping[str, str]) -> str:
    """Make the organisation or bring it up to date: `created`, `changed` or `kept`.

    Its place, its name in recommendations and who approves are set as long as nobody set anything of it.
    """
    done = _organisation(planned)
    settings = {key: planned[key] for key in _SETTINGS if key in planned}
    if settings and not _was_set(planned["name"]):
        act("dtts_agency_update", {"id": planned["name"], **settings})
    return done


def _organisation(planned: Mapping[str, str]) -> str:
    extras = {key: planned[key] for key in _EXTRAS if key in planned}
    wanted = {
        "name": planned["name"],
        "title": planned["title"],
        "description": planned["description"],
        "extras": [{"key": key, "value": value} for key, value in extras.items()],
    }
    try:
        found = act(
            "organization_show", {"id": planned["name"], "include_datasets": False, "include_users": False}
        )
    except tk.ObjectNotFound:
        act("organization_create", wanted)
        return "created"
    held = {extra["key"]: extra["value"] for extra in found["extras"]}
    same = all(found[key] == wanted[key] for key in ("title", "description"))
    if same and all(held.get(key) == value for key, value in extras.items()):
        return "kept"
    act("organization_patch", {"id": found["id"], **wanted})
    return "changed"


def _was_set(name: str) -> bool:
    return act("dtts_agency_show", {"id": name})["changed"] is not None
