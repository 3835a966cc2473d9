"""A look at one address as soon as somebody names it, so that who decides on it knows whether it opens."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Job
from ckanext.dtts.quality import nightly
from ckanext.dtts.quality.links import is_here
from dtts_harvesters.session import Policy

KIND = "link"


def plan(address: str) -> None:
    """Queue a look in the caller's transaction, unless one waits or the operator wants no checks of links."""
    waits = sa.exists().where(
        Job.kind == KIND, Job.state == "queued", Job.payload["address"].astext == address
    )
    if config.links_per_night() and not is_here(address) and not model.Session.scalar(sa.select(waits)):
        queue.put(KIND, nightly.KIND, {"address": address})


def run(job: Job) -> dict[str, Any]:
    """Look once; done again after a crash, it looks again and counts at most one failure more."""
    checked, broken = nightly.look_at([job.payload["address"]], Policy(limits=nightly.LIMITS))
    return {"checked": checked, "broken": len(broken)}
