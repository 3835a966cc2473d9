"""The worker: runs the portal's jobs, of which PostgreSQL keeps the truth."""

from __future__ import annotations

import shutil
import time

from . import ckan, ports, web
from .place import Place
from .processes import Service

OLD_S = 86_400
READY = "looks for jobs"
"""What ckanext.dtts.jobs.worker writes to its log when it has begun."""


def service(place: Place) -> Service:
    """The worker's process."""
    return Service("worker", place.run, place.log, place.account)


def start(place: Place) -> str | None:
    """Brings the worker up, or starts it again when its code or configuration changed."""
    worker = service(place)
    mark = web.loaded(place)
    if worker.pid() is not None:
        if worker.mark() == mark:
            return None
        worker.stop()
    _sweep(place)
    before = worker.log_size()
    command = [str(place.ckan), "-c", str(place.ini), "dtts", "worker"]
    apart = ckan.runs_apart(place)
    worker.start(command, cwd=place.var, env=web.environment(place), mark=mark, as_root=not apart)
    ports.wait_until(
        lambda: worker.has_said(READY, before),
        lambda: worker.pid() is not None,
        120,
        lambda: f"The worker did not start: {worker.last_words()} (see {worker.log_file})",
    )
    return None


def _sweep(place: Place) -> None:
    """Removes what readers that were killed at their limits left; a day is longer than any job."""
    for path in (place.var / "work").glob("dtts-*"):
        if time.time() - path.stat().st_mtime > OLD_S:
            shutil.rmtree(path, ignore_errors=True)


def stop(place: Place) -> bool:
    """Ends the worker; a job cut short is taken up again when its lease is over."""
    return service(place).stop()
