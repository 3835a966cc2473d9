"""`ckan dtts jobs …`: what is to be done, what failed, and doing it again."""

from __future__ import annotations

import uuid

import click
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs import queue, wake
from ckanext.dtts.model import Job
from ckanext.dtts.model.job import JOB_STATES

SHOWN = 50


@click.group("jobs", short_help="Background jobs.")
def jobs() -> None:
    """The job table, as the worker sees it."""


@jobs.command("list")
@click.option("--state", type=click.Choice(JOB_STATES), help="Only these.")
def list_jobs(state: str | None) -> None:
    """Show the newest jobs: id, kind, state, attempt, and the error of the last attempt."""
    query = sa.select(Job).order_by(Job.seq.desc()).limit(SHOWN)
    query = query.where(Job.state == state) if state else query
    for job in model.Session.scalars(query):
        click.echo(f"{job.id}  {job.kind:8}  {job.state:9}  {job.attempt}  {job.last_error or ''}".rstrip())


@jobs.command()
@click.argument("identifier", type=click.UUID)
def retry(identifier: uuid.UUID) -> None:
    """Queue a failed job again; steps that are journalled as done are not repeated."""
    if not queue.retry(identifier):
        raise click.ClickException(
            "There is no failed job of that id; see `ckan dtts jobs list --state failed`."
        )
    model.Session.commit()
    wake.ring(identifier)
