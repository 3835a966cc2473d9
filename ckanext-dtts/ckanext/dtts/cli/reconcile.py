"""`ckan dtts reconcile`: everything derived against the database and the kept files."""

from __future__ import annotations

import json

import click
import pysolr
from ckan.lib.search.common import SearchIndexError

from ckanext.dtts.reconcile import THINGS
from ckanext.dtts.reconcile.compare import compare, repair
from ckanext.dtts.reconcile.difference import Difference


@click.command(
    "reconcile", short_help="Compare all copies with the database; --repair closes the differences."
)
@click.option("--repair", "repairing", is_flag=True, help="Make again what differs, and only that.")
@click.option("--deep", is_flag=True, help="Also read and hash every kept file, and make exports again.")
@click.option("--only", multiple=True, type=click.Choice(list(THINGS)), help="Compare only this; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def reconcile(
    context: click.Context, repairing: bool, deep: bool, only: tuple[str, ...], as_json: bool
) -> None:
    """Say what differs between database, kept files, DataStore, resources, observations, jobs, outbox, index
    and exports. Safe while the portal works: what is under way is not judged.

    Ends with code 1 when a difference is left, so that a cron job can alarm.
    """
    names = only or tuple(THINGS)
    with context.meta["flask_app"].test_request_context():  # CKAN's actions ask a request for the language
        try:
            found = compare(names, deep=deep)
            left = found
            if repairing and found:
                repair(found, deep=deep)
                left = compare(dict.fromkeys(each.thing for each in found), deep=deep)
        except (SearchIndexError, pysolr.SolrError) as error:
            said = f"Solr does not answer: start it and run the same again. It said: {error!s:.200}"
            raise click.ClickException(said) from error
    _print(names, found, left, as_json=as_json)
    if left:
        raise SystemExit(1)


def _print(names: tuple[str, ...], found: list[Difference], left: list[Difference], *, as_json: bool) -> None:
    if as_json:
        told = [{**each.to_dict(), "left": each in left} for each in found]
        click.echo(
            json.dumps({"compared": names, "differences": told, "left": len(left)}, ensure_ascii=False)
        )
        return
    for name in names:
        of_it = [each for each in found if each.thing == name]
        click.echo(f"{name}: {len(of_it) or 'no'} difference{'' if len(of_it) == 1 else 's'}")
        for each in of_it:
            end = "" if each in left else " (repaired)"
            click.echo(f"  {each.kind}: {each.subject}: {each.says}{end}")
    for each in left:
        if each not in found:
            click.echo(f"  since then: {each.thing} {each.kind}: {each.subject}: {each.says}")
