"""Any Frictionless Table Schema is read; one that no table can be checked by is refused with what to change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.builders import check_text, flat
from dtts.catalogue import find_table_schema, read_table_schema, table_schema
from dtts.errors import UsageError

PLAIN = {"fields": [{"name": "id", "type": "integer"}, {"name": "word", "title": "A word"}]}


def test_a_plain_schema_speaks_through_its_titles_and_names():
    schema = read_table_schema(PLAIN, "things")
    assert (schema.name, schema.version, schema.title) == ("things", 0, {"vi": "things", "en": "things"})
    assert [field.title for field in schema.fields] == [
        {"vi": "id", "en": "id"},
        {"vi": "A word", "en": "A word"},
    ]
    assert [(field.type, field.format) for field in schema.fields] == [
        ("integer", "default"),
        ("string", "default"),
    ]


def test_a_table_is_checked_by_a_plain_schema():
    report = check_text("id,word\n1,a\nmột,b\n", read_table_schema(PLAIN)).report
    assert flat(report) == [("type", "id", "A3")]


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_schema_is_found_by_its_name_or_its_file(tmp_path: Path, suffix: str):
    (tmp_path / f"things{suffix}").write_text(json.dumps(PLAIN), encoding="utf-8")
    assert find_table_schema(str(tmp_path / f"things{suffix}")) == read_table_schema(PLAIN, "things")
    assert find_table_schema("targets") is table_schema("targets")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("no_such_table", None, "administrative_units"),
        ("none.json", None, "cannot be read"),
        ("broken.json", "{", "broken"),
        ("broken.yaml", "a: [", "broken"),
        ("latin.json", b"\xff\xfe\xfa", "broken"),
        ("list.json", "[]", "JSON object"),
    ],
)
def test_what_is_no_schema_is_misuse(tmp_path: Path, name: str, content: str | bytes | None, said: str):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError, match=said):
        find_table_schema(str(path) if path.suffix else name)


FIELD = {"name": "a"}


@pytest.mark.parametrize(
    ("descriptor", "said"),
    [
        ({}, "`fields` has to be a list"),
        ({"fields": []}, "there has to be a field"),
        ({"fields": ["a"]}, "list of objects"),
        ({"fields": [{"type": "string"}]}, "each needs a `name`"),
        ({"fields": [FIELD, FIELD]}, "named 2 times"),
        ({"fields": [{"name": "a", "type": "text"}]}, 'type "text"; types are: any, array'),
        ({"fields": [{"name": "a", "constraints": {"minimum": 1}}]}, 'constraint "minimum"'),
        ({"fields": [{"name": "a", "constraints": []}]}, "have to be an object"),
        ({"fields": [{"name": "a", "missingValues": [1]}]}, "missingValues"),
        ({"fields": [FIELD], "missingValues": "-"}, "missingValues"),
        ({"fields": [FIELD], "primaryKey": "b"}, "`primaryKey` names 'b'"),
        ({"fields": [FIELD], "uniqueKeys": [["a", "b"]]}, "`uniqueKeys` names 'b'"),
        ({"fields": [FIELD], "foreignKeys": [{"fields": "a"}]}, "`reference` with `fields`"),
        (
            {"fields": [FIELD], "foreignKeys": [{"fields": "b", "reference": {"fields": "a"}}]},
            "`foreignKeys` names 'b'",
        ),
        (
            {"fields": [FIELD], "foreignKeys": [{"fields": "a", "reference": {"fields": "b"}}]},
            "refers to 'b'",
        ),
        (
            {"fields": [FIELD], "foreignKeys": [{"fields": "a", "reference": {"fields": ["a", "b"]}}]},
            "unequal numbers",
        ),
        (
            {
                "fields": [FIELD],
                "foreignKeys": [{"fields": "a", "reference": {"resource": "o", "fields": "a"}}],
            },
            'refers to "o"',
        ),
    ],
)
def test_a_schema_that_says_what_cannot_be_is_refused_with_what_to_change(
    descriptor: dict[str, Any], said: str
):
    with pytest.raises(UsageError) as refused:
        read_table_schema(descriptor, "things")
    assert said in str(refused.value) and "things" in str(refused.value)


def test_words_for_a_missing_value_may_carry_labels_and_differ_by_column():
    schema = read_table_schema(
        {
            "fields": [
                {"name": "a", "type": "integer"},
                {"name": "b", "type": "integer", "missingValues": ["?"]},
                {"name": "c"},
            ],
            "missingValues": [{"value": "-", "label": "none"}, {"value": "x"}],
        }
    )
    report = check_text("a,b,c\n-,?,k\n?,một,l\nx,1,m\n", schema).report
    assert flat(report) == [("type", "a", "A3"), ("type", "b", "B3")]


def test_a_foreign_key_without_a_resource_refers_to_its_own_table():
    schema = read_table_schema(
        {
            "fields": [{"name": "id"}, {"name": "parent"}],
            "foreignKeys": [{"fields": "parent", "reference": {"fields": "id"}}],
        }
    )
    assert flat(check_text("id,parent\n1,\n2,1\n3,4\n", schema).report) == [("foreign-key", "parent", "B4")]


def test_a_unique_key_stands_once_and_one_with_an_empty_part_is_like_no_other():
    schema = read_table_schema(
        {"fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}], "uniqueKeys": [["a", "b"]]}
    )
    report = check_text("a,b,c\nx,1,k\nx,2,l\nx,1,m\nx,,n\nx,,o\n", schema).report
    assert flat(report) == [("unique-key", None, "row 4")]
    assert report.faults[0].message["vi"] == (
        "Dòng 4: trùng giá trị (x, 1) với dòng 2 ở các cột không được trùng"
    )
