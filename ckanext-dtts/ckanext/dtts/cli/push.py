"""`ckan dtts push`: send what was published to the gateway."""

from __future__ import annotations

import click
from ckan import model

from ckanext.dtts.jobs import wake
from ckanext.dtts.pushing import queueing
from dtts.errors import UsageError


@click.command("push", short_help="Send published versions to a gateway.")
@click.option("--dataset", help="Only the tables of this dataset.")
def push(dataset: str | None) -> None:
    """Queue every current version that was never queued, and the word of each that was and is public no more;
    the worker sends and tries again."""
    try:
        jobs = queueing.tell(queueing.untold(dataset)) + queueing.put(queueing.due(dataset))
    except UsageError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    model.Session.commit()
    for job in jobs:
        wake.ring(job.id)
    click.echo(f"{len(jobs)} queued; see `ckan dtts jobs list`")
