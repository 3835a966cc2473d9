"""frictionless's own test tables: the same verdict and the same faults, but for what is meant to differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import frictionless
import pytest
import yaml

from core.builders import no_keys
from core.checks.oracle import VERSION_2, Found, found_by_them, found_by_us
from dtts.catalogue import read_table_schema
from dtts.checks import check_table
from dtts.errors import UnreadableFile
from dtts.report import rule
from dtts.tables import read_table

TABLES = Path(__file__).parents[2] / "fixtures" / "frictionless"
MANIFEST: list[dict[str, Any]] = yaml.safe_load((TABLES / "manifest.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", MANIFEST, ids=lambda case: case["table"])
def test_a_published_table_is_judged_alike(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch):
    path = TABLES / case["table"]
    differs = case.get("differs", {"valid": None, "only_ours": [], "only_theirs": []})
    valid, found = ours(path, case["schema"])
    # frictionless opens no path from elsewhere.
    monkeypatch.chdir(path.parent)
    their_verdict, their_faults = theirs(path.name, case["schema"])
    verdicts = differs["valid"] or {"ours": their_verdict, "theirs": their_verdict}
    assert {"ours": valid, "theirs": their_verdict} == verdicts
    assert found - their_faults == {tuple(fault) for fault in differs["only_ours"]}
    assert their_faults - found == {tuple(fault) for fault in differs["only_theirs"]}


def test_the_manifest_names_every_table_and_what_it_tests():
    files = {str(path.relative_to(TABLES)) for path in TABLES.rglob("*") if path.is_file()}
    assert {case["table"] for case in MANIFEST} == files - {"manifest.yaml", "LICENCE.md"}
    assert all(case["tests"] and case["schema_from"] for case in MANIFEST)
    assert all(case["differs"]["why"] for case in MANIFEST if "differs" in case)


def ours(path: Path, descriptor: dict[str, Any]) -> tuple[bool, Found]:
    schema = read_table_schema(descriptor, "t")
    try:
        table = read_table(path, filename=path.name, schema=schema)
    except UnreadableFile as refused:
        return False, {(0, None, rule(refused.fault.rule).standard)}
    report = check_table(table, schema, keys=no_keys, kept=1_000_000).report
    return report.valid, found_by_us(report)


def theirs(name: str, descriptor: dict[str, Any]) -> tuple[bool, Found]:
    schema = frictionless.Schema.from_descriptor({"$schema": VERSION_2, **descriptor})
    resource = frictionless.Resource(path=name, schema=schema, datapackage_version="v2")
    report = resource.validate(frictionless.Checklist(), limit_errors=1_000_000)
    return report.valid, found_by_them(report)
