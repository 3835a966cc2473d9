"""The same in a child process that may use so much memory and time and no more."""

from __future__ import annotations

import json
from pathlib import Path

from dtts.examine.process import Limits, cause, run_limited
from dtts.recognise.run import Recognised
from dtts.report import describe

RECOGNISED = "recognised.json"


def recognise_in_child(path: Path, filename: str, out: Path, limits: Limits) -> Recognised:
    """As `recognise`; a crash and a limit become its fault."""
    out.mkdir(parents=True, exist_ok=True)
    (out / RECOGNISED).unlink(missing_ok=True)
    ended = run_limited(["recognise", str(path), f"--filename={filename}", f"--out={out}"], {}, limits)
    if (out / RECOGNISED).exists():
        return Recognised.from_dict(json.loads((out / RECOGNISED).read_text(encoding="utf-8")))
    return Recognised(fault=describe("unreadable-file", words={"cause": cause(ended, limits)}))
