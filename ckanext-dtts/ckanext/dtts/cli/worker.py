"""`ckan dtts worker`: runs the jobs."""

from __future__ import annotations

import click

from ckanext.dtts.jobs.worker import Worker


@click.command("worker", short_help="Run background jobs until told to stop.")
@click.option("--once", is_flag=True, help="Stop when no job is due any more.")
@click.pass_context
def worker(context: click.Context, once: bool) -> None:
    """Take jobs from the database one after another; wakes at once when Redis rings."""
    Worker(context.meta["flask_app"]).run(once=once)
