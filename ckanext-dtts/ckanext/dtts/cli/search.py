"""`ckan dtts search …`: the index of datasets against the database."""

from __future__ import annotations

from typing import IO, Any

import ckan.plugins.toolkit as tk
import click
import pysolr
from ckan.lib.search.common import SearchIndexError

from ckanext.dtts.search import drift as drifts
from ckanext.dtts.search import synonyms as kept
from dtts.errors import UsageError
from dtts.searching import synonyms as synonym_file


class Command(click.Command):
    """A command that says in one sentence that Solr does not answer."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it."""
        try:
            return super().invoke(ctx)
        except (SearchIndexError, pysolr.SolrError) as error:
            address = tk.config["solr_url"]
            raise click.ClickException(
                f"Solr does not answer at {address}: start it and run the same again. It said: {error!s:.200}"
            ) from error


@click.group("search", short_help="Index of datasets")
def search() -> None:
    """Compare the search index with the database and bring it in line. Readers never see it empty."""


@search.command(cls=Command)
def rebuild() -> None:
    """Index every dataset anew and take out what is gone."""
    count = drifts.rebuild(_show)
    click.echo(f"{count} datasets indexed.")


@search.command(cls=Command)
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


@search.command()
@click.argument("file", required=False, type=click.File(encoding="utf-8"))
@click.option(
    "--check", "only_check", is_flag=True, help="Say whether the file is right, and change nothing."
)
@click.option("--package", is_flag=True, help="Go back to the file that comes with the package.")
def synonyms(file: IO[str] | None, *, only_check: bool, package: bool) -> None:
    """Take a file of synonyms into use, or print the one in force.

    All processes go by it within ten seconds; nothing is restarted or indexed again. A file that is not right
    is refused and changes nothing.
    """
    if package:
        kept.drop()
    elif file is None:
        click.echo(kept.text(), nl=False)
        return
    else:
        _take(file.read(), only_check=only_check)
    count = len(synonym_file.read(kept.text()).others)
    click.echo(f"{count} wordings in force.")


def _take(text: str, *, only_check: bool) -> None:
    try:
        found = synonym_file.read(text) if only_check else kept.take(text)
    except UsageError as error:
        raise click.ClickException(str(error)) from error
    if only_check:
        click.echo(f"{len(found.others)} wordings, all right. Nothing was changed.")


def _show(done: int, everything: int) -> None:
    click.echo(f"  {done} of {everything}", err=True)
