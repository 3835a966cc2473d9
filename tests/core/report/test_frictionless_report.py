"""The report as Frictionless's own library reads it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import frictionless
import pytest

from core.builders import check_text, field, make_schema
from dtts.report import RULES, Fault, Report, Source
from dtts.report.frictionless import CheckedFile, report_descriptor
from dtts.report.rules import files

SCHEMA = make_schema(
    field("code", pattern=r"\d{5}", title="Mã xã", title_en="Commune code"),
    field("value", "number", title="Giá trị", title_en="Value"),
)
FILE = CheckedFile("Biểu 03.csv", 120, "a" * 64, 0.5)


def described(text: str) -> dict[str, Any]:
    descriptor = report_descriptor(check_text(text, SCHEMA).report, FILE)
    loaded: dict[str, Any] = json.loads(json.dumps(descriptor))
    return loaded


def load(descriptor: dict[str, Any]) -> frictionless.Report:
    report = frictionless.Report.from_descriptor(descriptor)
    assert frictionless.Report.validate_descriptor(descriptor).valid
    return report


def test_its_library_loads_a_report_of_faults():
    report = load(described("code,value\n7210,1\n07211,x\n"))
    assert (report.valid, report.stats["errors"], report.task.place) == (False, 2, "Biểu 03.csv")
    assert report.flatten(["rowNumber", "fieldNumber", "fieldName", "type"]) == [
        [2, 1, "code", "constraint-error"],
        [3, 2, "value", "type-error"],
    ]


def test_its_library_loads_a_valid_report():
    report = load(described("code,value\n07210,1\n"))
    assert (report.valid, report.tasks[0].errors, report.tasks[0].stats["rows"]) == (True, [], 1)


def test_its_summary_says_what_is_wrong():
    summary = load(described("code,value\n7210,1\n")).to_summary()
    assert "# invalid: Biểu 03.csv" in summary
    assert "Constraint Error" in summary


def test_what_only_we_say_stands_beside_it_and_survives():
    report = load(described("code,value\n7210,1\n"))
    own = report.to_descriptor()["tasks"][0]["errors"][0]["dtts"]
    assert (own["rule"], own["cell"], own["proposed"]) == ("leading-zero", "A2", "07210")
    assert own["message"]["vi"] == "Ô A2: mã xã 7210 thiếu số 0 ở đầu (07210)"


def test_a_warning_is_no_error_and_keeps_its_cell():
    descriptor = described("code,value\n07210,1\n,2\n\n07211,3\n")
    report = load(descriptor)
    assert (report.valid, report.stats["errors"], report.stats["warnings"]) == (True, 0, 1)
    assert [own["rule"] for own in descriptor["tasks"][0]["dtts"]["warnings"]] == ["blank-row"]


def test_counts_are_exact_where_the_cells_are_not_all_listed():
    rows = [fault("leading-zero", row) for row in range(2, 1202)] + [
        fault("type", row) for row in range(2, 5)
    ]
    report = Report(
        False,
        "s",
        1,
        Source("csv", rows=1200, columns=2),
        {"error": 1203, "warning": 0},
        (),
        tuple(rows),
        True,
    )
    loaded = load(report_descriptor(report, FILE))
    kinds = [error.type for error in loaded.tasks[0].errors]
    assert (kinds.count("constraint-error"), kinds.count("type-error")) == (1000, 3)
    assert loaded.stats["errors"] == 1203


@pytest.mark.parametrize("declared", RULES, ids=lambda declared: declared.id)
@pytest.mark.parametrize("row", [7, None])
def test_every_rule_is_an_error_that_the_library_knows(declared, row):
    report = Report(
        False, "s", 1, Source(), {"error": 1, "warning": 0}, (), (fault(declared.id, row),), False
    )
    error = load(report_descriptor(report, FILE)).tasks[0].errors[0]
    assert type(error) is not frictionless.Error
    assert error.type in (declared.standard, "table-error")
    assert row is None or error.type == declared.standard


@pytest.mark.parametrize("declared", files.RULES, ids=lambda declared: declared.id)
def test_a_refused_file_is_an_error_of_the_file(declared):
    report = Report(
        False, "s", 1, Source(), {"error": 1, "warning": 0}, (), (fault(declared.id, None),), False
    )
    error = load(report_descriptor(report, FILE)).tasks[0].errors[0]
    assert isinstance(
        error,
        frictionless.errors.DataError | frictionless.errors.FileError | frictionless.errors.ResourceError,
    )


def fault(rule: str, row: int | None) -> Fault:
    column = None if row is None else 1
    return Fault(
        rule, "error", None, row and f"A{row}", row, column, "code", "7210", {"vi": "Ô", "en": "Cell"}
    )


ROWED = [
    kind for kind in frictionless.errors.RowError.list_children() if kind is not frictionless.errors.CellError
]


@pytest.mark.parametrize(
    "kind", [*ROWED, *frictionless.errors.HeaderError.list_children()], ids=lambda kind: kind.type
)
def test_every_error_of_the_library_has_what_it_asks_for(kind, monkeypatch):
    declared = replace(RULES[0], standard=kind.type)
    monkeypatch.setattr("dtts.report.frictionless.rule", lambda rule_id: declared)
    report = Report(False, "s", 1, Source(), {"error": 1, "warning": 0}, (), (fault("type", 7),), False)
    assert type(load(report_descriptor(report, FILE)).tasks[0].errors[0]) is kind
