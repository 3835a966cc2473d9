"""New datasets that are made together are just those that CKAN's action makes one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest.landing import datasets, new_datasets
from ckanext.dtts.model import Outbox, Source
from glue.harvest.keeper import Keeper, balance, entries

LINKS = [
    {"url": "https://du-lieu.example.vn/a.csv", "name": "Bảng", "name_en": "Table", "format": "CSV"},
    {"url": "https://du-lieu.example.vn/b.pdf", "description": "Giải thích"},
]
FULL = {
    "title_en": "Demonstration",
    "tag_string": "giảm nghèo,đất ở,mới tinh",
    "area_id": ["24@since-2025-07"],
    "period_start": "2024-01-01",
    "frequency": "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
    "resources": LINKS,
}
EACH_ITS_OWN = {"id", "name", "package_id", "created", "metadata_created", "metadata_modified"}


def shape(found: Any, source: Source) -> Any:
    """What a dataset shows, without what is another for each."""
    if isinstance(found, dict):
        return {key: shape(each, source) for key, each in found.items() if key not in EACH_ITS_OWN}
    if isinstance(found, list):
        return [shape(each, source) for each in found]
    return found.replace(source.name, "nguon") if isinstance(found, str) else found


def landed(keeper: Keeper, source: Source) -> list[Any]:
    """All that the database holds of the source's datasets."""
    keeper.run(source)
    records = keeper.records(source)
    return [of_dataset(records[each].package_id, source) for each in sorted(records)]


def of_dataset(identifier: str, source: Source) -> Any:
    """A dataset as readers and as its tables show it."""
    shown = tk.get_action("package_show")({"ignore_auth": True, "use_cache": False}, {"id": identifier})
    assert shown["state"] == "active" and shown["name"].startswith("bo-du-lieu")
    package = model.Package.get(identifier)
    assert package.metadata_modified >= package.metadata_created
    member = sa.select(model.Member).where(model.Member.table_id == identifier)
    members = [
        (each.table_name, each.group_id, each.capacity, each.state) for each in model.Session.scalars(member)
    ]
    tags = sorted((each.tag.name, each.state) for each in package.package_tags)
    files = [(each.position, each.name, each.url, each.state, each.extras) for each in package.resources_all]
    return shape(shown, source), package.creator_user_id, members, tags, files


def test_they_are_in_the_database_what_the_action_makes_of_them(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [*entries(1, 2, **FULL), *entries(3)]
    together = landed(keeper, keeper.source(found))
    monkeypatch.setattr(datasets, "AT_ONCE", 1)
    assert together == landed(keeper, keeper.source(found))


def test_each_has_a_name_of_its_own_and_is_noted_for_the_index(keeper: Keeper) -> None:
    source = keeper.source(entries(*range(5), title="Một tên chung"))
    model.Session.execute(sa.delete(Outbox))
    model.Session.commit()
    keeper.run(source)
    records = keeper.records(source).values()
    names = {model.Package.get(each.package_id).name for each in records}
    assert len(names) == 5 and all(name.startswith("mot-ten-chung") for name in names)
    noted = model.Session.scalars(sa.select(Outbox.key).where(Outbox.topic == "search"))
    assert sorted(noted) == sorted(each.package_id for each in records)


def test_plugins_are_told_of_each_with_its_fields_and_the_ids_of_its_files(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = next(iter(p.PluginImplementations(p.IPackageController)))
    created: list[Any] = []
    after: list[Any] = []
    monkeypatch.setattr(plugin, "create", created.append)
    monkeypatch.setattr(plugin, "after_dataset_create", lambda _context, data: after.append(data))
    source = keeper.source(entries(1, 2, **FULL))
    keeper.run(source)
    ids = {each.package_id for each in keeper.records(source).values()}
    assert {each.id for each in created} == {each["id"] for each in after} == ids
    files = {each["id"] for data in after for each in data["resources"]}
    assert files == {each.id for one in ids for each in model.Package.get(one).resources}


@pytest.fixture
def heard() -> Iterator[list[Any]]:
    """What a listener to the action's success hears."""
    told: list[Any] = []

    def listen(_sender: str, **said: Any) -> None:
        told.append(said["result"])

    tk.signals.action_succeeded.connect(listen, sender=new_datasets.ACTION)
    yield told
    tk.signals.action_succeeded.disconnect(listen, sender=new_datasets.ACTION)


def test_where_somebody_listens_to_the_action_each_goes_by_it(keeper: Keeper, heard: list[Any]) -> None:
    source = keeper.source(entries(1, 2))
    assert balance(keeper.run(source)) == {"records": 2, "created": 2}
    assert sorted(heard) == sorted(each.package_id for each in keeper.records(source).values())


def test_where_another_plugin_chains_the_action_each_goes_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert new_datasets.possible()
    other = next(each for each in p.PluginImplementations(p.IActions) if each.name != "dtts")
    monkeypatch.setattr(other, "get_actions", lambda: {new_datasets.ACTION: tk.chained_action(lambda: None)})
    assert not new_datasets.possible()


def test_where_they_cannot_be_written_together_each_is_tried_by_itself(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unforeseen(*_given: Any) -> Any:
        raise ValueError("unforeseen")

    monkeypatch.setattr(new_datasets, "create", unforeseen)
    source = keeper.source([*entries(1, 2), *entries(3, area_id=["nowhere"])])
    assert balance(keeper.run(source)) == {"records": 3, "created": 2, "failed": 1}
    assert keeper.titles(source) == ["Bộ dữ liệu 1", "Bộ dữ liệu 2"]


def test_what_is_refused_leaves_its_name_to_the_next(keeper: Keeper) -> None:
    title = "Chỉ một tên"
    source = keeper.source([*entries(1, title=title, area_id=["nowhere"]), *entries(2, title=title)])
    assert balance(keeper.run(source)) == {"records": 2, "created": 1, "failed": 1}
    assert model.Package.get(keeper.records(source)["r2"].package_id).name == "chi-mot-ten"
