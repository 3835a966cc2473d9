"""Which answered requests are uses of a dataset, by endpoint; the user agent is looked at and dropped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import ckan.plugins.toolkit as tk
from flask import Response

from ckanext.dtts.usage import tally
from dtts.user_agents import kind_of

VIEWS: Mapping[str, str] = {
    "dtts_dataset.read": "name",
    "dtts_table.read": "dataset_name",
    "dtts_version.read": "dataset_name",
}
DOWNLOADS: Mapping[str, str] = {
    "dtts_files.newest": "dataset",
    "dtts_files.numbered": "dataset",
    "datastore.dump": "resource_id",
}
DOORS: Mapping[str, str] = {
    "dtts_api.rows": "dataset",
    "dtts_api_versions.index": "dataset",
    "dtts_api_versions.read": "dataset",
    "dtts_api_versions.difference": "dataset",
}
ACTIONS: Mapping[str, str] = {
    "datastore_info": "id",
    "datastore_search": "resource_id",
    "dtts_table_list": "dataset",
    "dtts_table_rows": "dataset",
    "dtts_table_show": "dataset",
    "dtts_version_difference": "dataset",
    "dtts_version_list": "dataset",
    "dtts_version_show": "dataset",
    "package_show": "id",
    "resource_show": "id",
}
"""By endpoint, or by CKAN's action: what names the dataset."""
LONGEST = 100


def note(response: Response) -> Response:
    """Count an answer that is a use; gives it back as it is."""
    if response.status_code == 200:
        kind, what = _use()
        if kind and what and len(what) <= LONGEST and _counts(kind):
            tally.add(tally.Use(datetime.now(tk.h.get_display_timezone()).date(), kind, what))
    return response


def _use() -> tuple[str, str]:
    """The kind of use and what was used; empty for a request that is none."""
    request = tk.request
    endpoint, named = request.endpoint or "", request.view_args or {}
    if endpoint == "api.action":
        return "api", _asked(ACTIONS.get(str(named.get("logic_function")), ""))
    if request.method == "GET":
        for kind, places in (("view", VIEWS), ("download", DOWNLOADS), ("api", DOORS)):
            if endpoint in places:
                return kind, str(named.get(places[endpoint], ""))
    return "", ""


def _asked(parameter: str) -> str:
    """A parameter of an action, from the query or from the body, which CKAN has read already."""
    if not parameter:
        return ""
    body = tk.request.get_json(silent=True) if tk.request.is_json else None
    found = body.get(parameter) if isinstance(body, dict) else None
    return str(found or tk.request.values.get(parameter, ""))


def _counts(kind: str) -> bool:
    """Whether the reader is one to be counted: no robot, and for pages and files nobody of the staff."""
    who = kind_of(tk.request.headers.get("User-Agent", ""))
    if kind == "api":
        return who != "crawler"
    return who in (("person",) if kind == "view" else ("person", "program")) and tk.current_user.is_anonymous
