"""`python -m dtts duties`: the percentage of the catalogue of what must be published, from its CSV alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dtts.commands.command import INVALID, VALID, Command
from dtts.duties.recount import recount_file
from dtts.duties.share import Share


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a CSV of /danh-muc-du-lieu-mo.csv")


def _run(arguments: argparse.Namespace) -> int:
    found = recount_file(arguments.file)
    sys.stdout.write(_line("all", found.total))
    for title, shares in (("agency", found.by_agency), ("province", found.by_province)):
        for name, share in sorted(shares.items()):
            sys.stdout.write(_line(f"{title} {name}", share))
    for code in found.differ:
        sys.stderr.write(f"{code}: its columns “counted” and “fresh” differ from its days\n")
    return INVALID if found.differ else VALID


def _line(name: str, share: Share) -> str:
    percent = "—" if share.percent is None else f"{share.percent:.1f} %"
    return f"{name}: {share.fresh} / {share.due} = {percent}\n"


DUTIES = Command("duties", "count the share of what is published and up to date again", _add_arguments, _run)
