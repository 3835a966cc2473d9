"""Tools that find: indicators, places, datasets."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts import config
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.mcp.asking import ask
from ckanext.dtts.mcp.citing import cited, read_now
from ckanext.dtts.mcp.tool import Answer, Arguments
from ckanext.dtts.observations.visible import origins
from ckanext.dtts.outgoing.gather import held
from dtts.indicators.definition import Definition, definitions
from dtts.vietnamese import fold

_MOST = 25


def indicators(given: Arguments) -> Answer:
    """Indicators whose code, name or definition has every word, those with values first."""
    words = fold(given.get("query", "")).split()
    valued = set(held(origins()))
    found = [one for one in definitions().values() if all(word in _words(one) for word in words)]
    in_order = sorted(found, key=lambda one: one.code not in valued)[: given.get("limit", _MOST)]
    shown = [_indicator(one, has_values=one.code in valued) for one in in_order]
    with_values = [one.code for one in in_order if one.code in valued]
    about = cited(with_values) if with_values else read_now("/chi-tieu/")
    return {**about, "address": f"{site_address()}/chi-tieu/", "total": len(found), "results": shown}


def places(given: Arguments) -> Answer:
    """Places by name or code on a day, today unless told; each with its `area_id`."""
    asked = {
        "q": given["query"],
        "valid_on": given.get("valid_on"),
        "level": given.get("level"),
        "limit": _MOST,
    }
    answer = ask("/api/dtts/v1/units", asked)
    return {**read_now("/dia-ban"), **answer}


def datasets(given: Arguments) -> Answer:
    """Datasets by words, as the catalogue finds them."""
    asked = {"q": given["query"], "rows": given.get("limit", 10)}
    answer = tk.get_action("package_search")({"ignore_auth": False}, asked)
    return {
        **read_now(f"/dataset?q={given['query']}"),
        "total": answer["count"],
        "results": [_dataset(each) for each in answer["results"]],
    }


def _words(one: Definition) -> str:
    return fold(" ".join((one.code, *one.name.values(), *one.definition.values())))


def _indicator(one: Definition, *, has_values: bool) -> dict[str, Any]:
    return {
        "indicator": one.code,
        "name": dict(one.name),
        "definition": dict(one.definition),
        "unit_measure": one.unit_measure,
        "unit_mult": one.unit_mult,
        "has_values": has_values,
        "address": f"{site_address()}/chi-tieu/{one.code}",
    }


def _dataset(found: dict[str, Any]) -> dict[str, Any]:
    agency = (found.get("organization") or {}).get("title") or ""
    address = f"{site_address()}/dataset/{found['name']}"
    changed = found["metadata_modified"]
    return {
        "dataset": found["name"],
        "title": {"vi": found["title"], "en": found.get("title_en") or found["title"]},
        "notes": {"vi": found.get("notes") or "", "en": found.get("notes_en") or ""},
        "tables": [each["table"] for each in found.get("resources") or [] if each.get("table")],
        "demonstration_data": str(found.get("demo", "")).lower() == "true",
        "citation": f"{agency} ({changed[:4]}). {found['title']}. {config.site_title('vi')}. {address}",
        "release": f"{changed}Z",
        "address": address,
    }
