"""What a sender says about a file, on the command line."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from dtts.tables import ENCODINGS
from dtts.tables.answers import DECIMALS, Answers, read_answers

_SINGLE = ("sheet", "decimal", "encoding")


def add_answers(parser: argparse.ArgumentParser) -> None:
    """The options: a file with all answers, and the most frequent ones by themselves."""
    parser.add_argument("--answers", type=Path, help="JSON file of what the sender says about the file")
    parser.add_argument("--sheet", help="which sheet of a workbook")
    parser.add_argument(
        "--decimal", choices=DECIMALS, help="the decimal sign, when the figures do not show it"
    )
    parser.add_argument("--encoding", choices=ENCODINGS, help="of a text file, when it cannot be told")


def answers_of(arguments: argparse.Namespace) -> Answers:
    """The answers given; an option by itself goes before the same answer in the file."""
    answers = read_answers(arguments.answers) if arguments.answers else Answers()
    return replace(answers, **{name: said for name in _SINGLE if (said := getattr(arguments, name))})
