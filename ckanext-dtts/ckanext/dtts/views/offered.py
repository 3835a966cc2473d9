"""The tables that can be checked and sent, by the kind of dataset that holds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import ckan.plugins.toolkit as tk

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
    """All tables in the reader's language; with `words` those whose names or texts hold each of them.

    Last come those that no dataset holds: files by which the portal itself is kept.
    """
    lang, wanted = language.current(), fold(words).split()
    held = {kind: _held(kind) for kind in catalogue.dataset_type_names()}
    found = [_group(labels.dataset_type(kind, lang), names, wanted) for kind, names in held.items()]
    rest = set(catalogue.table_schema_names()).difference(*held.values())
    kinds = sorted((group for group in found if group.tables), key=lambda group: fold(group.title))
    own = _group(tk._("Tables of the portal itself"), sorted(rest), wanted)
    return [*kinds, own] if own.tables else kinds


def _held(kind: str) -> list[str]:
    known = set(catalogue.table_schema_names())
    return [name for name in catalogue.dataset_type(kind).get("dtts_tables", []) if name in known]


def _group(title: str, names: Iterable[str], wanted: list[str]) -> Group:
    return Group(title, [_offered(name) for name in names if _has(name, wanted)])


def _offered(name: str) -> Offered:
    schema = catalogue.table_schema(name)
    title, description = language.pick(schema.title), language.pick(schema.description)
    return Offered(name, title, description, len(schema.fields))


def _has(name: str, wanted: list[str]) -> bool:
    schema = catalogue.table_schema(name)
    texts = fold(" ".join([name, *schema.title.values(), *schema.description.values()]))
    return all(word in texts for word in wanted)
