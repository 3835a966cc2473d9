"""The page types of pages.yaml with the names of this portal's datasets filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import yaml

PAGES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("pages.yaml").read_text("utf-8"))
NAMES = [each["name"] for each in PAGES]


def find_names(site: str) -> dict[str, str]:
    """A dataset with a table, a demonstration dataset with one, a column, an agency, a planned request for data."""
    real, demo = _first(site, "demo:false"), _first(site, "demo:true")
    table = _tables(real)[0]
    schema = httpx.get(f"{site}/api/dtts/v1/tables/{real['name']}/{table['table']}?limit=1").json()
    planned = httpx.get(f"{site}/api/dtts/v1/data-requests?state=planned", timeout=30).json()["results"]
    return {
        "request": str(planned[-1]["number"]),
        "dataset": real["name"],
        "table": table["table"],
        "column": schema["fields"][0]["name"],
        "demo": demo["name"],
        "demo_table": _tables(demo)[0]["table"],
        "agency": real["organization"]["name"],
    }


def path_of(name: str, names: dict[str, str], lang: str = "vi") -> str:
    """The address of a page type in a language."""
    path = next(each["path"] for each in PAGES if each["name"] == name).format(**names)
    return path if lang == "vi" else f"/{lang}{path}"


def _first(site: str, query: str) -> dict[str, Any]:
    found = httpx.get(
        f"{site}/api/3/action/package_search",
        params={"fq": query, "rows": 100, "sort": "name asc"},
        timeout=30,
    ).json()
    with_tables = [each for each in found["result"]["results"] if _tables(each)]
    assert with_tables, f"the portal under test has no dataset with a table for {query}"
    first: dict[str, Any] = with_tables[0]
    return first


def _tables(pkg: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in pkg["resources"] if each.get("url_type") == "dtts"]
