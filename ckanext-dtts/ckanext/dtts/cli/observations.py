"""`ckan dtts observations …`: the store that published tables feed."""

from __future__ import annotations

import click
from ckan import model

from ckanext.dtts.observations.feed import feeding_tables, rebuild, rebuild_whole


@click.group("observations", short_help="The store of indicator values.")
def observations() -> None:
    """Values of indicators, from the published tables and derived from them."""


@observations.command("rebuild")
@click.option("--whole", is_flag=True, help="Empty the store and load every release that there was again.")
def rebuild_observations(whole: bool) -> None:
    """Bring the store in line with the published tables, and compute the derived rows anew."""
    for name, counts in rebuild_whole() if whole else rebuild(feeding_tables()):
        click.echo(f"{name}: {counts.added} added, {counts.superseded} superseded")
    model.Session.commit()
