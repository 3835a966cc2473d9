"""What is counted of whom, and that nothing is counted twice or with a name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from redis.exceptions import RedisError

from ckanext.dtts import redis_server
from ckanext.dtts.jobs import outbox
from ckanext.dtts.model import Outbox, Usage
from ckanext.dtts.model.columns import now
from ckanext.dtts.usage import counts, gathering, tally
from glue.road.people import People, Web
from glue.statements import counted

pytestmark = pytest.mark.usefixtures("counters")
BROWSER = "Mozilla/5.0 (Linux; Android 10; SM-A105F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
SCRIPT = "python-requests/2.32.3"
ADDRESSES = {
    "/dataset/{dataset}": "view",
    "/en/dataset/{dataset}": "view",
    "/dataset/{dataset}/diem": "view",
    "/dataset/{dataset}/diem/v/1": "view",
    "/dataset/{dataset}/diem.csv": "download",
    "/dataset/{dataset}/diem/v/1.json": "download",
    "/api/dtts/v1/tables/{dataset}/diem": "api",
    "/api/dtts/v1/tables/{dataset}/diem/versions": "api",
    "/api/3/action/datastore_search?resource_id={resource}": "api",
    "/api/3/action/package_show?id={dataset}": "api",
    "/api/3/action/package_show?id={id}": "api",
    "/api/3/action/dtts_table_rows?dataset={dataset}&table=diem": "api",
}
NOT_USES = (
    "/dataset/{dataset}.ttl",
    "/dataset/{dataset}/diem.metadata.json",
    "/dataset/{dataset}/khong-co",
    "/dataset/{dataset}/khong-co.csv",
    "/api/3/action/package_search?q={dataset}",
    "/api/3/action/package_show?id=khong-co",
    "/theo-doi?bo-du-lieu={dataset}",
    "/",
)


def today() -> date:
    return datetime.now(tk.h.get_display_timezone()).date()


def gathered(names: Mapping[str, str]) -> dict[str, int]:
    """Everything on its way into the database, then what that has of the dataset."""
    tally.flush()
    gathering.gather(today())
    model.Session.commit()
    return {name: count for name, count in counts.lately(names["id"], today()).items() if count}


def asks(web: Web, path: str, names: Mapping[str, str], agent: str = BROWSER, **headers: str) -> Any:
    return web.get(path.format(**names), headers={"User-Agent": agent, **headers})


@pytest.mark.parametrize(("path", "kind"), ADDRESSES.items())
def test_a_use_is_counted_by_its_kind(path: str, kind: str, web: Web, names: dict[str, str]) -> None:
    assert asks(web, path, names).status_code == 200
    assert gathered(names) == {counts._NAMES[kind]: 1}


@pytest.mark.parametrize("path", NOT_USES)
def test_what_is_no_use_is_not_counted(path: str, web: Web, names: dict[str, str]) -> None:
    asks(web, path, names)
    assert gathered(names) == {}


def test_an_api_call_with_a_body_is_counted(web: Web, names: dict[str, str]) -> None:
    asked = {"resource_id": names["resource"]}
    headers = {"User-Agent": SCRIPT}
    web.post("/api/3/action/datastore_search", json=asked, headers=headers, status=200)
    assert gathered(names) == {"api_calls": 1}


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_robot_is_counted_nowhere(path: str, web: Web, names: dict[str, str]) -> None:
    asks(web, path, names, agent=ROBOT)
    assert gathered(names) == {}


def test_a_script_views_nothing_and_downloads_and_calls(web: Web, names: dict[str, str]) -> None:
    for path in ADDRESSES:
        asks(web, path, names, agent=SCRIPT)
    wanted = [kind for kind in ADDRESSES.values() if kind != "view"]
    assert gathered(names) == {"downloads": wanted.count("download"), "api_calls": wanted.count("api")}


def test_the_staff_are_not_counted_on_pages_and_files(
    web: Web, names: dict[str, str], people: People
) -> None:
    for path, kind in ADDRESSES.items():
        if kind != "api":
            asks(web, path, names, **people.token("sender"))
    assert gathered(names) == {}


def test_head_and_a_known_file_are_no_download(web: Web, names: dict[str, str]) -> None:
    path = f"/dataset/{names['dataset']}/diem.csv"
    tag = asks(web, path, names).headers["ETag"]
    assert asks(web, path, names, **{"If-None-Match": tag}).status_code == 304
    with web.flask_app.app_context():
        web.app.test_client().head(path, headers={"User-Agent": BROWSER})
    assert gathered(names) == {"downloads": 1}


def test_a_private_dataset_leaves_no_count(web: Web, names: dict[str, str]) -> None:
    asks(web, "/dataset/{dataset}", names)
    package = model.Package.get(names["id"])
    package.private = True
    model.Session.commit()
    try:
        assert gathered(names) == {}
    finally:
        model.Package.get(names["id"]).private = False
        model.Session.commit()


def test_nothing_is_counted_twice_however_often_it_is_gathered(web: Web, names: dict[str, str]) -> None:
    for _ in range(3):
        asks(web, "/dataset/{dataset}", names)
        gathered(names)
    assert gathered(names) == {"views": 3}


def test_what_redis_forgot_stays_counted_and_what_comes_after_is_added(
    web: Web, names: dict[str, str]
) -> None:
    for _ in range(2):
        asks(web, "/dataset/{dataset}", names)
    assert gathered(names) == {"views": 2}
    with redis_server.connect() as redis:
        redis.delete(tally._key(today()))
    asks(web, "/dataset/{dataset}", names)
    assert gathered(names) == {"views": 3}


def test_without_redis_a_page_is_served_and_counted_later(
    web: Web, names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise RedisError("away")

    assert asks(web, "/dataset/{dataset}", names).status_code == 200
    with monkeypatch.context() as patched:
        patched.setattr(redis_server, "connect", away)
        tally.flush()
    assert gathered(names) == {"views": 1}


def test_a_request_asks_neither_redis_nor_the_database_for_its_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError

    monkeypatch.setattr(redis_server, "connect", never)
    monkeypatch.setattr(model.Session, "execute", never)
    use = tally.Use(today(), "view", "bo")
    for _ in range(1000):
        tally.add(use)
    assert tally._counted[use] == 1000


def test_a_process_remembers_so_many_uses_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "MOST", 2)
    for what in ("a", "b", "c", "a"):
        tally.add(tally.Use(today(), "view", what))
    assert {use.what: count for use, count in tally._counted.items()} == {"a": 2, "b": 1}


def test_the_worker_gathers_what_is_due_and_plans_it_once(web: Web, names: dict[str, str]) -> None:
    asks(web, "/dataset/{dataset}", names)
    tally.flush()
    for _ in range(2):
        gathering.plan_when_due()
    note = model.Session.query(Outbox).filter_by(topic=gathering.TOPIC).one()
    note.due = now()
    model.Session.commit()
    assert outbox.drain(gathering.TOPIC) == 0
    assert model.Session.query(Usage).one().count == 1
    assert model.Session.query(Outbox).filter_by(topic=gathering.TOPIC).count() == 0


def test_the_page_and_the_file_tell_the_counts_and_nothing_else(web: Web, names: dict[str, str]) -> None:
    for path in ("/dataset/{dataset}", "/dataset/{dataset}/diem", "/dataset/{dataset}/diem.csv"):
        asks(web, path, names)
    gathered(names)
    page = asks(web, "/dataset/{dataset}", names, agent=ROBOT).text
    assert "2 lượt xem, 1 lượt tải, 0 lượt gọi API" in page
    file = asks(web, "/api/dtts/v1/datasets/{dataset}/usage.csv", names, agent=ROBOT)
    assert file.text == f"day,views,downloads,api_calls\n{today().isoformat()},2,1,0\n"
    told = asks(web, "/api/dtts/v1/datasets/{dataset}/usage", names, agent=ROBOT).json
    assert (told["dataset"], told["total"]) == (names["dataset"], 1)


def test_days_without_use_have_no_row_and_old_ones_are_not_recent(names: dict[str, str]) -> None:
    for back, count in ((0, 1), (29, 2), (30, 4)):
        used = {"package_id": names["id"], "kind": "view", "epoch": "a", "count": count}
        model.Session.add(Usage(day=today() - timedelta(days=back), **used))
    model.Session.commit()
    assert counts.lately(names["id"], today())["views"] == 3
    assert [each["views"] for each in counts.by_day(names["id"])] == [1, 2, 4]


def test_there_are_no_counts_of_what_is_not_there(web: Web, names: dict[str, str]) -> None:
    assert asks(web, "/api/dtts/v1/datasets/khong-co/usage", names).status_code == 404


def test_what_stands_there_is_not_written_again(web: Web, names: dict[str, str]) -> None:
    asks(web, "/dataset/{dataset}", names)
    asks(web, "/dataset/{dataset}/diem.csv", names)
    gathered(names)
    with counted() as statements:
        gathered(names)
    # One for the day with a use, of both kinds, which changes no row.
    assert len([each for each in statements if "INSERT INTO dtts_usage" in each]) == 1
    version = sa.text("SELECT count(DISTINCT xmin::text) FROM dtts_usage")
    before = model.Session.scalar(version)
    asks(web, "/dataset/{dataset}", names)
    gathered(names)
    assert model.Session.scalar(version) == before + 1
