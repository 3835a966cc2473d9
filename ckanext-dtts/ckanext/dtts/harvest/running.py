"""One run in a process of its own: read, take, compare with what is here, and say how it ended."""

from __future__ import annotations

import uuid

from ckan import model

from ckanext.dtts.harvest import ending, reading, removing, sources
from ckanext.dtts.harvest.alone import alone
from ckanext.dtts.harvest.dry import Check
from ckanext.dtts.harvest.landing import landing_for
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.taking import Taking, policy_of
from ckanext.dtts.jobs import faults
from ckanext.dtts.model import Run, Source

BUSY = 5


def run(run_id: uuid.UUID, token: uuid.UUID) -> int:
    """Do what is left to do of the run; 0 when its end is written down, BUSY when another is at it."""
    run = model.Session.get_one(Run, run_id)
    source = model.Session.get_one(Source, run.source_id)
    with alone(source.id) as is_alone:
        if not is_alone:
            return BUSY
        if sources.usable_definition(source) is None:
            ending.unusable(run_id, token)
            return 0
        _run(Leased(run_id, token, run.attempt, source.id), source, is_dry=run.kind == "check")
    return 0


def _run(leased: Leased, source: Source, *, is_dry: bool) -> None:
    definition = sources.definition_of(source)
    landing = landing_for(leased, source, definition)
    # A dry run reads everything, whatever was read before.
    with reading.Reading(definition, {} if is_dry else dict(source.memory)) as read:
        if is_dry:
            Check(leased, landing, policy_of(definition)).run(read)
            return
        taking = Taking(leased, definition, landing)
        for batch in read.batches():
            taking.take(batch, read)
            faults.point("harvest.batch:after")
        removing.remove_missing(leased, read, landing)
        faults.point("harvest.removals:after")
        ending.conclude(leased, read)
