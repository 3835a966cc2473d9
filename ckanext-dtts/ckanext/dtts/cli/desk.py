"""`ckan dtts seed-desk`: what lies on the desks of a portal that was just set up."""

from __future__ import annotations

import click

from ckanext.dtts.seeding import desk, harvesting, requests, reuses
from dtts.samples import load_desk, load_harvest, load_requests, load_reuses


@click.command("seed-desk", short_help="Put demonstration submissions on the desk.")
@click.option("--wait", default=120.0, show_default=True, help="Seconds to wait for the checks.")
def seed_desk(wait: float) -> None:
    """Sends the files of schemas/samples/desk.yaml as the demonstration users, and decides as it says; puts
    in the source of schemas/samples/harvest.yaml, and lets it run; makes and answers the requests for data of
    schemas/samples/requests.yaml; enters into the gallery what schemas/samples/reuses.yaml has.

    Run after `seed` and `users`. A second run changes nothing.
    """
    problems = desk.seed(load_desk(), click.echo, wait)
    problems += harvesting.seed(load_harvest(), click.echo, wait)
    requests.seed(load_requests(), click.echo)
    reuses.seed(load_reuses(), click.echo)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.exceptions.Exit(1)
