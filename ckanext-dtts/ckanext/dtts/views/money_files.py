"""The amounts of a programme or an item as files: all disbursements, and all that is told of its money."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from ckanext.dtts.finance import query
from ckanext.dtts.finance.visible import origins
from ckanext.dtts.views import answers
from dtts.programme import Programmes, Version

DISBURSED = "disbursed"


@dataclass(frozen=True)
class File:
    """`rows` amounts, `demo` of them made up to demonstrate, at the address of their CSV."""

    rows: int
    demo: int
    url: str


def disbursements(programmes: Programmes, version: Version, code: str | None) -> File:
    """What was disbursed of an item and of all that lies below it, or of a programme and all of its items."""
    return _file(programmes, version, code, {"stage": [DISBURSED]})


def amounts(programmes: Programmes, version: Version, code: str | None) -> File:
    """Every amount of it, at every stage."""
    return _file(programmes, version, code, {})


def below(programmes: Programmes, version: Version, code: str) -> list[str]:
    """The codes of an item and of all below it."""
    children = programmes.children(version.id, code)
    return [code, *(each for child in children for each in below(programmes, version, child.code))]


def _file(
    programmes: Programmes, version: Version, code: str | None, values: dict[str, Collection[str]]
) -> File:
    wanted: dict[str, Collection[str]] = {"programme": [version.id], **values}
    if code:
        wanted["item"] = below(programmes, version, code)
    sources = origins()
    made_up = [id_ for id_, origin in sources.items() if origin.demo]
    asked = {name: ",".join(chosen) for name, chosen in wanted.items()} | {"limit": str(answers.MOST)}
    address = f"/api/dtts/v1/finance.csv?{urlencode(asked, safe=',')}"
    return File(_count(list(sources), wanted), _count(made_up, wanted), address)


def _count(tables: Collection[UUID], values: dict[str, Collection[str]]) -> int:
    return query.count(query.Slice(tables, values))
