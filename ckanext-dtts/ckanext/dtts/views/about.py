"""Pages of plain text: about, terms, accessibility, how to use the data by machine."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

blueprint = Blueprint("dtts_about", __name__)


@blueprint.get("/about", endpoint="about")
def read_about() -> str:
    """Who publishes here, what the checks mean, what may be done with the data."""
    return tk.render("dtts/about.html")


@blueprint.get("/dieu-khoan")
def terms() -> str:
    """What may be done with the data, under which licence, and what the portal does and does not keep."""
    listed = tk.get_action("license_list")({}, {})
    licences = [each for each in listed if each["status"] == "active"]
    return tk.render("dtts/terms.html", {"licences": licences})


@blueprint.get("/accessibility")
def accessibility() -> str:
    """What was done so that everybody can read these pages, and whom to tell when it was not enough."""
    return tk.render("dtts/accessibility.html")


@blueprint.get("/developers")
def developers() -> str:
    """The interfaces by example."""
    return tk.render("dtts/developers.html", {"site": tk.config["ckan.site_url"].rstrip("/")})
