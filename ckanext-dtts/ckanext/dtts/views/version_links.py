"""Headers that lead from one version of a table to the others (RFC 5829, RFC 8288)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from ckanext.dtts.dcat.distribution import site_address

Row = dict[str, Any]
EXPOSED = "Link, Content-Location, ETag"


def lead(headers: Headers, record: Row, ending: str = "", *, latest: bool = False) -> None:
    """Name the latest version, the neighbours and the list of all; `ending` is `.csv` of a file, empty of a
    page. What is served at an address that moves (`latest`) says where the same stays for ever."""
    table = f"{site_address()}/dataset/{record['dataset']}/{record['table']}"
    own = f"{table}/v/{record['version']}{ending}"
    links = [f'<{address}>; rel="{relation}"' for relation, address in _links(record, table, ending)]
    if ending:
        links.append(f'<{own}>; rel="canonical"')
        links.append(f'<{own.removesuffix(ending)}.metadata.json>; rel="describedby"')
    headers["Link"] = ", ".join(links)
    headers["Access-Control-Expose-Headers"] = EXPOSED
    if latest:
        headers["Content-Location"] = own


def _links(record: Row, table: str, ending: str) -> Iterator[tuple[str, str]]:
    yield "version-history", f"{table}/versions"
    if record["current"] is not None:
        yield "latest-version", f"{table}{ending}"
    for relation in ("predecessor", "successor"):
        if record[relation] is not None:
            yield f"{relation}-version", f"{table}/v/{record[relation]}{ending}"
