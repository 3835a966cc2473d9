"""A dataset's page, and the old addresses that lead to it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, abort, redirect
from werkzeug.wrappers import Response

from ckanext.dtts.feedback.ratings import listing as ratings
from ckanext.dtts.feedback.ratings import show as rated
from ckanext.dtts.feedback.reports import listing
from ckanext.dtts.feedback.requests import listing as requests
from ckanext.dtts.feedback.reuses import listing as uses
from ckanext.dtts.feedback.reuses import show as used_by
from ckanext.dtts.harvest import provenance
from ckanext.dtts.registers import today
from ckanext.dtts.usage import counts
from ckanext.dtts.views import headline, labels, language, preview, quality
from dtts import catalogue
from dtts.rating import LEAST, VERDICTS
from dtts.vietnamese import sort_key

blueprint = Blueprint("dtts_dataset", __name__)
USES = 3
"""So many works that use a dataset are named on its page."""


@blueprint.get("/dataset/<name>")
def read(name: str) -> str | Response:
    """Answer first, then the tables, then how we know."""
    pkg = show(name)
    if pkg["name"] != name:
        return redirect(tk.url_for("dtts_dataset.read", name=pkg["name"]), 301)
    tables = [each for each in pkg["resources"] if each.get("url_type") == "dtts"]
    return tk.render(
        "dtts/dataset.html",
        {
            "pkg": pkg,
            "tables": tables,
            "headline": headline.of(pkg["name"], tables[0]) if tables else None,
            "preview": preview.first_rows(pkg["name"], tables[0]) if tables else None,
            "others": [each for each in pkg["resources"] if each.get("url_type") != "dtts"],
            "reports": listing.count_public(pkg["id"]),
            "answers": requests.answered_by(pkg["id"]),
            "used": counts.lately(pkg["id"], today()),
            "uses": _uses(pkg["id"]),
            "rated": rated.counts(ratings.summary(pkg["id"])),
            "verdicts": VERDICTS,
            "least": LEAST,
            "kept": quality.of_dataset(pkg),
            "harvested": provenance.of_dataset(pkg["id"]),
            "may_edit": may("package_update", pkg["id"]),
            "takes_tables": bool(catalogue.dataset_type(pkg["type"]).get("dtts_tables")),
        },
    )


@blueprint.get("/dataset/new")
def new() -> str | Response:
    """The kinds of dataset, each with its form."""
    if tk.current_user.is_anonymous:
        return redirect(tk.url_for("user.login", came_from=tk.url_for("dtts_dataset.new")), 303)
    lang = language.current()
    types = [
        {"name": name, "label": labels.dataset_type(name, lang), "about": labels.about_type(name, lang)}
        for name in catalogue.dataset_type_names()
    ]
    by_label = sorted(types, key=lambda each: sort_key(each["label"]))
    return tk.render("dtts/new_dataset.html", {"types": by_label})


def _uses(package_id: str) -> tuple[list[dict[str, Any]], int]:
    """The newest works that use a dataset, and how many there are."""
    found, total = uses.public(uses.Asked(package_id=package_id), USES, 0)
    return used_by.public_dicts(found), total


def show(name: str) -> dict[str, Any]:
    """A dataset that the reader may see; for everybody else it does not exist."""
    try:
        pkg: dict[str, Any] = tk.get_action("package_show")({"for_view": True}, {"id": name})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        abort(404, tk._("There is no dataset at this address, or it is not public."))
    return pkg


def may(action: str, package_id: str) -> bool:
    """Whether the reader may do something to a dataset; anonymous readers are not even asked about."""
    return bool(tk.current_user.is_authenticated) and bool(tk.h.check_access(action, {"id": package_id}))


def of_type(name: str) -> Response:
    """`/<type>/<name>`: every dataset lives under /dataset."""
    return redirect(tk.url_for("dtts_dataset.read", name=name), 301)


def all_of_type(package_type: str) -> Response:
    """`/<type>`: the search page narrowed to one type."""
    return redirect(tk.url_for("dtts_catalogue.read", type=package_type), 301)


for each in catalogue.dataset_type_names():
    blueprint.add_url_rule(f"/{each}/<name>", f"{each}_name", of_type, methods=["GET"])
    blueprint.add_url_rule(
        f"/{each}/",
        f"{each}_all",
        all_of_type,
        methods=["GET"],
        strict_slashes=False,
        defaults={"package_type": each},
    )
