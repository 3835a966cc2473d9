"""Pages of a list in JSON, to their end and not beyond it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from dtts_harvesters.mapping import inside
from dtts_harvesters.payload import read_json
from dtts_harvesters.session import Answer, FetchError, GuardedSession, read_address
from dtts_harvesters.source.fields import Section, one_of, text, whole

KINDS = ("none", "page", "offset", "cursor", "link")
MOST_PAGES = 10_000
_NEXT = re.compile(r'<([^>]*)>\s*;[^,]*\brel\s*=\s*"?next"?', re.IGNORECASE)


@dataclass(frozen=True)
class Paging:
    """`parameter` is sent with the number of the page, of the first entry, or with the cursor; `next` is
    where the answer holds the next cursor or address (of `link` without it: the header Link, RFC 8288);
    `total` where it says how many entries there are."""

    kind: str = "none"
    parameter: str = ""
    size_parameter: str = ""
    size: int = 100
    first: int = 1
    next: str = ""
    total: str = ""


@dataclass(frozen=True)
class Page:
    """The entries of a page; `announced` is how many there are in all, where the source says so."""

    entries: list[Any]
    document: Any
    announced: int | None
    answer: Answer


def pages(
    session: GuardedSession,
    address: str,
    records: str,
    paging: Paging,
    parameters: Mapping[str, str | int],
    headers: Mapping[str, str] | None = None,
) -> Iterator[Page]:
    """The pages one after the other, the last without a next one or without entries.

    FetchError `no-list` where there is no list, `paging-repeats` when a full page comes again, and
    `paging-endless` after `MOST_PAGES`.
    """
    place: str | int = paging.first if paging.kind == "page" else 0
    came: set[bytes] = set()
    seen = 0
    where, query = address, {**parameters, **_asked(paging, place)}
    for _ in range(MOST_PAGES):
        answer = session.get(where, parameters=query, headers=headers)
        if answer.not_modified:
            yield Page([], None, None, answer)
            return
        page = _page(answer, records, paging)
        if page.entries and _repeats(page, came):
            if len(page.entries) < paging.size or paging.kind == "none":
                return
            raise FetchError("paging-repeats", address=answer.address)
        yield page
        seen += len(page.entries)
        if paging.kind == "none" or not page.entries:
            return
        if page.announced is not None and seen >= page.announced and paging.kind in ("page", "offset"):
            return
        following = _following(page, paging, place, address)
        if following is None:
            return
        if paging.kind == "link":
            where, query = str(following), {}
        else:
            place = following
            query = {**parameters, **_asked(paging, place)}
    raise FetchError("paging-endless", most=MOST_PAGES)


def _page(answer: Answer, records: str, paging: Paging) -> Page:
    document = read_json(answer)
    entries = inside(document, records)
    if not isinstance(entries, list):
        raise FetchError("no-list", path=records or "/", address=answer.address)
    total = inside(document, paging.total) if paging.total else None
    announced = total if isinstance(total, int) and not isinstance(total, bool) else None
    return Page(entries, document, announced, answer)


def _repeats(page: Page, came: set[bytes]) -> bool:
    """Whether the very bytes came already; what only differs by a clock inside is bounded by the pages."""
    digest = hashlib.blake2b(repr(page.entries).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    if digest in came:
        return True
    came.add(digest)
    return False


def _asked(paging: Paging, place: str | int) -> Mapping[str, str | int]:
    asked: dict[str, str | int] = {}
    if paging.kind in ("page", "offset") or (paging.kind == "cursor" and place):
        asked[paging.parameter] = place
    if paging.size_parameter:
        asked[paging.size_parameter] = paging.size
    return asked


def _following(page: Page, paging: Paging, place: str | int, address: str) -> str | int | None:
    if paging.kind == "page":
        return int(place) + 1
    if paging.kind == "offset":
        return int(place) + len(page.entries)
    if paging.kind == "cursor":
        cursor = inside(page.document, paging.next)
        return cursor if isinstance(cursor, str | int) and cursor not in ("", place) else None
    return _linked(page, paging, address)


def _linked(page: Page, paging: Paging, address: str) -> str | None:
    """The next address, of the same host: a list that goes on elsewhere is not this source."""
    if paging.next:
        found = inside(page.document, paging.next)
    else:
        header = _NEXT.search(page.answer.headers.get("link", ""))
        found = header[1] if header else None
    if not isinstance(found, str) or not found:
        return None
    after = urljoin(page.answer.address, found)
    if read_address(after).origin != read_address(address).origin:
        raise FetchError("next-elsewhere", host=read_address(after).host)
    return after


PAGING = Section(
    {
        "kind": one_of(*KINDS),
        "parameter": text,
        "size_parameter": text,
        "size": whole(1, 10_000),
        "first": whole(0, 1),
        "next": text,
        "total": text,
    },
    required=frozenset({"kind"}),
    make=lambda fields: Paging(**fields),
)
