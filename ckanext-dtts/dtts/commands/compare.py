"""`python -m dtts compare`: two versions of a table, or a new version of a register with the one in force.

The portal runs both as limited children.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dtts.commands.child import add_limits, within_limits
from dtts.commands.command import INVALID, VALID, Command
from dtts.errors import UsageError

if TYPE_CHECKING:
    from dtts.catalogue import TableSchema

_PARQUET = b"PAR1"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="with --schema: the version before and the new one, or the new one alone; "
        "Parquet of the portal, or any file that `check` reads. With --register: the new version",
    )
    of = parser.add_mutually_exclusive_group(required=True)
    of.add_argument("--schema", help="name of a table schema (see `schemas`), or a file with any")
    of.add_argument("--register", help="its name, such as agencies")
    parser.add_argument(
        "--filename", help="with --register: the file's own name, when FILE is stored otherwise"
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="folder for difference.json and thay-doi.csv, or for comparison.json and register.csv",
    )
    parser.add_argument("--json", action="store_true", help="with --schema: the difference as JSON")
    parser.add_argument("--registers", type=Path, help="folder of registers; those of the package otherwise")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi", help="of the sentence")
    add_limits(parser)


def _run(arguments: argparse.Namespace) -> int:
    return within_limits(arguments, lambda: (_register if arguments.register else _tables)(arguments))


def _register(arguments: argparse.Namespace) -> int:
    from dtts.registers.comparison import compare_file

    if len(arguments.files) != 1 or arguments.out is None:
        raise UsageError("--register compares one FILE and needs a folder: add --out")
    file = arguments.files[0]
    name = arguments.filename or file.name
    done = compare_file(file, name, arguments.register, arguments.out, arguments.registers)
    return VALID if done else INVALID


def _tables(arguments: argparse.Namespace) -> int:
    from dtts.catalogue import find_table_schema
    from dtts.revisions import compare_to
    from dtts.revisions.sentences import sentence

    if len(arguments.files) > 2:
        raise UsageError("--schema compares two files, or tells of one: name the older first")
    schema = find_table_schema(arguments.schema)
    with tempfile.TemporaryDirectory(prefix="dtts-") as folder:
        files = [_parquet(file, schema, Path(folder) / str(at)) for at, file in enumerate(arguments.files)]
        previous = files[0] if len(files) > 1 else None
        out = arguments.out or Path(folder) / "out"
        found = compare_to(previous, files[-1], schema, out, registers=arguments.registers)
    told = json.dumps(found.to_dict(), ensure_ascii=False, indent=1) if arguments.json else None
    sys.stdout.write((told or sentence(found, schema, arguments.lang, doubts=True)) + "\n")
    return VALID


def _parquet(file: Path, schema: TableSchema, scratch: Path) -> Path:
    """The file itself, or its table as the portal would publish it; UsageError where it has faults."""
    from dtts.examine import check_file
    from dtts.exports import write_parquet

    with file.open("rb") as opened:
        if opened.read(len(_PARQUET)) == _PARQUET:
            return file
    import polars as pl

    scratch.mkdir(parents=True)
    checked = check_file(file, file.name, schema, scratch)
    if checked.values is None:
        raise UsageError(f"{file.name} is not valid, so that it cannot be compared: run `check` on it")
    write_parquet(pl.concat(checked.values), schema, scratch / "table.parquet")
    return scratch / "table.parquet"


COMPARE = Command("compare", "compare two versions of a table, or of a register", _add_arguments, _run)
