"""frictionless as the oracle: on any table the same rows, fields and kinds of fault are found."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.builders import check_text, make_schema
from dtts.report import Report, rule

Found = set[tuple[int, str | None, str]]
_ABOUT_ROWS = ("primary-key", "foreign-key", "blank-row", "extra-cell", "missing-cell")

CONSTRAINTS: dict[str, list[dict[str, Any]]] = {
    "string": [
        {},
        {"required": True},
        {"minLength": 2},
        {"maxLength": 3},
        {"minLength": 2, "maxLength": 2},
        {"pattern": "[a-z]+"},
        {"pattern": "\\d{5}"},
        {"pattern": "(a|bc)"},
        {"enum": ["a", "Đắk", "07210"]},
        {"unique": True},
        {"required": True, "pattern": "[a-zà-ỹ]{1,4}", "maxLength": 3},
    ],
    "integer": [
        {},
        {"required": True},
        {"minimum": 0},
        {"maximum": 7},
        {"minimum": -1, "maximum": 1},
        {"enum": [1, 7]},
        {"unique": True},
    ],
    "number": [{}, {"required": True}, {"minimum": 0.5}, {"maximum": 7}, {"enum": ["1.5", "2"]}],
    "boolean": [{}, {"required": True}],
    "date": [{}, {"required": True}, {"minimum": "2025-01-01"}, {"maximum": "2025-06-30"}],
    "year": [{}, {"required": True}, {"minimum": 2000}, {"maximum": 2025}],
}
TEXTS = {
    "string": ["", "a", "bc", "abc", "abcd", "Đắk", "đắk", "07210", "7210", "a b", "=1+1", "-", "1"],
    "integer": ["", "0", "1", "7", "-1", "+3", "007", "1.0", "1e3", "một", "--1", "9999999999"],
    "number": ["", "0", "1.5", "2", "-7.25", "1e3", "1.5e-3", ".5", "+2", "1.2.3", "abc", "1-2", "12.75"],
    "boolean": ["", "true", "false", "True", "FALSE", "1", "0", "yes", "2"],
    "date": ["", "2025-01-01", "2024-02-29", "2025-02-29", "2025-13-01", "20250101", "x"],
    "year": ["", "2025", "1999", "0001", "25", "20256", "x", "2025.0"],
}


@st.composite
def columns(draw: st.DrawFn, number: int) -> tuple[dict[str, Any], list[str]]:
    kind = draw(st.sampled_from(sorted(TEXTS)))
    name = f"f{number}"
    constraints = draw(st.sampled_from(CONSTRAINTS[kind]))
    texts = {"title": name, "title_en": name, "description": name, "description_en": name}
    return {"name": name, "type": kind, **texts, "constraints": constraints}, TEXTS[kind]


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Any], list[list[str]]]:
    """A descriptor and rows. The last column numbers the rows, so that none is blank or a repetition."""
    made = [draw(columns(number)) for number in range(draw(st.integers(1, 4)))]
    fields = [field for field, _ in made]
    counter = {
        "name": "n",
        "type": "string",
        "title": "n",
        "title_en": "n",
        "description": "n",
        "description_en": "n",
    }
    rows = draw(st.lists(st.tuples(*(st.sampled_from(texts) for _, texts in made)), min_size=1, max_size=12))
    descriptor: dict[str, Any] = {"fields": [*fields, counter]}
    if draw(st.booleans()):
        descriptor["primaryKey"] = draw(
            st.sampled_from([[fields[0]["name"]], [field["name"] for field in fields]])
        )
    if draw(st.booleans()):
        descriptor["missingValues"] = ["", "-"]
    return descriptor, [[*row, f"row {number}"] for number, row in enumerate(rows)]


@settings(
    max_examples=int(os.environ.get("DTTS_ORACLE_TABLES", "80")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(tables())
def test_the_same_rows_fields_and_kinds_of_fault_are_found(table):
    descriptor, rows = table
    assert ours(descriptor, rows) == theirs(descriptor, rows)


RAGGED = [["a", "b"], ["a"], ["a", "b", "c"], ["", ""], ["b", "c"]]


def test_the_same_rows_are_ragged_or_blank():
    field = {"title": "t", "title_en": "t", "description": "d", "description_en": "d", "type": "string"}
    descriptor = {"fields": [{"name": "x", **field}, {"name": "y", **field}]}
    assert ours(descriptor, RAGGED) == theirs(descriptor, RAGGED)


MEANT = [
    # column, text, what we say, what frictionless says: each difference is a decision
    ({"type": "number"}, "NaN", "type-error", None),  # a table of figures has no such figure
    ({"type": "number"}, "INF", "type-error", None),
    ({"type": "number"}, "1.234.567,5", None, "type-error"),  # Vietnamese figures
    ({"type": "number"}, "12.345", "type-error", None),  # asked about: 12 thousand or 12 point
    ({"type": "number"}, "1234567890.1234567", "type-error", None),  # a 64-bit float would round it
    ({"type": "date"}, "31/12/2025", None, "type-error"),  # Vietnamese days
    ({"type": "integer"}, "99999999999999999999", "type-error", None),  # beyond 64 bits
    ({"type": "integer"}, " 7 ", None, None),  # both trim
    (
        {"type": "string", "constraints": {"maxLength": 1}},
        " a ",
        None,
        "constraint-error",
    ),  # only we trim text
    # frictionless ties only the ends of an alternation: "a|bc" lets "abc" through.
    ({"type": "string", "constraints": {"pattern": "a|bc"}}, "abc", "constraint-error", None),
    ({"type": "year"}, "+999", "type-error", None),  # four digits and nothing else
]


@pytest.mark.parametrize(("column", "text", "said", "said_by_frictionless"), MEANT)
def test_a_difference_is_meant(column, text, said, said_by_frictionless):
    texts = {"title": "t", "title_en": "t", "description": "d", "description_en": "d"}
    descriptor = {"fields": [{"name": "x", **texts, **column}, {"name": "k", "type": "string", **texts}]}
    expected = [{(2, "x", kind)} if kind else set() for kind in (said, said_by_frictionless)]
    assert [ours(descriptor, [[text, "k"]]), theirs(descriptor, [[text, "k"]])] == expected


def test_the_page_about_checks_explains_each_difference():
    page = (Path(__file__).parents[3] / "docs" / "checks.md").read_text(encoding="utf-8")
    lines = [line.split(" | ") for line in page[page.index("| frictionless |") :].splitlines()[2:]]
    explained = [(kind.split()[1].strip(","), text, *said) for kind, text, *said, _ in lines]
    meant = [
        (column["type"], f"`{text}`", *(f"`{kind}`" if kind else "-" for kind in said))
        for column, text, *said in MEANT
    ]
    assert explained == meant


def ours(descriptor: dict[str, Any], rows: list[list[str]]) -> Found:
    keys = {key: value for key, value in descriptor.items() if key != "fields"}
    return _found(check_text(_csv(descriptor, rows), make_schema(*descriptor["fields"], **keys)).report)


def _found(report: Report) -> Found:
    kinds = ((fault, rule(fault.rule).standard) for fault in report.faults)
    return {(fault.row or 0, None if kind in _ABOUT_ROWS else fault.field, kind) for fault, kind in kinds}


def theirs(descriptor: dict[str, Any], rows: list[list[str]]) -> Found:
    resource = frictionless.Resource(
        source=_csv(descriptor, rows).encode(),
        format="csv",
        encoding="utf-8",
        schema=frictionless.Schema.from_descriptor(descriptor),
        dialect=frictionless.Dialect.from_descriptor({"csv": {"delimiter": ","}}),
        detector=frictionless.Detector(schema_sync=False),
    )
    report = resource.validate(frictionless.Checklist(), limit_errors=1_000_000)
    flat = report.flatten(["rowNumber", "fieldName", "type"])
    return {(row or 0, None if kind in _ABOUT_ROWS else name, kind) for row, name, kind in flat}


def _csv(descriptor: dict[str, Any], rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [[field["name"] for field in descriptor["fields"]], *rows]
    )
    return text.getvalue()
