"""`ckan dtts worker`: runs the jobs."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from ckanext.dtts.jobs.worker import Worker
from ckanext.dtts.registers import now
from ckanext.dtts.registers.ahead import read_ahead


@click.command("worker", short_help="Run background jobs until told to stop.")
@click.option("--once", is_flag=True, help="Stop when no job is due any more.")
@click.pass_context
def worker(context: click.Context, once: bool) -> None:
    """Take jobs from the database one after another; wakes at once when Redis rings."""
    app: Flask = context.meta["flask_app"]
    if not once:  # one that may have nothing to do reads nothing for it
        with app.test_request_context():
            read_ahead(_registers())
    Worker(app).run(once=once)


def _registers() -> Path | None:
    """Of those in force; of the package while the database does not answer, which a worker outlives."""
    try:
        return now.folder()
    except SQLAlchemyError:
        return None
