"""`ckan dtts search …`: the index of datasets against the database."""

from __future__ import annotations

import click

from ckanext.dtts.search import drift as drifts


@click.group("search", short_help="Index of datasets")
def search() -> None:
    """Compare the search index with the database and bring it in line. Readers never see it empty."""


@search.command()
def rebuild() -> None:
    """Index every dataset anew and take out what is gone."""
    count = drifts.rebuild(_show)
    click.echo(f"{count} datasets indexed.")


@search.command()
@click.option("--repair", is_flag=True, help="Index again what differs, and only that.")
def check(repair: bool) -> None:
    """Say what differs between database and index; with --repair, close the difference.

    Ends with code 1 when something differs and was not repaired, so that a cron job can alarm.
    """
    found = drifts.drift()
    click.echo(f"missing {len(found.missing)}, stale {len(found.stale)}, orphaned {len(found.orphaned)}")
    for kind in ("missing", "stale", "orphaned"):
        for key in getattr(found, kind):
            click.echo(f"  {kind}: {key}")
    if repair:
        drifts.repair(found, _show)
    elif found.ids:
        raise SystemExit(1)


def _show(done: int, everything: int) -> None:
    click.echo(f"  {done} of {everything}", err=True)
