"""Addresses of this page with something in its query changed, and pages of a long list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from dtts.units import CURRENT


def here(**changes: str | int | None) -> str:
    """This page with parameters set, or dropped when None; a change starts again at the first page."""
    pairs = [
        (key, value)
        for key, value in tk.request.args.items(multi=True)
        if key not in changes and key != "page" and value
    ]
    pairs += [(key, str(value)) for key, value in changes.items() if value not in (None, "")]
    query = urlencode(sorted(pairs))
    path = tk.url_for(tk.request.path)
    return f"{path}?{query}" if query else path


def place(area_id: str) -> str:
    """The page of a place: of today by its code, a former one by its whole id; empty for no place."""
    code, _, epoch = area_id.partition("@")
    if not epoch:
        return ""
    return str(tk.url_for("dtts_places.read", place=code if epoch == CURRENT else area_id))


def whole(name: str, least: int = 1, most: int = 100_000) -> int:
    """A whole number of the query within bounds, the least when it is missing or none."""
    text = tk.request.args.get(name, "")
    return min(max(int(text), least), most) if text.isascii() and text.isdigit() and len(text) < 9 else least


@dataclass(frozen=True)
class Paging:
    """Rows `first` to `last` of `total`, with the addresses of the pages before and after."""

    total: int
    first: int
    last: int
    page: int
    pages: int
    before: str | None
    after: str | None


def paging(total: int, page: int, size: int, link: Callable[[int], str]) -> Paging:
    """The paging of a list of `total` rows read `size` at a time."""
    pages = max(1, -(-total // size))
    first = min((page - 1) * size + 1, total) if page <= pages else 0
    return Paging(
        total=total,
        first=first,
        last=min(page * size, total) if first else 0,
        page=page,
        pages=pages,
        before=link(min(page - 1, pages)) if page > 1 else None,
        after=link(page + 1) if page < pages else None,
    )
