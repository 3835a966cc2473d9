"""The source that a new portal harvests: put in, tried and started by the actions that its keeper uses."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ckanext.dtts import config
from ckanext.dtts.seeding import datasets
from ckanext.dtts.seeding.acting import act_as
from dtts.demo import generate
from dtts.samples import DropPlan, HarvestPlan

Say = Callable[[str], None]
Row = dict[str, Any]
KEEPER = "harvest_keeper"
POLL_S = 0.25
ENDED = ("done", "failed")


def seed(plan: HarvestPlan, say: Say, wait_s: float) -> list[str]:
    """Make the dataset and the folder's files, try the source, start it and wait for its first run; sentences
    on what went otherwise. What people have made of the source since is left as it is."""
    folders = config.harvest_folders()
    if not folders:
        return ["dtts.harvest.folders names no folder to harvest from"]
    folder = folders[0].resolve() / plan.folder
    folder.mkdir(parents=True, exist_ok=True)
    for each in plan.files:
        _put(each, folder / each.name)
    datasets.ensure(plan.dataset)
    source = _do("dtts_source_define", definition=plan.definition(folder))
    if source["state"] == "new":
        source = _started(source["name"], wait_s)
    last = source["last"]
    say(f"source {source['name']}: {source['state']}, last run {last['state'] if last else 'none'}")
    return [] if last and last["state"] == "done" else [f"source {source['name']} has not run"]


def _put(plan: DropPlan, path: Path) -> None:
    """A file that is there already keeps its date, so that it is not read again."""
    if path.exists():
        return
    if plan.generate:
        generate(plan.generate, path)
    else:
        path.write_text(plan.text or "", encoding="utf-8")


def _started(name: str, wait_s: float) -> Row:
    """The source after a dry run and the first run by its schedule, which the worker makes."""
    _do("dtts_source_run", id=name, kind="check")
    if _ended(name, "check", wait_s)["checked"]:
        _do("dtts_source_set", id=name, state="active")
    return _ended(name, "harvest", wait_s)


def _ended(name: str, kind: str, wait_s: float) -> Row:
    """The source when its last run is one of that kind and has ended, or nothing happened for so long."""
    began = time.monotonic()
    while True:
        source: Row = _do("dtts_source_show", id=name)
        last = source["last"] or {}
        if (last.get("kind"), last.get("state") in ENDED) == (kind, True):
            return source
        if time.monotonic() - began > wait_s:
            return source
        time.sleep(POLL_S)


def _do(action: str, **asked: Any) -> Row:
    found: Row = act_as(KEEPER, action, asked)
    return found
