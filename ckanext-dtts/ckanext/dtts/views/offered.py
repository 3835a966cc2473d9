"""The tables that can be checked and sent, by the kind of dataset that holds them."""

from __future__ import annotations

from typing import NamedTuple

from ckanext.dtts.views import labels, language
from dtts import catalogue
from dtts.vietnamese import fold


class Offered(NamedTuple):
    """A table schema as a reader chooses it."""

    name: str
    title: str
    description: str
    columns: int


class Group(NamedTuple):
    """The tables of one kind of dataset."""

    title: str
    tables: list[Offered]


def groups(words: str = "") -> list[Group]:
    """All tables in the reader's language; with `words` those whose names or texts hold each of them."""
    lang, wanted = language.current(), fold(words).split()
    found = [
        Group(labels.dataset_type(kind, lang), [_offered(name) for name in _matching(kind, wanted)])
        for kind in catalogue.dataset_type_names()
    ]
    return sorted((group for group in found if group.tables), key=lambda group: fold(group.title))


def _matching(kind: str, wanted: list[str]) -> list[str]:
    known = set(catalogue.table_schema_names())
    held = catalogue.dataset_type(kind).get("dtts_tables", [])
    return [name for name in held if name in known and _has(name, wanted)]


def _offered(name: str) -> Offered:
    schema = catalogue.table_schema(name)
    title, description = language.pick(schema.title), language.pick(schema.description)
    return Offered(name, title, description, len(schema.fields))


def _has(name: str, wanted: list[str]) -> bool:
    schema = catalogue.table_schema(name)
    texts = fold(" ".join([name, *schema.title.values(), *schema.description.values()]))
    return all(word in texts for word in wanted)
