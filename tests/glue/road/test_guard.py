"""No action of CKAN's publishes, changes or drops a table behind the road's back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

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
