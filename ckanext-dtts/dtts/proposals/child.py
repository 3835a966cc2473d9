"""The same in a child process that may use so much memory and time and no more."""

from __future__ import annotations

import json
from pathlib import Path

from dtts.catalogue import table_schema
from dtts.examine.process import Limits, cause, run_limited
from dtts.proposals.proposal import Proposal
from dtts.report import describe
from dtts.tables.answers import NOTHING_SAID, Answers, write_answers

PROPOSAL = "proposal.json"
_ANSWERS = "answers.json"


def propose_in_child(
    path: Path,
    *,
    filename: str,
    schema_name: str,
    out: Path,
    answers: Answers = NOTHING_SAID,
    limits: Limits | None = None,
) -> Proposal:
    """As `propose`, in a child that writes `out/proposal.json`; a crash and a limit become its fault.

    UsageError when there is no such schema.
    """
    schema = table_schema(schema_name)
    given = limits or Limits()
    out.mkdir(parents=True, exist_ok=True)
    (out / PROPOSAL).unlink(missing_ok=True)
    write_answers(answers, out / _ANSWERS)
    command = ["propose", str(path), f"--filename={filename}", f"--schema={schema_name}", f"--out={out}"]
    ended = run_limited(command, {"--answers": out / _ANSWERS}, given)
    if (out / PROPOSAL).exists():
        return Proposal.from_dict(json.loads((out / PROPOSAL).read_text(encoding="utf-8")))
    return Proposal(schema.name, fault=describe("unreadable-file", words={"cause": cause(ended, given)}))
