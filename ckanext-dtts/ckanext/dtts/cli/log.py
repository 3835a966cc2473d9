"""`ckan dtts log …`: whether the log of events is what was written."""

from __future__ import annotations

import click

from ckanext.dtts.road import log as kept
from dtts.chain import Head, first_break


@click.group("log", short_help="The log of events.")
def log() -> None:
    """Who moved which submission, when and why: rows are only added, each chained to the one before."""


@log.command()
def head() -> None:
    """Show the end of the log as SEQ:HASH. Keep it outside of this server, to notice rows that vanish."""
    found = kept.head()
    click.echo(f"{found['seq']}:{found['hash']}")


def _read(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Head | None:
    try:
        return kept.remembered(value) if value else None
    except ValueError as error:
        raise click.BadParameter("write it as SEQ:HASH, as `ckan dtts log head` shows it") from error


@log.command()
@click.option("--head", "remembered", callback=_read, help="SEQ:HASH, seen before: it must still be there.")
def verify(remembered: Head | None) -> None:
    """Compute the chain anew from the rows, and compare every submission's state with the log.

    Ends with code 1 at the first row that is not what was written, and names it.
    """
    broken = first_break(kept.rows(), remembered)
    if broken:
        raise click.ClickException(f"The log is broken: row {broken.seq} {broken.reason}.")
    strays = kept.strays()
    for stray in strays:
        click.echo(f"submission {stray.submission_id} is {stray.state}, the log says {stray.logged}")
    if strays:
        raise click.ClickException(f"{len(strays)} submissions are in a state that the log does not tell.")
    found = kept.head()
    click.echo(f"{found['count']} rows are whole; head {found['seq']}:{found['hash']}")
