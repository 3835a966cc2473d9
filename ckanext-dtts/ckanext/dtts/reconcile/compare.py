"""Compares all things while the portal works, and repairs what differs and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ckan import model

from ckanext.dtts.jobs import runner
from ckanext.dtts.model import Job
from ckanext.dtts.reconcile import lanes
from ckanext.dtts.reconcile.difference import Difference, Look
from ckanext.dtts.reconcile.things import THINGS

TIMEOUT_S = 1800


def compare(names: Iterable[str] = THINGS, *, deep: bool = False) -> list[Difference]:
    """What differs, in the order of `THINGS`. Changes nothing.

    Two sides are never read in the same moment, so what seems to differ is looked at twice, and counts when
    it does so both times and no job was at work on it before the second look or after.
    """
    asked = set(names)
    return [found for name in THINGS if name in asked for found in _settled(name, Look(deep))]


def repair(differences: Iterable[Difference], *, deep: bool = False) -> None:
    """Make good what can be. What a job is at work on is left to it."""
    subjects = dict.fromkeys((each.thing, each.subject, each.lane) for each in differences if each.fixable)
    for thing, subject, lane in subjects:
        asked = {"thing": thing, "subject": subject, "deep": deep}
        if lane is None:
            repair_subject(asked)
            model.Session.commit()
        elif job := lanes.take(lane, asked, TIMEOUT_S):
            assert job.lease_token is not None  # it was just leased
            runner.run(job.id, job.lease_token)
        model.Session.remove()


def by_job(job: Job) -> dict[str, Any]:
    """The one step of a job of the kind `repair`."""
    return repair_subject(job.payload)


def repair_subject(asked: dict[str, Any]) -> dict[str, Any]:
    """Look again, now that nobody else is at work on the subject, and repair what still differs."""
    thing, look = THINGS[asked["thing"]], Look(asked["deep"], asked["subject"])
    repaired: list[Difference] = []
    while found := [each for each in thing.find(look) if each.fixable and each not in repaired]:
        thing.repair(found[0])
        repaired.append(found[0])
    return {"repaired": [each.kind for each in repaired]}


def _settled(name: str, look: Look) -> list[Difference]:
    first = _find(name, look)
    if not first:
        return []
    before = lanes.busy()
    again = set(_find(name, look))
    at_work = before | lanes.busy()
    return [each for each in first if each in again and each.lane not in at_work]


def _find(name: str, look: Look) -> list[Difference]:
    found = list(THINGS[name].find(look))
    model.Session.rollback()
    model.Session.expunge_all()  # what was read stays in the session's memory otherwise
    return found
