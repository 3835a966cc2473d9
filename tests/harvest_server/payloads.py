"""Real payloads harvested from the loopback, as a table: `make payloads`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from core.builders import check_text
from dtts.catalogue import table_schema
from dtts_harvesters.record import Record
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from dtts_harvesters.source import check_source
from dtts_harvesters.summary import Summary, summary
from harvest_server.server import Request, Server, reply
from harvest_server.sessions import TestClock, session

FOLDER = Path(__file__).parents[1] / "fixtures" / "harvest"
HEADER = (
    "payload",
    "shows",
    "records",
    "rows",
    "complete",
    "mapped",
    "ignored by name",
    "drift",
    "refused",
    "check",
)
_SHARED = {
    "id": "nguon-minh-hoa",
    "title": {"vi": "Nguồn minh họa", "en": "Demonstration source"},
    "owner": "tinh-minh-hoa",
}


_HEAD = """# Real payloads, harvested

Written by `make payloads` (`make payloads > docs/harvest-payloads.md`), held by a test. Files that others published
(`tests/fixtures/harvest/README.md` says whose) are served on the loopback and read by the connectors as
`tests/fixtures/harvest/sources.yaml` says. Behind each name is how often it came.
"""


class Payload(NamedTuple):
    """A file of the folder, what it shows, and how its source reads it."""

    path: str
    shows: str
    fields: Mapping[str, Any]


def payloads() -> list[Payload]:
    """Those of the manifest."""
    listed = yaml.safe_load((FOLDER / "sources.yaml").read_text(encoding="utf-8"))
    return [Payload(one["payload"], one["shows"], one["source"]) for one in listed]


def harvested(payload: Payload) -> Summary:
    """What its source gives."""
    with Server() as server:
        checked = check_source({**_SHARED, "address": serve(payload, server), **payload.fields})
        assert checked.source is not None, checked.faults
        report = Report()
        with session(TestClock()) as opened:
            return summary(connector(checked.source).fetch(opened, {}, report), report)


def serve(payload: Payload, server: Server) -> str:
    """Let the server answer with the payload; the address for its source file."""
    path = f"/{payload.path}"
    asked = f"{path}/api/3/action/package_search" if payload.fields["connector"] == "ckan" else path
    server.routes[asked] = answer(payload)
    return server.address(path)


def answer(payload: Payload) -> Any:
    """The bytes of the file; lines of packages are what `package_search` would give them in."""
    content = (FOLDER / payload.path).read_bytes()
    if payload.path.endswith(".jsonl"):
        packages = [json.loads(line) for line in content.splitlines()]
        result = {"count": len(packages), "results": packages}
        content = json.dumps({"success": True, "result": result}).encode()

    def route(request: Request) -> bytes:
        return reply(content)

    return route


def page() -> str:
    """The page of the documentation."""
    return "\n".join([_HEAD, *table(), ""])


def table() -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"| {' | '.join(HEADER)} |"
    yield f"| {' | '.join('---' for _ in HEADER)} |"
    for payload in payloads():
        found = harvested(payload)
        report = found.report
        drift = {f"{one.kind} {one.field}": one.count for one in report.drift.values()}
        cells = (
            f"`{payload.path}`",
            payload.shows,
            str(found.records),
            str(found.rows or "-"),
            "yes" if report.complete else "no",
            counted(report.mapped),
            counted(report.ignored),
            counted(drift),
            counted(found.refused),
            checked(payload, found),
        )
        yield f"| {' | '.join(cells)} |"


def faults_of(payload: Payload, found: Summary) -> Counter[str] | None:
    """How often which check of the target's table refuses the file; None where no file came."""
    files = [one for one in found.first if isinstance(one, Record) and isinstance(one.content, bytes)]
    if not files:
        return None
    schema = table_schema(payload.fields["target"]["table"])
    return Counter(fault.rule for one in files for fault in check_text(one.content, schema).report.faults)


def checked(payload: Payload, found: Summary) -> str:
    """The cell on it."""
    faults = faults_of(payload, found)
    return "-" if faults is None else counted(faults) if faults else "valid"


def counted(counts: Mapping[str, int], most: int = 12) -> str:
    """Names with how often they came, the first `most` of them."""
    shown = [f"{_plain(name)} {count}" for name, count in sorted(counts.items())]
    more = [f"and {len(shown) - most} more"] if len(shown) > most else []
    return ", ".join([*shown[:most], *more]) or "-"


def _plain(name: str) -> str:
    return " ".join(name.replace("|", "/").replace("<", "‹").replace(">", "›").split())


if __name__ == "__main__":
    sys.stdout.write(page())
