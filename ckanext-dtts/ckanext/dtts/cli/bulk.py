"""`ckan dtts bulk`: the nightly set, now."""

from __future__ import annotations

import click

from ckanext.dtts.bulk.make import make
from dtts.errors import UsageError


@click.command("bulk", short_help="Make the Parquet files and packages of all indicators now.")
@click.pass_context
def bulk(context: click.Context) -> None:
    """Make the nightly set of what is public now; readers keep the one of before until it is whole."""
    with context.meta["flask_app"].test_request_context():
        try:
            made = make()
        except UsageError as wrong:
            raise click.ClickException(str(wrong)) from wrong
    if made is None:
        click.echo("nothing is published yet, no set was made")
        return
    said = "in place" if made.fresh else "already in place"
    click.echo(f"{made.name}: {made.rows} rows, {made.files} files, {made.bytes} bytes, {said}")
