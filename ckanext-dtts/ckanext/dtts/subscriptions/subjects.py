"""What can be followed: a dataset, a place or an indicator, with its name, its page and its tables."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Observation, Table
from ckanext.dtts.registers import gazetteer, today
from dtts.indicators.definition import definitions
from dtts.units import CURRENT


@dataclass(frozen=True)
class Subject:
    """`key` is what is kept: a dataset's id, a place's `area_id`, an indicator's code; `name` is what pages
    and forms call it."""

    kind: str
    key: str
    name: str
    vi: str
    en: str
    page: str
    feed: str


def find(kind: str, name: str) -> Subject | None:
    """The subject that a form or an address names, if everybody may read it; None otherwise."""
    finder = {"dataset": _dataset, "place": _place, "indicator": _indicator}.get(kind)
    return finder(name) if finder and name and "\x00" not in name else None


def of_tables(kind: str, key: str, table_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these tables belong to the subject.

    A place's are those of datasets that name it, and those that hold values of it, as far as the store of
    observations knows; an indicator's are those that ever held values of it.
    """
    among = Table.id.in_(list(table_ids))
    return set(model.Session.scalars(sa.select(Table.id).where(among, belongs(kind, key))))


def belongs(kind: str, key: str) -> sa.ColumnElement[bool]:
    """That a row of `dtts_table` belongs to the subject, as SQL."""
    if kind == "dataset":
        return Table.package_id == key
    if kind == "indicator":
        return _holds(Observation.indicator == key)
    named = sa.select(model.Package.id).where(model.Package.extras["area_id"].astext.contains(f'"{key}"'))
    return sa.or_(Table.package_id.in_(named), _holds(Observation.ref_area == key))


def _holds(what: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(Observation.table_id == Table.id, what)


def _dataset(name: str) -> Subject | None:
    found = model.Package.get(name)
    if found is None or found.private or found.state != model.State.ACTIVE:
        return None
    title = found.title or found.name
    english = found.extras.get("title_en") or title
    page, feed = f"/dataset/{found.name}", _feed("versions", found.name)
    return Subject("dataset", found.id, found.name, title, english, page, feed)


def _place(name: str) -> Subject | None:
    unit = gazetteer().place(name) if "@" in name else gazetteer().unit(name, today())
    if unit is None:
        return None
    code = unit.code if unit.area_id.endswith(f"@{CURRENT}") else unit.area_id
    names = unit.label("vi"), unit.label("en")
    return Subject("place", unit.area_id, code, *names, f"/dia-ban/{code}", _feed("dia-ban", code))


def _indicator(name: str) -> Subject | None:
    found = definitions().get(name)
    if found is None:
        return None
    both = {lang: str(found.name.get(lang) or found.name["vi"]) for lang in ("vi", "en")}
    page, feed = f"/chi-tieu/{name}", _feed("chi-tieu", name)
    return Subject("indicator", name, name, both["vi"], both["en"], page, feed)


def _feed(kind: str, name: str) -> str:
    return f"/feeds/{kind}/{quote(name, safe='@')}.atom"
