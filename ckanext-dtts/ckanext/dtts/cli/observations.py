"""`ckan dtts observations …`: the store that published tables feed."""

from __future__ import annotations

import click

from ckanext.dtts.observations.feed import feeding_tables, rebuild


@click.group("observations", short_help="The store of indicator values.")
def observations() -> None:
    """Values of indicators, from the published tables and derived from them."""


@observations.command("rebuild")
def rebuild_observations() -> None:
    """Bring the store in line with the published tables, and compute the derived rows anew."""
    for name, counts in rebuild(feeding_tables()):
        click.echo(f"{name}: {counts.added} added, {counts.superseded} superseded")
