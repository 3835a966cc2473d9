"""`ckan dtts tables …`: the copies of published tables in the DataStore."""

from __future__ import annotations

import click
from ckan import model

from ckanext.dtts.road.difference import compare_published
from ckanext.dtts.road.rebuild import is_whole, published_tables, rebuild


@click.group("tables", short_help="Published tables.")
def tables() -> None:
    """What can be made again from the kept files."""


@tables.command("rebuild")
@click.option("--all", "everything", is_flag=True, help="Also those whose copy is whole.")
@click.pass_context
def rebuild_tables(context: click.Context, everything: bool) -> None:
    """Make DataStore copies that are missing or not whole again, and tell CKAN of them."""
    made = 0
    with context.meta["flask_app"].test_request_context():  # CKAN's actions ask a request for the language
        for table, version in published_tables():
            if everything or not is_whole(version):
                rebuild(table, version)
                model.Session.commit()
                made += 1
    click.echo(f"{made} DataStore copies made again.")


@tables.command("compare")
def compare_tables() -> None:
    """Work out what versions changed that were published before the portal kept differences."""
    click.echo(f"{compare_published()} versions compared with the one before them.")
