"""`ckan dtts registers …`: the registers that people keep."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
from werkzeug.datastructures import FileStorage

from ckanext.dtts.errors import message_of
from ckanext.dtts.registers import published
from ckanext.dtts.seeding.acting import act
from ckanext.dtts.seeding.waiting import wait

SHOWN = 20


@click.group("registers", short_help="National registers.")
def registers() -> None:
    """New versions of units, peoples, programme and the like."""


@registers.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--register", "name", required=True, help="Name of the register, such as agencies.")
@click.option("--legal-basis", default="", help="Number of the document that the change rests on.")
@click.option("--yes", is_flag=True, help="Send it when nothing stands against it.")
@click.option("--wait", "wait_s", default=120.0, show_default=True, help="Seconds to wait for the worker.")
@click.pass_context
def load(context: click.Context, file: Path, name: str, legal_basis: str, yes: bool, wait_s: float) -> None:
    """Shows what FILE (CSV or XLSX) would change of a register and, with --yes, publishes it.

    Ends with 1 when it is refused or could not be published.
    """
    with context.meta["flask_app"].test_request_context():  # CKAN's actions ask a request for the language
        try:
            found = _act("dtts_register_difference", file, {"register": name})
            show(found)
            if not found["difference"] or found["difference"]["refusals"]:
                raise click.exceptions.Exit(1)
            if yes:
                _apply(found, legal_basis, wait_s)
            else:
                click.echo("Nothing was changed: add --yes and --legal-basis to publish it.")
        except tk.ValidationError as wrong:
            told = message_of(wrong)
            raise click.ClickException(f"{told['message']['vi']} / {told['message']['en']}") from wrong
        except tk.ObjectNotFound as wrong:
            raise click.ClickException(str(wrong)) from wrong


def show(found: dict[str, Any]) -> None:
    """The difference, as counts and the first rows of each kind; or the faults of a file without one."""
    for fault in found["report"]["faults"][:SHOWN]:
        click.echo(f"{fault['severity']}: {fault['message']['vi']} / {fault['message']['en']}")
    if found["difference"]:
        _show_difference(found["difference"])


def _show_difference(found: dict[str, Any]) -> None:
    click.echo(f"{found['name']}: {found['unchanged']} rows unchanged")
    for kind in ("added", "removed"):
        click.echo(f"{kind}: {len(found[kind])}")
        for row in found[kind][:SHOWN]:
            click.echo("  " + ", ".join(str(row[column]) for column in found["key"]))
    for kind in ("changed", "ended"):
        click.echo(f"{kind}: {len(found[kind])}")
        for one in found[kind][:SHOWN]:
            cells = "; ".join(f"{name}: {old} → {new}" for name, (old, new) in one["cells"].items())
            click.echo(f"  {', '.join(map(str, one['key']))}: {cells}")
    for refusal in found["refusals"]:
        click.echo(f"refused ({refusal['rule']}): {refusal['reason']['vi']} / {refusal['reason']['en']}")


def _apply(found: dict[str, Any], legal_basis: str, wait_s: float) -> None:
    """Publish exactly what was shown."""
    asked = {"register": found["register"], "base": found["base"], "legal_basis": legal_basis}
    answer = act("dtts_register_load", {**asked, **found["file"]})
    problems = [
        problem
        for _id, said in wait([each["id"] for each in answer["submissions"]], wait_s, click.echo)
        for problem in said
    ]
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.exceptions.Exit(1)
    published.look_again()
    click.echo(f"{len(answer['submissions'])} tables published; in force: {published.folder() or 'package'}")


def _act(action: str, file: Path, asked: dict[str, Any]) -> dict[str, Any]:
    with file.open("rb") as stream:
        answer: dict[str, Any] = act(action, {**asked, "upload": FileStorage(stream, filename=file.name)})
    return answer
