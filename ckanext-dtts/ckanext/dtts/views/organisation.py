"""Agencies: the list, and one agency with its datasets."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort

from ckanext.dtts.views import facets, labels, links

PAGE = 20

blueprint = Blueprint("dtts_organisation", __name__)


@blueprint.get("/organization/", strict_slashes=False)
def index() -> str:
    """Every agency with its number of datasets, from one query each to database and index."""
    agencies = tk.get_action("organization_list")(
        {},
        {"all_fields": True, "include_dataset_count": True, "include_extras": True, "sort": "title asc"},
    )
    return tk.render("dtts/agencies.html", {"agencies": [labels.flat(agency) for agency in agencies]})


@blueprint.get("/organization/<name>")
def read(name: str) -> str:
    """What an agency is and what it published."""
    agency = show(name)
    page = links.whole("page", most=500)
    found = tk.get_action("package_search")(
        {},
        {
            "fq": f"organization:{facets.quoted(agency['name'])}",
            "sort": "metadata_modified desc",
            "rows": PAGE,
            "start": (page - 1) * PAGE,
        },
    )
    paging = links.paging(found["count"], page, PAGE, lambda number: links.here(page=number))
    return tk.render("dtts/agency.html", {"agency": agency, "found": found, "paging": paging})


def show(name: str) -> dict[str, Any]:
    """An agency with its own fields and nothing else."""
    try:
        agency: dict[str, Any] = tk.get_action("organization_show")(
            {},
            {
                "id": name,
                "include_dataset_count": False,
                "include_users": False,
                "include_groups": False,
                "include_tags": False,
                "include_followers": False,
            },
        )
    except (tk.ObjectNotFound, tk.NotAuthorized):
        abort(404, tk._("There is no agency at this address."))
    return labels.flat(agency)
