"""`python -m dtts correct`: the file back as a workbook, faults marked and accepted corrections in place."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from dtts.commands.answers import add_answers, answers_of
from dtts.commands.child import add_limits, within_limits
from dtts.commands.command import MISUSE, VALID, Command
from dtts.errors import UnreadableFile, UsageError

_DONE = {
    "vi": "Đã sửa {corrected} ô; còn {left} chỗ cần sửa. Tệp: {out}",
    "en": "{corrected} cells corrected; {left} places left to correct. File: {out}",
}
_UNUSED = {
    "vi": "Không có đề nghị nào cho “{name}”; `check` cho biết những gì có thể sửa.",
    "en": "Nothing is proposed for “{name}”; `check` tells what can be corrected.",
}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--filename", help="the file's own name, when FILE is stored under another")
    parser.add_argument("--schema", required=True, help="name of a table schema, or a file with one")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the .xlsx to write")
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="RULE:FIELD",
        help="correct all cells of this rule and field, such as leading-zero:area_id",
    )
    parser.add_argument("--cell", action="append", default=[], metavar="C17", help="correct this cell")
    parser.add_argument("--accept-all", action="store_true", help="correct whatever has a certain correction")
    parser.add_argument("--accepted", type=Path, help="JSON file of what was accepted")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")
    parser.add_argument("--registers", type=Path, help="folder of registers; those of the package otherwise")
    parser.add_argument("--previous", type=Path, help="Parquet of the table's published version")
    parser.add_argument("--today", type=date.fromisoformat, help="the day of the submission, YYYY-MM-DD")
    parser.add_argument("--remarks", type=Path, help="JSON file of remarks on cells: sheet, cell, message")
    parser.add_argument("--result", type=Path, help="JSON file for what was done, in place of a sentence")
    add_answers(parser)
    add_limits(parser)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.out.suffix.lower() != ".xlsx":
        raise UsageError(f"{arguments.out.name}: what is given back is an Excel workbook; name it .xlsx")
    # Loaded here, as the limit of memory is for the file: an import that lacks memory fails as anything.
    import dtts.corrections.run  # noqa: F401

    return within_limits(arguments, lambda: _correct(arguments))


def _correct(arguments: argparse.Namespace) -> int:
    from dtts.catalogue import find_table_schema
    from dtts.checks import keys_from
    from dtts.corrections.accepted import EVERY_GROUP, Accepted, accept, read_accepted
    from dtts.corrections.remarks import read_remarks
    from dtts.corrections.run import correct

    groups = [*arguments.accept, *([EVERY_GROUP] if arguments.accept_all else [])]
    accepted: Accepted = (
        read_accepted(arguments.accepted)
        if arguments.accepted
        else accept(arguments.file, groups, arguments.cell)
    )
    try:
        done = correct(
            arguments.file,
            arguments.filename or arguments.file.name,
            find_table_schema(arguments.schema),
            arguments.out,
            accepted,
            answers=answers_of(arguments),
            keys=keys_from(arguments.registers),
            previous=arguments.previous,
            today=arguments.today,
            remarks=read_remarks(arguments.remarks) if arguments.remarks else (),
        )
    except UnreadableFile as unreadable:
        return _refuse(arguments, unreadable)
    if arguments.result:
        arguments.result.write_text(json.dumps(vars(done)), encoding="utf-8")
    else:
        words = {**vars(done), "out": arguments.out}
        sys.stdout.write(_DONE[arguments.lang].format(**words) + "\n")
        for name in done.unused:
            sys.stderr.write(_UNUSED[arguments.lang].format(name=name) + "\n")
    return VALID


def _refuse(arguments: argparse.Namespace, unreadable: UnreadableFile) -> int:
    if arguments.result:
        refused = {"refused": unreadable.fault.to_dict()}
        arguments.result.write_text(json.dumps(refused, ensure_ascii=False), encoding="utf-8")
    else:
        sys.stderr.write(f"{unreadable.fault.message[arguments.lang]}.\n")
    return MISUSE


CORRECT = Command("correct", "give a file back as a workbook, marked and corrected", _add_arguments, _run)
