"""Runs one job in a process of its own, step by step, and says how it ended."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import uuid
from collections.abc import Callable

from ckan import model
from ckan.plugins import IForkObserver, PluginImplementations
from flask import Flask

from ckanext.dtts.jobs import faults, queue
from ckanext.dtts.jobs.kinds import kind
from ckanext.dtts.model import Job

log = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1
FAILED = 3


def fork(app: Flask, work: Callable[[], int]) -> int:
    """Start a child that does `work` and ends with the code that it returns; gives the child's process id.

    The child dies with its parent: nobody else would keep its lease alive.
    """
    prepare_fork()
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    code = FAILED
    try:
        _die_with_parent(parent)
        with app.test_request_context():  # CKAN's actions translate, and ask a request how
            code = work()
    except BaseException:  # the child must end here, whatever happens
        log.exception("a child of the worker ends unexpectedly")
    finally:
        os._exit(code)


def run(job_id: uuid.UUID, token: uuid.UUID) -> int:
    """Run what is left to do of the job; returns 0, or FAILED after the failure is written down."""
    job = model.Session.get_one(Job, job_id)
    try:
        _run_steps(job, token)
        queue.finish(job_id, token)
    except Exception as error:  # the runner alone catches all, and records it
        log.exception("job %s (%s) failed", job_id, job.kind)
        model.Session.rollback()
        fail(job_id, token, f"{type(error).__name__}: {error}", final=getattr(error, "final", False))
        return FAILED
    return 0


def fail(job_id: uuid.UUID, token: uuid.UUID, error: str, *, final: bool = False) -> None:
    """Write down a failed attempt; after the last one, or a `final` error, do what the kind says."""
    job = model.Session.get_one(Job, job_id)
    again = queue.give_back(job_id, token, error, tries=0 if final else kind(job.kind).tries)
    if not again:
        kind(job.kind).gave_up(job, error)
    model.Session.commit()


def prepare_fork() -> None:
    """Close every connection, so that parent and child do not speak over the same one."""
    model.Session.remove()
    assert model.meta.engine is not None
    model.meta.engine.dispose()
    for plugin in PluginImplementations(IForkObserver):
        plugin.before_fork()


def _run_steps(job: Job, token: uuid.UUID) -> None:
    for step in kind(job.kind).steps:
        if step.name in job.steps:
            continue
        faults.point(f"{job.kind}.{step.name}:before")
        result = step.run(job)
        faults.point(f"{job.kind}.{step.name}:unwritten")
        queue.journal(job, token, step.name, result)
        faults.point(f"{job.kind}.{step.name}:after")


def _die_with_parent(parent: int) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the parent drains; it ends the job itself if need be
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(FAILED)
