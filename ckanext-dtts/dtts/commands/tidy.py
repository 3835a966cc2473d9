"""`python -m dtts tidy`: a raw export becomes a CSV of a table schema; what stays unread is printed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from dtts.commands.command import INVALID, VALID, Command
from dtts.errors import UnreadableFile
from dtts.report import Fault


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("recipe", type=Path, help="YAML beside the raw file")
    parser.add_argument("source", type=Path, help="the raw file")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the CSV to write")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")


def _run(arguments: argparse.Namespace) -> int:
    """0 when all was read, 1 when something stayed unread or the file is another one."""
    from dtts.tidy import load_recipe, tidy

    try:
        result = tidy(arguments.source, load_recipe(arguments.recipe), arguments.out)
    except UnreadableFile as refused:
        _print([refused.fault], arguments.lang)
        return INVALID
    _print(result.unread + result.remarks, arguments.lang)
    rows, unread, skipped = result.rows, len(result.unread), len(result.skipped)
    words = {
        "vi": f"{rows} dòng; {unread} chỗ không đọc được; {skipped} dòng để ngoài.\n",
        "en": f"{rows} rows; {unread} not read; {skipped} left out.\n",
    }
    sys.stdout.write(words[arguments.lang])
    return INVALID if result.unread else VALID


def _print(faults: Iterable[Fault], lang: str) -> None:
    for fault in faults:
        place = fault.cell or (str(fault.row) if fault.row else "")
        sys.stdout.write(f"{place}: {fault.message[lang]}\n" if place else f"{fault.message[lang]}\n")


TIDY = Command("tidy", "make a table of a raw export by a recipe", _add_arguments, _run)
