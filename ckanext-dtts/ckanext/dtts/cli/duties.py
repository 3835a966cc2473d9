"""`ckan dtts duties …`: the catalogue of what must be published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ckan.model as model
import click
from werkzeug.datastructures import FileStorage

from ckanext.dtts import registers
from ckanext.dtts.duties import catalogue, coverage
from ckanext.dtts.seeding.acting import act
from dtts.catalogue import table_schema, table_schema_names
from dtts.duties import Share
from dtts.duties.declared import KEY
from dtts.duties.recount import recount_file


@click.group("duties", short_help="The catalogue of what must be published.")
def duties() -> None:
    """What agencies have to publish, how often and until when, and how much of it is published."""


@duties.command("show")
@click.pass_context
def show(context: click.Context) -> None:
    """Print the percentage of today: in all, by agency and by province."""
    with context.meta["flask_app"].test_request_context():
        found = catalogue.on(registers.today())
        click.echo(line("all", found.share))
        for identifier, share in found.by_agency().items():
            click.echo(line(f"agency {name_of(found, identifier)}", share))
        for identifier, share in found.by_province().items():
            click.echo(line(f"province {identifier}", share))


@duties.command("recount")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def recount(context: click.Context, file: Path) -> None:
    """Count the percentage again from a CSV of the catalogue alone, and hold it against the portal's own.

    Ends with 1 when they differ; the CSV has to be of today.
    """
    counted = recount_file(file)
    with context.meta["flask_app"].test_request_context():
        found = catalogue.on(registers.today())
        agencies = {name_of(found, key): share for key, share in found.by_agency().items()}
        same = (
            counted.total == found.share
            and not counted.differ
            and dict(counted.by_agency) == agencies
            and dict(counted.by_province) == found.by_province()
        )
    click.echo(line("from the file", counted.total))
    click.echo(line("of the portal", found.share))
    if not same:
        raise click.ClickException("the counts differ")
    click.echo(f"the same in all, for {len(agencies)} agencies and {len(counted.by_province)} provinces")


@duties.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reason", help="The decision that the catalogue rests on.")
@click.option("--yes", is_flag=True, help="Write it; otherwise only what it would change is shown.")
@click.pass_context
def bring_in(context: click.Context, file: Path, reason: str | None, yes: bool) -> None:
    """Take a file with the catalogue (CSV, Excel): new entries and changed ones; what it lacks stays."""
    with context.meta["flask_app"].test_request_context(), file.open("rb") as stream:
        asked = {"upload": FileStorage(stream, filename=file.name), "apply": "all" if yes else ""}
        found = act("dtts_entry_import", {**asked, "reason": reason or ""})
    tell(found)
    if not found["sound"]:
        raise click.ClickException("no entry was changed")
    if not yes:
        click.echo("Nothing was changed: add --yes to write it.")


@duties.command("cover")
def cover() -> None:
    """Read what versions are about that lack it, such as those published before the catalogue was kept."""
    declared = [name for name in table_schema_names() if KEY in table_schema(name).descriptor]
    versions = coverage.lacking(declared)
    for version in versions:
        coverage.keep_version(version)
    model.Session.commit()
    click.echo(f"{len(versions)} versions read")


def tell(found: Mapping[str, Any]) -> None:
    """What an import does, or why it cannot."""
    for fault in found["report"]["faults"]:
        click.echo(f"{fault['severity']}: {fault['message']['vi']} / {fault['message']['en']}")
    for each in found["refused"]:
        click.echo(f"refused {each['code']}: {each['message']['vi']} / {each['message']['en']}")
    click.echo(
        f"added {len(found['added'])}, changed {len(found['changed'])}, unchanged {found['unchanged']}, "
        f"not in the file {len(found['absent'])}"
    )


def name_of(found: catalogue.Catalogue, identifier: str) -> str:
    """The name of an agency in its address."""
    known = found.agencies.get(identifier)
    return known.name if known else identifier


def line(name: str, share: Share) -> str:
    """One share."""
    percent = "—" if share.percent is None else f"{share.percent:.1f} %"
    return f"{name}: {share.fresh} / {share.due} = {percent}"
