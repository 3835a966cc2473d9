"""What is taken in: the bytes as they came, once for each key, and only what the dataset may hold."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.dtts.errors import TooLargeError
from ckanext.dtts.filenames import clean_filename
from ckanext.dtts.model import Submission
from ckanext.dtts.road import blobs
from glue.road.people import People
from glue.road.points import points


def count() -> int:
    model.Session.rollback()
    return model.Session.query(Submission).count()


def test_the_bytes_are_kept_under_their_own_hash(people: People, facility: dict[str, Any]) -> None:
    content = points("00001")
    sent = people.submits(content, facility)
    assert sent["sha256"] == hashlib.sha256(content).hexdigest()
    with blobs.local_path(blobs.Blob(sent["sha256"], sent["size"])) as path:
        assert path.read_bytes() == content
        assert path.parts[-3:] == (sent["sha256"][:2], sent["sha256"][2:4], sent["sha256"])


def test_the_same_bytes_are_kept_once() -> None:
    first = blobs.put(io.BytesIO(b"the same"))
    with blobs.local_path(first) as path:
        written = path.stat().st_mtime_ns
    assert blobs.put(io.BytesIO(b"the same")) == first
    with blobs.local_path(first) as path:
        assert path.stat().st_mtime_ns == written
        assert [each.name for each in path.parent.iterdir() if each.name.endswith(".part")] == []


def test_more_bytes_than_allowed_are_refused_and_not_kept() -> None:
    with pytest.raises(TooLargeError):
        blobs.put(io.BytesIO(b"x" * 101), max_bytes=100)
    assert not blobs.has(blobs.Blob(hashlib.sha256(b"x" * 101).hexdigest(), 101))


def test_the_same_key_with_the_same_request_gives_the_same_submission(
    people: People, facility: dict[str, Any]
) -> None:
    sent = people.submits(points("00001"), facility, idempotency_key="once")
    before = count()
    assert people.submits(points("00001"), facility, idempotency_key="once")["id"] == sent["id"]
    assert count() == before


@pytest.mark.parametrize("other", [{"table": "khac"}, {"filename": "khac.csv"}, {"name": "Khác"}])
def test_the_same_key_with_another_request_is_refused(
    other: dict[str, str], people: People, facility: dict[str, Any]
) -> None:
    key = f"key-{'-'.join(other)}-{facility['name']}"
    people.submits(points("00001"), facility, idempotency_key=key)
    before = count()
    with pytest.raises(tk.ValidationError) as refused:
        people.submits(points("00001"), facility, idempotency_key=key, **other)
    assert refused.value.dtts_refusal.code == "idempotency-key-reused"
    assert count() == before


def test_the_same_key_of_another_person_is_another_key(people: People, facility: dict[str, Any]) -> None:
    mine = people.submits(points("00001"), facility, idempotency_key="shared")
    theirs = people.submits(points("00001"), facility, role="approver", idempotency_key="shared")
    assert mine["id"] != theirs["id"]


@pytest.mark.parametrize("schema", ["observation", "no_such_schema", "../../etc/passwd"])
def test_a_schema_that_the_type_does_not_list_is_refused(
    schema: str, people: People, facility: dict[str, Any]
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        people.submits(points("00001"), facility, schema=schema)
    assert refused.value.dtts_refusal.code == "schema-not-allowed"


def test_a_table_keeps_the_schema_that_it_began_with(people: People, facility: dict[str, Any]) -> None:
    people.submits(points("00001"), facility)
    with pytest.raises(tk.ValidationError) as refused:
        people.submits(points("00001"), facility, schema="facilities")
    assert refused.value.dtts_refusal.code == "schema-differs"


def test_the_schema_of_a_known_table_may_be_left_out(people: People, facility: dict[str, Any]) -> None:
    people.submits(points("00001"), facility)
    assert people.submits(points("00002"), facility, schema="")["schema"] == "it_support_points"


@pytest.mark.parametrize(
    "slug", ["", "Diem", "điểm", "a--b", "-a", "a-", "a_b", "a.csv", "a/b", "..", "submit", "v", "x" * 101]
)
def test_a_table_name_that_is_no_part_of_an_address_is_refused(
    slug: str, people: People, facility: dict[str, Any]
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        people.submits(points("00001"), facility, table=slug)
    assert list(refused.value.error_dict) == ["table"]


@pytest.mark.parametrize("upload", ["http://127.0.0.1/x.csv", "", None, {"filename": "x"}])
def test_an_address_is_never_taken_for_a_file(upload: Any, people: People, facility: dict[str, Any]) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        people.does("sender", "dtts_table_submit", dataset=facility["name"], table="diem", upload=upload)
    assert list(refused.value.error_dict) == ["upload"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("báo cáo.xlsx", "báo cáo.xlsx"),
        ("ba\u0301o.csv", "báo.csv"),
        ("C:\\Users\\a\\x.csv", "x.csv"),
        ("../../etc/passwd", "passwd"),
        ("x\x00\n.csv", "x.csv"),
        ("\u202e", "table"),
        ("a" * 300 + ".csv", "a" * 196 + ".csv"),
    ],
)
def test_a_file_name_is_kept_as_a_name_only(sent: str, kept: str) -> None:
    assert clean_filename(sent) == kept
