"""Pages of plain text: about, accessibility, how to use the data by machine."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

blueprint = Blueprint("dtts_about", __name__)


@blueprint.get("/about", endpoint="about")
def read_about() -> str:
    """Who publishes here, what the checks mean, what may be done with the data."""
    return tk.render("dtts/about.html")


@blueprint.get("/accessibility")
def accessibility() -> str:
    """What was done so that everybody can read these pages, and whom to tell when it was not enough."""
    return tk.render("dtts/accessibility.html")


@blueprint.get("/developers")
def developers() -> str:
    """The interfaces by example."""
    return tk.render("dtts/developers.html", {"site": tk.config["ckan.site_url"].rstrip("/")})
