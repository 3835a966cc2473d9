"""`ckan dtts harvest …`: what keepers do in the browser, from a command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
from ckan import model

from ckanext.dtts.errors import message_of
from ckanext.dtts.harvest import running, runs, sources
from ckanext.dtts.jobs import lease
from ckanext.dtts.seeding.acting import act


@click.group("harvest", short_help="Sources that are harvested.")
def harvest() -> None:
    """Puts sources in, runs them, and decides about what waits."""


@harvest.command("list")
@click.pass_context
def list_sources(context: click.Context) -> None:
    """Show every source: health, name, state, last run, what waits."""
    with context.meta["flask_app"].test_request_context():
        for each in act("dtts_source_list", {}):
            click.echo(
                f"{each['health']:8}  {each['name']:32}  {each['state']:6}  waits {each['waiting']}  "
                f"{line(each['last']) if each['last'] else 'never ran'}"
            )


@harvest.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def add(context: click.Context, file: Path) -> None:
    """Put a source in by its file, or give it another file; then `check` it."""
    with context.meta["flask_app"].test_request_context():
        made = attempt("dtts_source_define", definition=file.read_text(encoding="utf-8-sig"))
        click.echo(f"{made['name']}: {made['state']}")


@harvest.command()
@click.argument("name")
@click.pass_context
def check(context: click.Context, name: str) -> None:
    """Make a dry run here and now: nothing is written but its report."""
    finished(context, name, "check")


@harvest.command()
@click.argument("name")
@click.pass_context
def run(context: click.Context, name: str) -> None:
    """Run a source here and now; it needs a dry run before."""
    finished(context, name, "harvest")


@harvest.command()
@click.argument("name")
@click.pass_context
def pause(context: click.Context, name: str) -> None:
    """Let a source rest."""
    with context.meta["flask_app"].test_request_context():
        click.echo(attempt("dtts_source_set", id=name, state="paused")["state"])


@harvest.command()
@click.argument("name")
@click.pass_context
def resume(context: click.Context, name: str) -> None:
    """Let a source run by its schedule."""
    with context.meta["flask_app"].test_request_context():
        click.echo(attempt("dtts_source_set", id=name, state="active")["state"])


@harvest.command()
@click.argument("name")
@click.pass_context
def faults(context: click.Context, name: str) -> None:
    """Show the faults of a source's last run."""
    with context.meta["flask_app"].test_request_context():
        last = attempt("dtts_source_show", id=name)["last"]
        for each in attempt("dtts_run_show", id=last["id"])["faults"] if last else ():
            record, said = each["record"] or "-", each["message"]["vi"]
            click.echo(f"{each['severity']:8}{each['code']:20}{record:24}{said}")


@harvest.command()
@click.argument("name")
@click.option("--refuse", is_flag=True, help="Say no instead.")
@click.pass_context
def accept(context: click.Context, name: str, refuse: bool) -> None:
    """Say yes to everything of a source that waits."""
    with context.meta["flask_app"].test_request_context():
        decision, number = "refuse" if refuse else "accept", 0
        while held := attempt("dtts_source_show", id=name)["held"]:
            for each in held:
                attempt("dtts_record_decide", id=each["id"], decision=decision)
                number += 1
        click.echo(f"{number} refused" if refuse else f"{number} accepted")


def finished(context: click.Context, name: str, kind: str) -> None:
    """Run a source in this process, and print how that ended; ends with 1 when it failed."""
    with context.meta["flask_app"].test_request_context():
        asked = attempt("dtts_source_run", id=name, kind=kind)
        source = sources.get(name)
        mine = runs.claim(lease.me(), source.id)
        if mine is None or mine.lease_token is None:
            raise click.ClickException(f"run {asked['id']} is under way in another process")
        if code := running.run(mine.id, mine.lease_token):
            raise click.ClickException(f"the run ended with {code}")
        told = attempt("dtts_run_show", id=str(mine.id))
        click.echo(line(told))
        if told["state"] == "failed":
            raise click.ClickException(f"{told['error']['vi']} / {told['error']['en']}")


def attempt(action: str, /, **data: Any) -> Any:
    """The answer of an action, or why there is none."""
    try:
        return act(action, data)
    except tk.ObjectNotFound as missing:
        raise click.ClickException(f"there is no such thing: {data.get('id')}") from missing
    except tk.ValidationError as wrong:
        model.Session.rollback()
        said = message_of(wrong)["message"]
        raise click.ClickException(f"{said['vi']} / {said['en']}") from wrong


def line(told: dict[str, Any]) -> str:
    """The balance of a run in one line."""
    counted = " + ".join(
        f"{told[name]} {name}" for name in ("created", "updated", "unchanged", "failed", "held")
    )
    missing = f"; {told['missing']} missing, {told['removed']} removed" if told["missing"] else ""
    return (
        f"{told['kind']} {told['state']}: {told['in']} in = {counted}{missing}; {told['requests']} requests"
    )
