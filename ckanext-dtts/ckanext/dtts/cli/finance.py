"""`ckan dtts finance …`: the store of money that published tables feed."""

from __future__ import annotations

import click

from ckanext.dtts.finance.feed import rebuild


@click.group("finance", short_help="The store of money.")
def finance() -> None:
    """Amounts of the programmes, from the published tables."""


@finance.command("rebuild")
def rebuild_finance() -> None:
    """Bring the store in line with the published tables."""
    for name, counts in rebuild():
        click.echo(f"{name}: {counts.added} added, {counts.superseded} superseded")
