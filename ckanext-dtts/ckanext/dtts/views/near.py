"""What an address that leads nowhere may have meant: pages of the portal whose names come near."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from itertools import chain, islice
from typing import NamedTuple
from urllib.parse import unquote

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError, SolrConnectionError

from ckanext.dtts.registers import folder, gazetteer
from ckanext.dtts.views import labels, language, places
from dtts.indicators.definition import definitions
from dtts.programme import Programmes

MOST, LONGEST = 5, 100


class Near(NamedTuple):
    """A page by its name and address."""

    name: str
    url: str


def pages(path: str) -> list[Near]:
    """At most five pages that `path`, without a language, comes near to; none while the search is away."""
    parts = [unquote(part)[:LONGEST] for part in path.split("/") if part]
    if not parts:
        return []
    found = _OF.get(parts[0], lambda _word: iter(()))(parts[-1])
    return list(islice(dict.fromkeys(chain(found, _datasets(parts[-1]))), MOST))


def _datasets(word: str) -> Iterator[Near]:
    words = word.rpartition(".")[0] if "." in word else word
    try:
        answer = tk.get_action("package_search")({}, {"q": words.replace("-", " "), "rows": MOST})
    except (SearchError, SolrConnectionError, tk.ValidationError):
        return
    for each in answer["results"]:
        yield Near(language.text(each, "title"), tk.url_for("dtts_dataset.read", name=each["name"]))


def _places(word: str) -> Iterator[Near]:
    known = gazetteer()
    code = word.partition("@")[0].replace("-", " ")
    for former in (False, True):
        for each in places.matches(known, code, former=former):
            unit = each["unit"]
            when = labels.era(unit.area_id, language.current()) or unit.code
            name = f"{unit.label(language.current())} ({when})"
            yield Near(name, tk.url_for("dtts_places.read", place=unit.area_id))


def _indicators(word: str) -> Iterator[Near]:
    for code in get_close_matches(word.upper(), definitions(), MOST):
        yield Near(language.pick(definitions()[code].name), tk.url_for("dtts_indicators.read", code=code))


def _programmes(word: str) -> Iterator[Near]:
    programmes = Programmes.load(folder())
    for version in programmes.versions:
        item = programmes.find(version, word)
        if item:
            address = tk.url_for("dtts_programmes.read_item", programme=version, code=item.code)
            yield Near(language.pick({"vi": item.name, "en": item.name_en}), address)
    for version in get_close_matches(word, programmes.versions, MOST):
        one = programmes.versions[version]
        name = language.pick({"vi": one.name, "en": one.name_en})
        yield Near(name, tk.url_for("dtts_programmes.read", programme=version))


_OF: Mapping[str, Callable[[str], Iterator[Near]]] = {
    "dia-ban": _places,
    "chi-tieu": _indicators,
    "chuong-trinh": _programmes,
}
