"""No action of CKAN's publishes, changes or drops a table behind the road's back."""

from __future__ import annotations

import contextlib
import io
import uuid
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from werkzeug.datastructures import FileStorage

from glue.records import dataset
from glue.road.people import People
from glue.road.points import points

Work = Callable[..., int]


@pytest.fixture
def published(people: People, facility: dict[str, Any], work: Work) -> dict[str, Any]:
    sent = people.submits(points("00001"), facility)
    work()
    return people.sees(sent)


def resource_of(people: People, facility: dict[str, Any]) -> dict[str, Any]:
    (resource,) = people.does(None, "package_show", id=facility["id"])["resources"]
    return resource


@pytest.mark.parametrize("role", ["sender", "approver", "sysadmin"])
@pytest.mark.parametrize(
    ("action", "parameters"),
    [
        ("datastore_upsert", {"method": "insert", "records": [{"point_id": "x"}]}),
        ("datastore_create", {"records": [{"point_id": "x"}]}),
        ("datastore_create", {"fields": [{"id": "added", "type": "text"}]}),
        ("datastore_delete", {}),
        ("datastore_delete", {"filters": {"point_id": "00001"}}),
        ("datastore_records_delete", {"filters": {}}),
    ],
)
def test_nobody_writes_into_the_datastore_table_of_a_published_table(
    action: str, parameters: dict[str, Any], role: str, shown: dict[str, Any], people: People
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        people.does(role, action, resource_id=shown["submission"]["resource_id"], force=True, **parameters)
    assert refused.value.dtts_refusal.code == "only-by-submission"
    assert people.does(None, "datastore_search", resource_id=shown["submission"]["resource_id"])["total"] == 2


def test_a_table_is_not_dropped_by_deleting_its_resource(shown: dict[str, Any], people: People) -> None:
    with pytest.raises(tk.ValidationError):
        people.does("sender", "resource_delete", id=shown["submission"]["resource_id"])
    assert resource_of(people, shown)["id"] == shown["submission"]["resource_id"]


def test_a_resource_that_calls_itself_a_table_is_refused(people: People, facility: dict[str, Any]) -> None:
    false = {
        "package_id": facility["id"],
        "id": str(uuid.uuid4()),
        "name": "x",
        "url": "/x",
        "url_type": "dtts",
    }
    with pytest.raises(tk.ValidationError):
        people.does("sender", "resource_create", **false)
    assert people.does(None, "package_show", id=facility["id"])["resources"] == []


def test_what_the_road_says_of_a_version_cannot_be_changed_by_hand(
    shown: dict[str, Any], people: People
) -> None:
    before = resource_of(people, shown)
    people.does(
        "sender", "resource_patch", id=before["id"], row_count=9, version=9, hash="0", url="/x", table="other"
    )
    after = resource_of(people, shown)
    kept = (
        "row_count",
        "version",
        "hash",
        "url",
        "url_type",
        "table",
        "size",
        "last_modified",
        "datastore_active",
    )
    assert {key: after[key] for key in kept} == {key: before[key] for key in kept}


def test_the_title_of_a_table_may_be_changed_by_hand_and_stays_at_the_next_publication(
    published: dict[str, Any], people: People, facility: dict[str, Any], work: Work
) -> None:
    people.does("sender", "resource_patch", id=published["resource_id"], name="Tên mới", description="Mô tả")
    people.submits(points("00002"), facility)
    work()
    resource = resource_of(people, facility)
    assert (resource["name"], resource["description"], resource["version"]) == ("Tên mới", "Mô tả", 2)


def test_the_metadata_of_a_dataset_with_tables_can_be_edited(
    published: dict[str, Any], people: People, facility: dict[str, Any]
) -> None:
    shown = people.does("sender", "package_show", id=facility["id"])
    people.does("sender", "package_update", **{**shown, "title": "Tên khác"})
    assert people.does(None, "package_show", id=facility["id"])["title"] == "Tên khác"
    assert resource_of(people, facility)["version"] == 1


@pytest.mark.parametrize("kind", ["dataset", "activity", "no-such-type", "", None])
def test_a_dataset_of_a_type_without_a_form_is_refused(kind: str | None, web: object) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        dataset(type=kind)
    assert list(refused.value.error_dict) == ["type"]


def test_the_resource_follows_a_dataset_that_is_renamed(
    published: dict[str, Any], people: People, facility: dict[str, Any], web: Any
) -> None:
    name = f"{facility['name']}-moi"
    people.does("sender", "package_patch", id=facility["id"], name=name)
    assert resource_of(people, facility)["url"] == f"http://test.dtts.example/dataset/{name}/diem.csv"
    assert web.get(f"/dataset/{name}/diem.csv", status=200).data


def file(name: str = "x.csv") -> FileStorage:
    return FileStorage(io.BytesIO(points("99999")), filename=name)


@pytest.mark.parametrize("role", ["sender", "approver", "sysadmin"])
@pytest.mark.parametrize("name", ["x.csv", "x.pdf"])
def test_nobody_uploads_a_file_to_a_resource(
    name: str, role: str, people: People, facility: dict[str, Any]
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        people.does(role, "resource_create", package_id=facility["id"], name="x", upload=file(name))
    assert "chỉ thay đổi bằng cách gửi tệp mới" in str(refused.value)  # CKAN makes an error of its own of it
    assert people.does(None, "package_show", id=facility["id"])["resources"] == []


@pytest.mark.parametrize("action", ["package_update", "package_patch", "package_revise"])
def test_nobody_uploads_a_file_with_a_dataset(action: str, people: People, facility: dict[str, Any]) -> None:
    resource = {"name": "x", "url": "x.csv", "upload": file()}
    whole = people.does("sender", "package_show", id=facility["id"])
    asked = {
        "package_update": {**whole, "resources": [resource]},
        "package_patch": {"id": facility["id"], "resources": [resource]},
        "package_revise": {"match": {"id": facility["id"]}, "update": {"resources": [resource]}},
    }
    with pytest.raises(tk.ValidationError) as refused:
        people.does("sender", action, **asked[action])
    assert refused.value.dtts_refusal.code == "only-by-submission"


def test_a_link_to_a_document_becomes_no_file_of_ours_later(people: People, facility: dict[str, Any]) -> None:
    made = people.does(
        "sender", "resource_create", package_id=facility["id"], name="x", url="https://example.org/a.pdf"
    )
    for change in ({"upload": file()}, {"url_type": "upload"}, {"url_type": "datastore"}):
        with pytest.raises(tk.ValidationError):
            people.does("sender", "resource_patch", id=made["id"], **change)
    (kept,) = people.does(None, "package_show", id=facility["id"])["resources"]
    assert (kept["url"], kept["url_type"]) == ("https://example.org/a.pdf", None)


@pytest.mark.parametrize("role", ["sender", "approver", "sysadmin"])
def test_nobody_makes_a_datastore_table_beside_the_road(
    role: str, people: People, facility: dict[str, Any]
) -> None:
    rows = {"fields": [{"id": "a", "type": "text"}], "records": [{"a": "x"}]}
    with pytest.raises(tk.ValidationError) as refused:
        people.does(role, "datastore_create", resource={"package_id": facility["id"]}, **rows)
    assert refused.value.dtts_refusal.code == "only-by-submission"
    assert people.does(None, "package_show", id=facility["id"])["resources"] == []


@pytest.mark.parametrize(
    "change",
    [
        {"filter": ["-resources"]},
        {"update__resources__0__hash": "0"},
        {"update__resources__0__url": "/x"},
        {"update__resources__extend": [{"url_type": "dtts", "url": "/x", "name": "x"}]},
    ],
)
def test_a_revision_of_the_dataset_changes_no_table(
    change: dict[str, Any], shown: dict[str, Any], people: People
) -> None:
    before = resource_of(people, shown)
    with contextlib.suppress(tk.ValidationError):
        people.does("sender", "package_revise", match={"id": shown["id"]}, **change)
    assert resource_of(people, shown) == before | {"metadata_modified": before["metadata_modified"]}


@pytest.mark.parametrize("action", ["bulk_update_private", "bulk_update_delete"])
def test_a_bulk_change_of_datasets_leaves_their_tables_as_they_are(
    action: str, published: dict[str, Any], people: People, facility: dict[str, Any]
) -> None:
    people.does("sysadmin", action, datasets=[facility["id"]], org_id=facility["owner_org"])
    with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
        people.does(None, "dtts_table_rows", dataset=facility["name"], table="diem")
    people.does("sysadmin", "package_patch", id=facility["id"], private=False, state="active")
    assert people.does(None, "dtts_table_rows", dataset=facility["name"], table="diem")["total"] == 1
    assert resource_of(people, facility)["version"] == 1


def test_a_dataset_to_which_something_was_sent_is_not_purged(
    published: dict[str, Any], people: People, facility: dict[str, Any]
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        people.does("sysadmin", "dataset_purge", id=facility["id"])
    assert refused.value.dtts_refusal.code == "holds-submissions"
    assert people.does(None, "dtts_table_rows", dataset=facility["name"], table="diem")["total"] == 1


def test_a_dataset_to_which_nothing_was_sent_can_be_purged(people: People, facility: dict[str, Any]) -> None:
    people.does("sysadmin", "dataset_purge", id=facility["id"])
    with pytest.raises(tk.ObjectNotFound):
        people.does("sysadmin", "package_show", id=facility["id"])
