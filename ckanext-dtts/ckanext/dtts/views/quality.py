"""Chất lượng: how the quality of a dataset is counted, and the quality of every one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.quality import facts, links, listing
from ckanext.dtts.views import links as addresses
from dtts.catalogue import table_schema, table_schema_names
from dtts.quality import method, rules_of

PAGE = 25
MOST = 400

blueprint = Blueprint("dtts_quality", __name__)


@blueprint.get("/chat-luong")
def index() -> str:
    """The parts with their weights as they are laid down, then the datasets by title."""
    number = addresses.whole("page", most=MOST)
    found = listing.page((number - 1) * PAGE, PAGE)
    paging = addresses.paging(found.total or 0, number, PAGE, lambda each: addresses.here(page=each))
    return tk.render("dtts/quality.html", {"method": method(), "found": found, "paging": paging})


def of_dataset(pkg: Mapping[str, Any]) -> dict[str, Any]:
    """What the page of a dataset shows: its quality, the rules of each table, the links that are broken."""
    quality = facts.of([pkg])[0]
    known = links.known(links.of_dataset(pkg))
    failing = [each for each in known.values() if each.failures]
    return {
        "quality": quality,
        "rules": {
            each["table"]: _rules(each.get("table_schema")) for each in pkg["resources"] if "table" in each
        },
        "failing": sorted(failing, key=lambda each: each.address),
        "broken": set(links.count(list(known), known).broken),
        "looked": max((each.checked for each in known.values()), default=None),
    }


def _rules(schema: str | None) -> tuple[Mapping[str, str], ...]:
    return rules_of(table_schema(schema)) if schema in table_schema_names() else ()
