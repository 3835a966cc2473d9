"""The manifest of odd and hostile files, and what becomes of each."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dtts.examine import CSV, examine_in_child
from dtts.report import Report

MANIFEST = Path(__file__).parents[2] / "fixtures" / "hostile" / "manifest.yaml"
ENTRIES: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
_SCHEMA = "programme_accounts"


@dataclass(frozen=True)
class End:
    """How a file ended: refused by a rule, or read with these errors and warnings."""

    report: Report
    content: str

    @property
    def refused(self) -> str | None:
        """The rule that refused the file before it was a table."""
        return self.report.faults[0].rule if not self.report.source.format and self.report.faults else None

    def rules(self, severity: str) -> list[str]:
        """Ids of the rules that have a fault of that severity."""
        return sorted({pattern.rule for pattern in self.report.patterns if pattern.severity == severity})

    def __str__(self) -> str:
        if self.refused:
            return f"refused: {self.refused}"
        found = [*self.rules("error"), *(f"({rule})" for rule in self.rules("warning"))]
        return "read" + (f": {', '.join(found)}" if found else "")


def make(entry: dict[str, Any], path: Path) -> None:
    """Writes the file of an entry."""
    module, name = entry["made_by"].split(".")
    getattr(importlib.import_module(f"core.hostile.{module}"), name)(path)


def examine_entry(entry: dict[str, Any], path: Path, out: Path) -> End:
    """What the limited child, as the road starts it, says of a file that was made."""
    schema = entry.get("schema", _SCHEMA)
    report = examine_in_child(path, filename=entry["file"], schema_name=schema, out=out)
    content = (out / CSV).read_text(encoding="utf-8") if report.valid else ""
    return End(report, content)


def expected(entry: dict[str, Any]) -> str:
    """The end that the manifest names, as `End` is written."""
    if "refused" in entry:
        return f"refused: {entry['refused']}"
    found = [*sorted(entry["read"]), *(f"({rule})" for rule in sorted(entry.get("warns", [])))]
    return "read" + (f": {', '.join(found)}" if found else "")
