"""Reads what jobs and pages ask of the registers before a worker forks, and before a web process is asked.

A job runs in a fork of its own. One that had to read the 14,149 units, their names and what lies above them
by itself would spend more time on that than on a small table. Plain Python only: see `dtts.registers.rows`.
The first reader of a web process would wait for it: 0.8 s, where those after wait 20 ms.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import Path

import ckan.plugins.toolkit as tk
from ckan import model
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import configure_mappers

from ckanext.dtts.jobs.kinds import known
from ckanext.dtts.registers import now
from ckanext.dtts.registers.kept import kept
from dtts import registers
from dtts.catalogue import indicators
from dtts.revisions.totals import provinces_and_levels

_read: list[Path | None] = []
"""The folder that this process read ahead last, once it has."""


def before_work(app: Flask) -> None:
    """Those in force; those of the package while the database does not answer, which the caller outlives."""
    with app.test_request_context():
        read_ahead(_in_force())
        model.Session.remove()


def between_jobs(app: Flask) -> None:
    """Those in force, when others were read ahead before: a job, which is a fork, has published them since.

    Nothing was read ahead for a worker that only does what is due; nor is it while the database is away.
    """
    with suppress(SQLAlchemyError):
        if _read and now.folder() != _read[0]:
            before_work(app)


def read_ahead(folder: Path | None) -> None:
    """The registers of the folder, or those of the package; asks no database. Needs a request context."""
    _read[:] = [folder]
    configure_mappers()
    tk.get_action("status_show")  # CKAN collects all actions when it is asked for the first
    known()
    kept()
    indicators()
    provinces_and_levels(folder)
    for lang in ("vi", "en"):
        registers.place_name("VN", lang, folder)
    gc.collect()
    gc.freeze()  # a collection in a fork would copy the pages of all this


def _in_force() -> Path | None:
    try:
        return now.folder()
    except SQLAlchemyError:
        return None
