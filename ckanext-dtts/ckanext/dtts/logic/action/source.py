"""Actions on harvest sources, their runs and their records."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import translated
from ckanext.dtts.harvest import deciding, runs, show, sources
from ckanext.dtts.jobs import wake
from ckanext.dtts.logic import schema
from ckanext.dtts.logic import source_schema as ours
from ckanext.dtts.logic.action.submission import person
from ckanext.dtts.model import Record, Run, Source


@tk.side_effect_free
def dtts_source_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Every source with its health and its last run, what needs a keeper first."""
    tk.check_access("dtts_source_list", context, data_dict)
    return show.source_list()


@tk.side_effect_free
@validate(schema.by_id)
def dtts_source_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """One source: its file, its last runs, and what waits for a person.

    Args:
        id: the source's name
    """
    tk.check_access("dtts_source_show", context, data_dict)
    source = sources.get(data_dict["id"])
    held = deciding.waiting(source)[:200]
    rows = model.Session.scalars(sa.select(Record).where(Record.id.in_(held)).order_by(Record.remote_id))
    gone = [show.record_dict(each) for each in deciding.restorable(source)]
    return {**show.source_dict(source), "held": [show.record_dict(each) for each in rows], "gone": gone}


@validate(ours.define)
def dtts_source_define(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Put a source in, or give one another file; it stands still until a dry run of that went well.

    Args:
        definition: the source's file, as YAML
    """
    tk.check_access("dtts_source_define", context, data_dict)
    with translated():
        source = sources.put(data_dict["definition"], person(context))
    model.Session.commit()
    return show.source_dict(source)


@validate(ours.set_state)
def dtts_source_set(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Let a source run by its schedule, or let it rest.

    Args:
        id: the source's name
        state: `active` (only after a dry run) or `paused`
    """
    tk.check_access("dtts_source_set", context, data_dict)
    source = sources.get(data_dict["id"])
    with translated():
        if data_dict["state"] == "active":
            sources.start(source)
        else:
            sources.pause(source, person(context))
    model.Session.commit()
    return show.source_dict(source)


@validate(ours.run)
def dtts_source_run(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Run a source now; the run that it has open, if there is one.

    Args:
        id: the source's name
        kind: `harvest` (only after a dry run), or `check` for a dry run
    """
    tk.check_access("dtts_source_run", context, data_dict)
    source = sources.get(data_dict["id"])
    if data_dict["kind"] == "harvest":
        with translated():
            sources.need_checked(source)
    run = runs.ask(source, data_dict["kind"], person(context))
    model.Session.commit()
    wake.ring(run.id)
    return show.run_dict(run)


@tk.side_effect_free
@validate(schema.by_id)
def dtts_run_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """One run: its balance, how it ended, and its faults.

    Args:
        id: the run's id
    """
    tk.check_access("dtts_run_show", context, data_dict)
    run = model.Session.get(Run, _uuid(data_dict["id"]), populate_existing=True)
    if run is None:
        raise tk.ObjectNotFound("run")
    faults = [show.fault_dict(each) for each in show.faults_of(run.id)]
    source = model.Session.get_one(Source, run.source_id)
    return {**show.run_dict(run), "source": source.name, "faults": faults}


@validate(ours.decide)
def dtts_record_decide(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Decide about one record, or about all of a source that wait for the same.

    Args:
        id: the record's id; for `retry` that of the fault
        decision: `accept` or `refuse` what waits, `restore` what was taken away, `retry` what failed
    """
    tk.check_access("dtts_record_decide", context, data_dict)
    identifier, decision = _uuid(data_dict["id"]), data_dict["decision"]
    with translated():
        if decision == "retry":
            told = show.fault_dict(deciding.retry(identifier))
        else:
            told = show.record_dict(DECISIONS[decision](identifier))
    model.Session.commit()
    return told


DECISIONS = {"accept": deciding.accept, "refuse": deciding.refuse, "restore": deciding.bring_back}


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as wrong:
        raise tk.ObjectNotFound("id") from wrong
