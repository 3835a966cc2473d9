"""The demonstration year of monitoring: its tables as CSVs, examined one after the other as they would be
published, each beside those before it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dtts.demo import generate
from dtts.examine import examine

NAMES = ("plans", "visits", "sites", "findings", "recommendations", "responses", "evaluation", "ratings")
"""In the order in which they refer to each other."""


class Year:
    """`csv[schema]` is the canonical CSV of a table, `beside` the folder of all their Parquets; `faults` are
    those that were found on the way."""

    def __init__(self, folder: Path) -> None:
        self.beside = folder / "beside"
        self.beside.mkdir()
        self.csv: dict[str, Path] = {}
        self.faults: list[str] = []
        for name in NAMES:
            self._publish(folder, f"monitoring-year-{name}")

    def _publish(self, folder: Path, name: str) -> None:
        sent, out = folder / f"{name}.csv", folder / name
        schema = generate(name, sent).schema
        report = examine(sent, sent.name, schema, out, beside=self.beside)
        self.faults += [fault.message["en"] for fault in report.faults]
        shutil.copy(out / "table.parquet", self.beside / f"{schema}.parquet")
        self.csv[schema] = out / "table.csv"


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return Year(tmp_path_factory.mktemp("year"))
