"""A source with an interface in JSON, read once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.harvesters.builders import source
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from harvest_server.sessions import TestClock, session

INCREMENTAL = {"by": "date", "parameter": "tu", "field": "sua"}
FIELDS = {"ma": "facility_id", "ten": "name_vi", "so": "size"}
DATASETS: Mapping[str, Any] = {
    "connector": "rest",
    "target": {"dataset_type": "program_result"},
    "fields": {"ten": "title"},
    "ignore": ["ma", "s*"],
}
TABLE: Mapping[str, Any] = {"connector": "rest", "fields": FIELDS, "ignore": ["sua"]}


def run(
    address: str, state: Mapping[str, Any] | None = None, clock: TestClock | None = None, **changed: Any
) -> tuple[list[Any], Report, Mapping[str, Any]]:
    options = {"records": "items", "id": ["ma"], **changed.pop("options", {})}
    made, report = connector(source(address=address, **{**DATASETS, "options": options, **changed})), Report()
    with session(clock) as opened:
        found = list(made.fetch(opened, state or {}, report))
    return found, report, made.state
