"""What a reader's words find besides datasets: places, indicators, items of the programme, documents."""

from __future__ import annotations

from dataclasses import dataclass

import ckan.plugins.toolkit as tk

from ckanext.dtts.registers import folder, gazetteer, today
from ckanext.dtts.views import language, links
from dtts.searching.names import Name, holding, others
from dtts.searching.places import MOST_PLACES
from dtts.searching.understanding import Understood
from dtts.units import FORMER_ENDS, Unit, find
from dtts.units.candidate import CERTAIN

MOST = 3


@dataclass(frozen=True)
class Hit:
    """One line: its name with its address, and what stands behind it."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """The first few of a kind, and where all are."""

    heading: str
    hits: tuple[Hit, ...]
    more: str = ""


def groups(meant: Understood) -> list[Group]:
    """What the words find of each kind, without the kinds of which they find nothing."""
    items = tuple(one.item for one in meant.segments if one.item)
    documents = tuple(one.text.upper() for one in meant.segments if one.phrase)
    found = holding(others(folder()), meant.keys, (*items, *_codes(meant), *_numbers(documents)))
    made = [_places(meant)]
    for kind, heading in (
        ("indicator", tk._("Indicators")),
        ("item", tk._("Programme items")),
        ("document", tk._("Documents")),
    ):
        hits = tuple(hit_of_name(each) for each in found if each.kind == kind)
        made.append(Group(heading, hits[:MOST]))
    return [each for each in made if each.hits]


def hit_of(unit: Unit) -> Hit:
    """A place with what it belongs to."""
    lang = language.current()
    above = [each.label(lang) for each in list(gazetteer().upwards(unit))[1:]]
    until = "" if unit.valid_on(today()) else str(tk._("until June 2025"))
    return Hit(
        unit.label(lang), links.place(unit.area_id), ", ".join(each for each in (*above, until) if each)
    )


def _places(meant: Understood) -> Group:
    named = list(dict.fromkeys((*meant.current, *(one.unit for one in meant.former))))
    if not named:
        named = _alike(meant)
    more = str(tk.url_for("dtts_places.index", q=meant.text)) if len(named) > MOST else ""
    return Group(str(tk._("Places")), tuple(hit_of(unit) for unit in named[:MOST]), more)


def _alike(meant: Understood) -> list[Unit]:
    """Places of a name that too many bear to search by, and those of a code."""
    text = " ".join(word.text for word in meant.words)
    if text.isdecimal():
        unit = gazetteer().unit(text, today()) or gazetteer().unit(text, FORMER_ENDS)
        return [unit] if unit else []
    sure = [each for each in find(gazetteer(), text, today()) if each.reason in CERTAIN]
    return [each.unit for each in sure] if len(sure) > MOST_PLACES else []


def hit_of_name(name: Name) -> Hit:
    """An indicator or item of a programme with its page, a document with the datasets that name it."""
    label = name.label[language.current()]
    if name.kind == "indicator":
        return Hit(label, str(tk.url_for("dtts_indicators.read", code=name.code)), name.code)
    if name.kind == "item":
        address = tk.url_for("dtts_programmes.read_item", programme=name.within, code=name.code)
        return Hit(label, str(address), name.code)
    return Hit(label, str(tk.url_for("dtts_catalogue.read", q=name.code)), name.code)


def _codes(meant: Understood) -> tuple[str, ...]:
    return tuple(word.text.upper() for word in meant.words)


def _numbers(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers of documents as the register writes them, whatever the case."""
    known = {each.code.upper(): each.code for each in others(folder()) if each.kind == "document"}
    return tuple(known[text] for text in texts if text in known)
