"""`python -m dtts propose`: how a sheet that is no plain table may be read, for a person to confirm."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dtts.commands.child import add_limits, within_limits
from dtts.commands.command import INVALID, VALID, Command

if TYPE_CHECKING:
    from dtts.proposals import Part, Proposal


_CERTAIN = {"vi": "Nhãn cột đúng với bảng, không cần hỏi gì.", "en": "The labels are the table’s own."}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--filename", help="the file's own name, when FILE is stored under another")
    parser.add_argument("--schema", required=True, help="name of a table schema; see `schemas`")
    parser.add_argument("--answers", type=Path, help="JSON file of what the sender says about the file")
    parser.add_argument("--sheet", help="which sheet of a workbook")
    parser.add_argument("--table", type=int, help="the row in which the records of the table begin")
    parser.add_argument("--out", type=Path, help="folder for proposal.json")
    parser.add_argument("--json", action="store_true", help="the proposal as JSON")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")
    parser.add_argument(
        "--confirm", action="append", metavar="NAME=VALUE", help="answer a part; prints the answers as JSON"
    )
    add_limits(parser)


def _run(arguments: argparse.Namespace) -> int:
    return within_limits(arguments, lambda: _propose(arguments))


def _propose(arguments: argparse.Namespace) -> int:
    """0 when something can be confirmed or nothing needs to be, 1 when the file holds no such table."""
    from dataclasses import replace

    from dtts.catalogue import table_schema
    from dtts.proposals import confirm, propose_or_refuse
    from dtts.proposals.child import PROPOSAL
    from dtts.tables.answers import Answers, read_answers

    answers = read_answers(arguments.answers) if arguments.answers else Answers()
    said = {name: value for name in ("sheet", "table") if (value := getattr(arguments, name)) is not None}
    answers = replace(answers, **said)
    name = arguments.filename or arguments.file.name
    proposal = propose_or_refuse(arguments.file, name, table_schema(arguments.schema), answers)
    text = json.dumps(proposal.to_dict(), ensure_ascii=False, indent=1) + "\n"
    if arguments.out is not None:
        part = arguments.out / f"{PROPOSAL}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(arguments.out / PROPOSAL)
    elif arguments.confirm is not None:
        form = dict(pair.split("=", 1) for pair in arguments.confirm)
        confirmed = confirm(proposal, form, answers)
        sys.stdout.write(json.dumps(confirmed.to_dict(), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(text if arguments.json else "\n".join(_lines(proposal, arguments.lang)) + "\n")
    return VALID if proposal.mapping or proposal.certain else INVALID


def _lines(proposal: Proposal, lang: str) -> Iterator[str]:
    if proposal.fault is not None:
        yield proposal.fault.message[lang]
    if proposal.certain:
        yield _CERTAIN[lang]
    yield from (remark[lang] for remark in proposal.remarks)
    for part in proposal.parts:
        yield f"{part.name} = {part.value or ('?' if part.required else '-')}"
        yield f"    {part.message[lang]}{_because(part, lang)}"


def _because(part: Part, lang: str) -> str:
    return f" ({part.why[lang]})" if part.why else ""


PROPOSE = Command("propose", "propose how a sheet may be read for a table schema", _add_arguments, _run)
