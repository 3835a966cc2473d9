"""`python -m dtts_harvesters`: a source file on a laptop, before it goes to the portal."""

from __future__ import annotations

import argparse
import ipaddress
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from dtts.errors import DttsError, UsageError
from dtts_harvesters.opening import no_secrets, session_for
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.registry import connector, connector_kinds
from dtts_harvesters.report import Report
from dtts_harvesters.session import Allowed, Secrets
from dtts_harvesters.source import check_source, read_source
from dtts_harvesters.summary import Summary, summary

DONE, FAULTS, MISUSE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """0 done, 1 the file or the source has faults, 2 called wrongly."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except (DttsError, OSError) as wrong:
        sys.stderr.write(f"dtts_harvesters: {wrong}\n")
        return MISUSE


def _kinds(asked: argparse.Namespace) -> int:
    for kind in connector_kinds().values():
        sys.stdout.write(f"{kind.name}\t{kind.title['vi']} / {kind.title['en']}\n")
    return DONE


def _check(asked: argparse.Namespace) -> int:
    worst = DONE
    for path in asked.files:
        checked = check_source(path.read_text(encoding="utf-8-sig"))
        for fault in checked.faults:
            worst = FAULTS
            where = f"{path.name}: {fault.field or 'file'}"
            sys.stdout.write(f"{where}\n  {fault.message['vi']}\n  {fault.message['en']}\n")
    return worst


def _try(asked: argparse.Namespace) -> int:
    """Reads the source once and keeps nothing."""
    source = read_source(asked.file)
    granted = [Allowed(ipaddress.ip_network(one)) for one in asked.grant]
    report = Report()
    with session_for(
        source, secrets=_secrets(asked.secrets), granted=granted, folders=asked.folder
    ) as opened:
        found = summary(connector(source).fetch(opened, {}, report), report)
        requests = opened.requests
    sys.stdout.write("\n".join([*_told(found), f"requests: {requests}", ""]))
    return FAULTS if found.refused else DONE


def _told(found: Summary) -> list[str]:
    report = found.report
    lines = [
        f"records: {found.records}, rows: {found.rows}, complete: {'yes' if report.complete else 'no'}",
        f"mapped: {_counted(report.mapped)}",
        f"ignored: {_counted(report.ignored)}",
        f"drift: {_counted({f'{one.kind} {one.field}': one.count for one in report.drift.values()})}",
        f"refused: {_counted(found.refused)}",
    ]
    return [*lines, *map(_line, found.first)]


def _line(one: Record | Failure) -> str:
    if isinstance(one, Failure):
        return f"- {one.record_id or 'source'}: {one.message['vi']} / {one.message['en']}"
    return f"+ {one.id}: {one.title} ({one.digest[:12]})"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(counts.items())) or "-"


def _secrets(path: Path | None) -> Secrets:
    """From a YAML file: name, then the names of its parts."""
    if path is None:
        return no_secrets
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(kept, dict):
        raise UsageError(f"{path.name} holds no credentials")
    return kept.__getitem__


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dtts_harvesters", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    kinds = commands.add_parser("kinds", help="the connectors that are installed")
    kinds.set_defaults(run=_kinds)
    check = commands.add_parser("check", help="what is wrong in source files, field by field")
    check.add_argument("files", nargs="+", type=Path)
    check.set_defaults(run=_check)
    trying = commands.add_parser("try", help="read a source once and keep nothing")
    trying.add_argument("file", type=Path)
    trying.add_argument("--secrets", type=Path, help="YAML: names of credentials and their parts")
    trying.add_argument("--grant", action="append", default=[], help="a private network, as 10.12.3.0/24")
    trying.add_argument("--folder", action="append", default=[], type=Path, help="a folder that may be read")
    trying.set_defaults(run=_try)
    return parser


if __name__ == "__main__":
    sys.exit(main())
