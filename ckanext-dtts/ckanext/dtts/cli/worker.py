"""`ckan dtts worker`: runs the jobs."""

from __future__ import annotations

import click
from flask import Flask

from ckanext.dtts.jobs.worker import Worker
from ckanext.dtts.registers.ahead import before_work


@click.command("worker", short_help="Run background jobs until told to stop.")
@click.option("--once", is_flag=True, help="Stop when no job is due any more.")
@click.pass_context
def worker(context: click.Context, once: bool) -> None:
    """Take jobs from the database one after another; wakes at once when Redis rings."""
    app: Flask = context.meta["flask_app"]
    if not once:  # one that may have nothing to do reads nothing for it
        before_work(app)
    Worker(app).run(once=once)
