"""`python -m dtts recognise`: which tables a file may hold, by its header."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from dtts.commands.child import add_limits, within_limits
from dtts.commands.command import INVALID, VALID, Command
from dtts.errors import UnreadableFile


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--filename", help="the file's own name, when FILE is stored under another")
    parser.add_argument("--out", type=Path, help="folder for the answer as JSON; standard output otherwise")
    add_limits(parser)


def _run(arguments: argparse.Namespace) -> int:
    return within_limits(arguments, lambda: _recognise(arguments))


def _recognise(arguments: argparse.Namespace) -> int:
    from dtts.recognise.child import RECOGNISED, REFUSED
    from dtts.recognise.run import recognise

    try:
        found = recognise(arguments.file, arguments.filename or arguments.file.name)
    except UnreadableFile as unreadable:
        if arguments.out is None:
            raise
        _write(unreadable.fault.to_dict(), arguments.out, REFUSED)
        return INVALID
    _write(found.to_dict(), arguments.out, RECOGNISED)
    return VALID


def _write(answer: dict[str, object], out: Path | None, name: str) -> None:
    text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        (out / f"{name}.part").write_text(text, encoding="utf-8")
        (out / f"{name}.part").replace(out / name)


RECOGNISE = Command("recognise", "which tables a file may hold", _add_arguments, _run)
