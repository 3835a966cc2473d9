"""`ckan dtts seed`: the first datasets, by the same road as everybody's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from ckan import model

from ckanext.dtts.bulk import nightly
from ckanext.dtts.seeding import Seed
from ckanext.dtts.seeding.seed import Outcome
from dtts.samples import load_manifest


@click.command(short_help="Bring in the first datasets.")
@click.option(
    "--schemas",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with samples/datasets.yaml (default: the package's).",
)
@click.option(
    "--wait", default=120.0, show_default=True, help="Seconds to wait for a worker that does not move."
)
def seed(schemas: Path | None, wait: float) -> None:
    """Makes organisations and datasets, sends every table and waits until the worker has published it.

    What is there stays; run again after a stop, it goes on where it was. Ends with 1 when a table was
    refused or when the rows of CSV, Parquet and DataStore differ.
    """
    outcomes = Seed(load_manifest(schemas), click.echo, wait).run()
    nightly.put_now()
    model.Session.commit()
    click.echo(table_of(outcomes))
    failed = [outcome for outcome in outcomes if outcome.problems]
    for outcome in failed:
        click.echo(f"\n{outcome.dataset}/{outcome.table}", err=True)
        for problem in outcome.problems:
            click.echo(f"  {problem}", err=True)
    if failed:
        raise click.exceptions.Exit(1)


def table_of(outcomes: Sequence[Outcome]) -> str:
    """One line a table: where it is and how many rows each of its forms holds."""
    width = max((len(f"{outcome.dataset}/{outcome.table}") for outcome in outcomes), default=7)
    lines = [f"\n{'table':<{width}}  {'CSV':>7}  {'Parquet':>7}  {'DataStore':>9}"]
    for outcome in outcomes:
        csv, parquet, datastore = outcome.counts or ("-", "-", "-")
        address = f"{outcome.dataset}/{outcome.table}"
        lines.append(f"{address:<{width}}  {csv:>7}  {parquet:>7}  {datastore:>9}")
    return "\n".join(lines)
