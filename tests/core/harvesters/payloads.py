"""Real payloads on the loopback."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.harvesters.builders import source
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from harvest_server.server import Request, Server, reply
from harvest_server.sessions import TestClock, session

FOLDER = Path(__file__).parents[2] / "fixtures" / "harvest"


def serve(request: Request) -> bytes:
    """The file of that path."""
    path = (FOLDER / request.path.lstrip("/")).resolve()
    if not path.is_relative_to(FOLDER) or not path.is_file():
        return reply(status="404 Not Found")
    return reply(path.read_bytes(), ETag=f'"{path.stat().st_size}"')


class Files(dict[str, Any]):
    """Routes to every file of the folder."""

    def get(self, path: str, default: Any = None) -> Any:
        return serve


def harvest(
    server: Server, path: str, state: Mapping[str, Any] | None = None, **fields: Any
) -> tuple[list[Any], Report, Mapping[str, Any]]:
    """What the source of that path on the server gives."""
    made, report = connector(source(address=server.address(path), **fields)), Report()
    with session(TestClock()) as opened:
        found = list(made.fetch(opened, state or {}, report))
    return found, report, made.state
