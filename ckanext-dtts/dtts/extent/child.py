"""The same in a child process that may use so much memory and time and no more."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from dtts.examine.process import Limits, run_limited
from dtts.extent.extent import Extent

EXTENT = "extent.json"


def extent_in_child(
    path: Path,
    *,
    filename: str,
    schema_name: str,
    out: Path,
    registers: Path | None,
    today: date,
    limits: Limits,
) -> Extent:
    """As `read_extent`; a crash and a limit say nothing, as a file does that says nothing."""
    out.mkdir(parents=True, exist_ok=True)
    (out / EXTENT).unlink(missing_ok=True)
    command = ["extent", str(path), f"--filename={filename}", f"--schema={schema_name}", f"--out={out}"]
    run_limited(command, {"--registers": registers, "--today": today}, limits)
    if not (out / EXTENT).exists():
        return Extent()
    return Extent.from_dict(json.loads((out / EXTENT).read_text(encoding="utf-8")))
