"""How to use the API: every endpoint with a form that asks it, and one line for each tool of analysis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import ckan.plugins.toolkit as tk
from flask import Blueprint, current_app

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.openapi import codes
from ckanext.dtts.openapi.document import TAGS, addresses, methods, rules
from ckanext.dtts.openapi.endpoint import Endpoint
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.views import one_line

blueprint = Blueprint("dtts_guide", __name__)
_MOST_CHOICES = 30


@dataclass(frozen=True)
class Shown:
    """An endpoint on the page. `action` is what its form opens: an address with its parts filled in, None
    where it cannot be asked by a form."""

    path: str
    method: str
    endpoint: Endpoint
    forms: tuple[str, ...]
    action: str | None
    fields: tuple[Parameter, ...]


@dataclass
class Chapter:
    """The endpoints of a tag."""

    vi: str
    en: str
    endpoints: list[Shown] = field(default_factory=list)


@blueprint.get("/api-guide")
def read() -> str:
    """The page; it needs no script, since a form that reads opens its answer."""
    chapters = {tag: Chapter(*words) for tag, words in TAGS.items()}
    for tag, shown in _endpoints():
        chapters[tag].endpoints.append(shown)
    site = site_address()
    return tk.render(
        "dtts/guide.html",
        {
            "chapters": {tag: each for tag, each in chapters.items() if each.endpoints},
            "lines": one_line.lines(site),
            "site": site,
            "choices": choices,
            "codes": codes.listed(),
        },
    )


def choices(parameter: Parameter) -> list[str]:
    """What a select offers; empty where it is a field to type in."""
    if parameter.choices is None or parameter.many or parameter.open_list:
        return []
    listed = list(parameter.choices())
    return listed if len(listed) <= _MOST_CHOICES else []


def _endpoints() -> Iterator[tuple[str, Shown]]:
    for rule, told in sorted(rules(current_app.url_map), key=lambda pair: pair[0].rule):
        for path, suffix in addresses(rule):
            for method in methods(rule):
                # A suffix is a form of the same answer: it is named beside it, and not shown again.
                if suffix is None:
                    yield told.tag, _shown(path, method, told.endpoint)


def _shown(path: str, method: str, endpoint: Endpoint) -> Shown:
    action = path
    for each in endpoint.takes:
        if each.place == "path":
            action = action.replace(f"{{{each.name}}}", each.example or "")
    tried = method == "GET" and endpoint.tried and not endpoint.token
    fields = tuple(each for each in endpoint.query() if not each.open_list or each.name == "indicator")
    return Shown(path, method, endpoint, endpoint.forms, action if tried else None, fields)
