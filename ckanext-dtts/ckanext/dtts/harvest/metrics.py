"""What a monitoring system asks for: the sources in the text format of Prometheus (0.0.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import show
from ckanext.dtts.model import Run
from dtts.harvest import HEALTH, OUTCOMES

HELP = {
    "dtts_harvest_health": "1 for the state that a source is in",
    "dtts_harvest_records": "Records of a source by their state here",
    "dtts_harvest_waiting": "Records that wait for a person",
    "dtts_harvest_failures": "Failed runs in a row",
    "dtts_harvest_last_run": "Records of the last run by what became of them",
    "dtts_harvest_last_run_seconds": "Seconds that the last run took",
    "dtts_harvest_last_run_timestamp": "When the last run ended, in seconds since 1970",
    "dtts_harvest_open_runs": "Runs that wait or go on",
}
Sample = tuple[str, dict[str, str], float]


def text() -> str:
    """All of them; a family after the other, as the format wants it."""
    found: dict[str, list[str]] = {name: [] for name in HELP}
    for name, labels, value in _samples():
        told = ",".join(f'{key}="{_escaped(each)}"' for key, each in labels.items())
        found[name].append(f"{name}{{{told}}} {value:g}" if told else f"{name} {value:g}")
    lines: list[str] = []
    for name, samples in found.items():
        lines += [f"# HELP {name} {HELP[name]}", f"# TYPE {name} gauge", *samples]
    return "\n".join(lines) + "\n"


def _samples() -> Iterator[Sample]:
    for source in show.source_list():
        yield from _of(source)
    query = sa.select(Run.state, sa.func.count()).where(Run.state.in_(("queued", "running")))
    counted = dict(model.Session.execute(query.group_by(Run.state)).tuples().all())
    for state in ("queued", "running"):
        yield "dtts_harvest_open_runs", {"state": state}, counted.get(state, 0)


def _of(source: dict[str, Any]) -> Iterator[Sample]:
    named = {"source": source["name"]}
    for health in HEALTH:
        yield "dtts_harvest_health", {**named, "health": health}, source["health"] == health
    for state in ("present", "absent", "gone"):
        yield "dtts_harvest_records", {**named, "state": state}, source["records"].get(state, 0)
    yield "dtts_harvest_waiting", named, source["waiting"]
    yield "dtts_harvest_failures", named, source["failures"]
    last = source["last"]
    if last and last["finished"]:
        for outcome in OUTCOMES:
            yield "dtts_harvest_last_run", {**named, "outcome": outcome}, last[outcome]
        yield "dtts_harvest_last_run_seconds", named, last["seconds"] or 0
        ended = datetime.fromisoformat(last["finished"].replace("Z", "+00:00"))
        yield "dtts_harvest_last_run_timestamp", named, int(ended.timestamp())


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
