"""Interfaces that list entries, each with one of the ways of paging, and their faults."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from harvest_server.server import Request, Route, reply


def entry(number: int, **changed: Any) -> dict[str, Any]:
    """A facility as a district's system might list it."""
    return {
        "ma": f"cs-{number:05}",
        "ten": f"Cơ sở minh họa {number}",
        "sua": f"2026-11-{1 + number % 26:02}T08:00:00+07:00",
        "so": number,
        **changed,
    }


def as_json(document: Any, **headers: str) -> bytes:
    """The document as a whole answer."""
    return reply(json.dumps(document).encode(), Content_Type="application/json", **headers)


def paged(entries: Sequence[Any], size: int = 10) -> dict[str, Route]:
    """The same entries by page, offset, cursor, link in the body and link in the header."""

    def window(start: int) -> Sequence[Any]:
        return entries[start : start + size]

    def by_page(request: Request) -> bytes:
        return as_json({"items": window((int(request.query["page"]) - 1) * size)})

    def by_offset(request: Request) -> bytes:
        start = int(request.query["offset"])
        return as_json({"items": window(start), "total": len(entries)})

    def by_cursor(request: Request) -> bytes:
        start = int(request.query.get("after", 0))
        following = start + size if start + size < len(entries) else None
        return as_json({"items": window(start), "next": following})

    def by_link(request: Request) -> bytes:
        start = int(request.query.get("start", 0))
        more = start + size < len(entries)
        return as_json({"items": window(start), "next": f"/link?start={start + size}" if more else None})

    def by_header(request: Request) -> bytes:
        start = int(request.query.get("start", 0))
        linked = f'</header?start={start + size}>; rel="next", </header>; rel="first"'
        more = start + size < len(entries)
        return as_json({"items": window(start)}, **({"Link": linked} if more else {}))

    return {
        "/page": by_page,
        "/offset": by_offset,
        "/cursor": by_cursor,
        "/link": by_link,
        "/header": by_header,
        "/none": lambda request: as_json({"items": entries}),
    }


PAGING: dict[str, dict[str, Any]] = {
    "/page": {"kind": "page", "parameter": "page"},
    "/offset": {"kind": "offset", "parameter": "offset", "total": "total"},
    "/cursor": {"kind": "cursor", "parameter": "after", "next": "next"},
    "/link": {"kind": "link", "next": "next"},
    "/header": {"kind": "link"},
    "/none": {"kind": "none"},
}
"""How a source file says so."""
