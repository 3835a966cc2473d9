"""`python -m dtts recognise`: which tables a file may hold, by its header."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from dtts.commands.child import add_limits, within_limits
from dtts.commands.command import INVALID, VALID, Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--filename", help="the file's own name, when FILE is stored under another")
    parser.add_argument("--out", type=Path, help="folder for the answer as JSON; standard output otherwise")
    add_limits(parser)


def _run(arguments: argparse.Namespace) -> int:
    return within_limits(arguments, lambda: _recognise(arguments))


def _recognise(arguments: argparse.Namespace) -> int:
    from dtts.recognise.child import RECOGNISED
    from dtts.recognise.run import recognise

    found = recognise(arguments.file, arguments.filename or arguments.file.name)
    text = json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"
    if arguments.out is None:
        sys.stdout.write(text)
    else:
        part = arguments.out / f"{RECOGNISED}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(arguments.out / RECOGNISED)
    return INVALID if found.fault else VALID


RECOGNISE = Command("recognise", "which tables a file may hold", _add_arguments, _run)
