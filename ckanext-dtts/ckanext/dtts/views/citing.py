"""The citation of a version: as a line on its page, and as files for reference managers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.road import show
from ckanext.dtts.views import labels
from dtts.citation import Citation, bibtex, csl_json, ris

Row = dict[str, Any]
FORMS: dict[str, tuple[str, Callable[[Citation, str], str]]] = {
    "bib": ("application/x-bibtex", bibtex),
    "ris": ("application/x-research-info-systems", ris),
    "json": (
        "application/vnd.citationstyles.csl+json",
        lambda citation, lang: json.dumps(csl_json(citation, lang), ensure_ascii=False, indent=1) + "\n",
    ),
}
"""By the ending of the address: media type, and who writes it."""


def citation(record: Row, dataset: Row) -> Citation:
    """Of a version (`dtts_version_show`) of a dataset (`package_show`)."""
    name = f"{record['dataset']}/{record['table']}"
    published = datetime.fromisoformat(record["published"])
    return Citation(
        key=f"{name.replace('/', '.')}.v{record['version']}",
        author=_author(dataset),
        title={
            "vi": f"{dataset['title']}: {record['name']}",
            "en": f"{dataset.get('title_en') or dataset['title']}: {record['name_en'] or record['name']}",
        },
        version=record["version"],
        published=published.astimezone(tk.h.get_display_timezone()).date(),
        portal={lang: labels.site_title(lang) for lang in ("vi", "en")},
        address=f"{site_address()}/dataset/{name}/v/{record['version']}",
        sha256=record["files"]["csv"]["sha256"],
        licence=record["licence"] or "",
        mark=show.DEMO_MARK if record["demo"] else None,
    )


def _author(dataset: Row) -> dict[str, str]:
    """Who made the figures, or else the agency that publishes them."""
    agency = dataset.get("organization") or {}
    vi = dataset.get("producer") or agency.get("title") or ""
    return {"vi": vi, "en": dataset.get("producer_en") or vi}
