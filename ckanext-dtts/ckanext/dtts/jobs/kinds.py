"""Every kind of job: what it does, how long it may take, how often it is tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ckanext.dtts.model import Job

StepFunction = Callable[[Job], dict[str, Any]]


class Step(NamedTuple):
    """One step; `run` may be called again after a crash and then leads to the same end.

    It does not commit what belongs together with the note that the step is done: the runner does.
    """

    name: str
    run: StepFunction


class Kind(NamedTuple):
    """`gave_up` is called, in the failing transaction, when the last attempt has failed."""

    steps: tuple[Step, ...]
    timeout_s: int
    tries: int
    gave_up: Callable[[Job, str], None]


def kind(name: str) -> Kind:
    """The kind of that name."""
    return known()[name]


def known() -> dict[str, Kind]:
    """Every kind; a job of another one, queued by a newer release, waits for a newer worker."""
    # They queue jobs themselves, so they import this package.
    from ckanext.dtts.bulk.kinds import KINDS as OF_FILES
    from ckanext.dtts.duties.kinds import KINDS as OF_DUTIES
    from ckanext.dtts.finance.kinds import KINDS as OF_FINANCE
    from ckanext.dtts.harvest.kinds import KINDS as OF_HARVESTS
    from ckanext.dtts.observations.kinds import KINDS as OF_OBSERVATIONS
    from ckanext.dtts.pushing.kinds import KINDS as OF_PUSHING
    from ckanext.dtts.quality.kinds import KINDS as OF_QUALITY
    from ckanext.dtts.reconcile.kinds import KINDS as OF_REPAIRS
    from ckanext.dtts.road import KINDS as OF_THE_ROAD
    from ckanext.dtts.visits.kinds import KINDS as OF_VISITS

    return {
        **OF_THE_ROAD,
        **OF_OBSERVATIONS,
        **OF_FINANCE,
        **OF_DUTIES,
        **OF_FILES,
        **OF_HARVESTS,
        **OF_PUSHING,
        **OF_QUALITY,
        **OF_REPAIRS,
        **OF_VISITS,
    }
