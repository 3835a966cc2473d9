"""Why a dataset is among the results: which of its texts answer the words, marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.search.document import values
from ckanext.dtts.views import labels, language
from dtts.searching.places import Former
from dtts.searching.understanding import Understood
from dtts.searching.why import Field, Piece, marked, reasons, wanted


@dataclass(frozen=True)
class Line:
    """A field of the dataset that answers, and its text."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Why:
    """The title with its words marked, further fields where the title does not say all, and the words that
    the dataset lacks."""

    title: tuple[Piece, ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...]


def explained(pkg: dict[str, Any], meant: Understood, *, partly: bool) -> Why:
    """Why the dataset answers.

    Words are said to be missing only in an answer that holds not all of them (`partly`): the index has texts
    that are not read again here, such as the name in the address.
    """
    found, answered = reasons(meant, fields(pkg))
    grounds = [line for one in meant.former for line in _ground(pkg, one)]
    item = set(values(pkg.get("programme_item")))
    missing = (
        one.text
        for at, one in enumerate(meant.segments)
        if partly and at not in answered and not (one.former and grounds) and not _is_within(one.item, item)
    )
    lines = (Line(heading(each.field), each.pieces) for each in found if each.field != "title")
    return Why(marked(language.text(pkg, "title"), wanted(meant)), (*grounds, *lines), tuple(missing))


def fields(pkg: dict[str, Any]) -> Iterator[Field]:
    """The texts of a dataset that are searched, the title first."""
    lang = language.current()
    yield Field("title", language.text(pkg, "title"))
    yield Field(
        "title_other", str(pkg.get("title") or "") if lang == "en" else str(pkg.get("title_en") or "")
    )
    yield Field("place", ", ".join(labels.area(each, lang) for each in values(pkg.get("area_id"))))
    items = values(pkg.get("programme_item"))
    yield Field("item", ", ".join(labels.any_choice("programme_item", each, lang) for each in items))
    yield Field("tags", ", ".join(each["name"] for each in pkg.get("tags") or []))
    yield Field("notes", language.text(pkg, "notes"))
    for resource in pkg.get("resources") or []:
        yield Field("table", " – ".join(filter(None, (resource.get("name"), resource.get("description")))))
    yield Field("basis", "; ".join(values(pkg.get("legal_basis"))))
    yield Field("agency", labels.agency(pkg.get("organization"), lang))


def _is_within(item: str | None, named: set[str]) -> bool:
    """Whether a dataset of these items is one of the item or of those below it."""
    return item is not None and any(each == item or each.startswith(f"{item}.") for each in named)


def heading(field: str) -> str:
    """What a field is called before its text."""
    names = {
        "title_other": tk._("Title in the other language"),
        "place": tk._("Place"),
        "item": tk._("Programme item"),
        "tags": tk._("Keywords"),
        "notes": tk._("Description"),
        "table": tk._("Table"),
        "basis": tk._("Legal basis"),
        "agency": tk._("Agency"),
    }
    return str(names[field])


def _ground(pkg: dict[str, Any], former: Former) -> Iterator[Line]:
    """That a dataset is about what covers the ground of a former place, or about the province of that."""
    lang = language.current()
    named, old = set(values(pkg.get("area_id"))), former.unit.label(lang)
    covering = next((unit for unit in former.now if unit.area_id in named), None)
    wider = next((unit for unit in former.provinces if unit.area_id in named), None)
    if covering:
        said = tk._("{place} holds ground of the former {old}").format(place=covering.label(lang), old=old)
    elif wider:
        said = tk._("{place}, in which the former {old} lies today").format(place=wider.label(lang), old=old)
    else:
        return
    yield Line(str(tk._("Place")), (Piece(str(said), hit=False),))
