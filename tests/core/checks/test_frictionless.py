"""Where checking is meant to differ from frictionless: each difference is a decision, explained in
docs/checks.md. That all else is the same is the matter of test_oracle.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.checks.oracle import ours, theirs

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
    ({"type": "number"}, "1_000", "type-error", None),  # the programmer's way to write it, nobody else's
    ({"type": "number", "groupChar": ","}, "12,5", "type-error", None),  # 125, says frictionless
    ({"type": "integer", "groupChar": "."}, "1.234", None, "type-error"),  # version 2 of the standard
    ({"type": "yearmonth"}, "25-01", "type-error", None),
    ({"type": "date", "format": "any"}, "12/2025", "type-error", None),  # frictionless takes today's day
    ({"type": "time"}, "10:00:00+07:00", "type-error", None),
    ({"type": "duration"}, "PT", "type-error", None),
    ({"type": "array"}, "[NaN]", "type-error", None),
    ({"type": "geojson"}, '{"type": "Point", "coordinates": [1, 2, 3]}', None, "type-error"),  # RFC 7946
    ({"type": "string", "format": "uuid"}, "{8e6f0b5c-3f5d-4d0e-9a53-1d3b7d0c2a11}", "type-error", None),
    ({"type": "string", "format": "uri"}, "http://a b", "type-error", None),
    ({"type": "string", "format": "binary"}, "YWJj!", "type-error", None),
]


@pytest.mark.parametrize(("column", "text", "said", "said_by_frictionless"), MEANT)
def test_a_cell_is_meant_to_be_judged_otherwise(
    column: dict[str, Any], text: str, said: str | None, said_by_frictionless: str | None
):
    descriptor = {"fields": [{"name": "x", **column}, {"name": "k", "type": "string"}]}
    expected = [{kind} if kind else set() for kind in (said, said_by_frictionless)]
    found = [{kind for _, _, kind in judge(descriptor, [[text, "k"]]).found} for judge in (ours, theirs)]
    assert found == expected


def _table(*fields: Any, **keys: Any) -> dict[str, Any]:
    return {"fields": [{"name": field} if isinstance(field, str) else field for field in fields], **keys}


MEANT_TABLES: dict[str, tuple[dict[str, Any], list[list[str]], bool, set[Any], bool, set[Any]]] = {
    # what is in the table: descriptor, rows, our verdict and faults, theirs
    "blank row": (_table("x", "y"), [["", ""], ["a", "b"]], True, {(2, None, "blank-row")}, False, {(2, None, "blank-row")}),
    "no rows": (_table("x", "y"), [], False, {(0, None, "blank-row")}, True, set()),
    "row that repeats another": (
        _table("x", "y"), [["a", "b"], ["a", "b"]], False, {(3, None, "duplicate-row")}, True, set(),
    ),
    "unique key": (
        _table("x", "y", "z", uniqueKeys=[["x", "y"]]),
        [["a", "b", "1"], ["a", "b", "2"]], False, {(3, None, "primary-key")}, True, set(),
    ),
    "moments with and without an offset": (
        _table({"name": "x", "type": "datetime"}, "y"),
        [["2025-01-01T10:00:00", "a"], ["2025-01-01T10:00:00", "b"], ["2025-01-01T10:00:00Z", "c"]],
        False, {(4, "x", "type-error")}, True, set(),
    ),
    "reference in a cell that is wrong already": (
        _table(
            "x", {"name": "y", "constraints": {"enum": ["a"]}},
            foreignKeys=[{"fields": ["y"], "reference": {"resource": "", "fields": ["x"]}}],
        ),
        [["a", "z"]], False, {(2, "y", "constraint-error")}, False,
        {(2, "y", "constraint-error"), (2, None, "foreign-key")},
    ),
    "key of which a part is empty": (
        _table(
            "x", "y", "p", "q",
            foreignKeys=[{"fields": ["p", "q"], "reference": {"resource": "", "fields": ["x", "y"]}}],
        ),
        [["a", "b", "a", ""]], True, set(), False, {(2, None, "foreign-key")},
    ),
    "empty cell where the schema has no word for it": (
        _table({"name": "x", "type": "integer"}, "y", missingValues=["-"]),
        [["", "a"]], True, set(), False, {(2, "x", "type-error")},
    ),
    "personal data": (
        _table({"name": "x", "type": "string", "format": "email"}, "y"),
        [["a@b.vn", "a"]],
        False,
        {(2, "x", "constraint-error")},
        True,
        set(),
    ),
    "columns in another order": (
        _table({"name": "y", "type": "integer"}, "x"), [["a", "1"]], True, set(), False,
        {(2, "y", "type-error"), (0, "x", "incorrect-label"), (0, "y", "incorrect-label")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MEANT_TABLES)
def test_a_table_is_meant_to_be_judged_otherwise(name: str):
    descriptor, rows, valid, found, their_verdict, their_faults = MEANT_TABLES[name]
    labels = ["x", "y"] if name == "columns in another order" else None
    mine, other = ours(descriptor, rows, labels), theirs(descriptor, rows, labels)
    assert (mine.valid, mine.found, other.valid, other.found) == (valid, found, their_verdict, their_faults)


def test_the_page_about_checks_explains_each_difference():
    page = (Path(__file__).parents[3] / "docs" / "checks.md").read_text(encoding="utf-8")
    lines = [line.split(" | ") for line in _rows_below(page, "| frictionless |")]
    explained = [(kind.split()[1].strip(","), text, *said) for kind, text, *said, _ in lines]
    meant = [
        (column["type"], f"`{text}`", *(f"`{kind}`" if kind else "-" for kind in said))
        for column, text, *said in MEANT
    ]
    assert explained == meant


def test_the_page_about_checks_explains_what_differs_in_a_whole_table():
    page = (Path(__file__).parents[3] / "docs" / "checks.md").read_text(encoding="utf-8")
    explained = [line.split(" | ")[0].split("<br>")[1] for line in _rows_below(page, "| Bảng · Table |")]
    assert [name.lower() for name in explained] == list(MEANT_TABLES)


def _rows_below(page: str, header: str) -> list[str]:
    lines = page[page.index(header) :].splitlines()[2:]
    return lines[: lines.index("")] if "" in lines else lines
