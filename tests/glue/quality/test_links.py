"""Links to elsewhere: looked at under guard, broken after two nights, told to those who can mend them."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.model import Job, Link, Outbox
from ckanext.dtts.model.columns import now
from ckanext.dtts.quality import nightly, telling
from dtts_harvesters.session import Allowed, Limits, Policy
from glue.records import agency, dataset
from harvest_server.server import Server, reply

LOOPBACK = Policy(
    (Allowed(ipaddress.ip_network("127.0.0.0/8")),), Limits(connect=2, read=2, total=4, bytes=1024, tries=1)
)


@pytest.fixture(autouse=True)
def request_context(site: CKANTestApp) -> Iterator[None]:
    with site.flask_app.test_request_context():
        yield
        model.Session.rollback()
        for entity in (Link, Job, Outbox):
            model.Session.execute(sa.delete(entity))
        model.Session.commit()


@pytest.fixture
def server() -> Iterator[Server]:
    routes = {
        "/ok": lambda _: reply(b"x"),
        "/large": lambda _: reply(b"x" * 5000),
        "/closed": lambda _: reply(status="403 Forbidden"),
        "/gone": lambda _: reply(status="404 Not Found"),
        "/failing": lambda _: reply(status="500 Internal Server Error"),
        "/away": lambda _: reply(status="302 Found", Location="/ok"),
        "/lost": lambda _: reply(status="302 Found", Location="/gone"),
    }
    with Server(routes) as served:
        yield served


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/ok", None), ("/large", None), ("/closed", None), ("/away", None),
        ("/gone", "not-found"), ("/lost", "not-found"), ("/failing", "server-error"),
    ],
)  # fmt: skip
def test_a_link_works_when_something_answers_there(server: Server, path: str, rule: str | None) -> None:
    failed = nightly.look(f"http://127.0.0.1:{server.port}{path}", LOOPBACK)
    assert (failed.rule if failed else None) == rule


def test_a_link_into_a_private_network_is_never_followed(server: Server) -> None:
    failed = nightly.look(f"http://127.0.0.1:{server.port}/ok", Policy(limits=nightly.LIMITS))
    assert failed is not None
    assert failed.rule == "address-refused"
    assert server.requests == []


def test_a_link_is_broken_after_two_nights_in_a_row_and_whole_again_at_once(server: Server) -> None:
    gone, good = (f"http://127.0.0.1:{server.port}{path}" for path in ("/gone", "/ok"))
    assert nightly.look_at([gone, good], LOOPBACK) == (2, [])
    assert nightly.look_at([gone, good], LOOPBACK) == (2, [gone])
    assert nightly.look_at([gone], LOOPBACK) == (1, [])
    link = model.Session.get(Link, gone)
    assert (link.failures, link.rule, set(link.said)) == (3, "not-found", {"vi", "en"})
    server.routes["/gone"] = server.routes["/ok"]
    nightly.look_at([gone], LOOPBACK)
    assert (link.failures, link.failing_since, link.said) == (0, None, None)


def test_what_waited_longest_comes_first_and_one_server_is_not_asked_too_often() -> None:
    for number in range(6):
        dataset(source_url=f"https://a.example/{number}")
    dataset(source_url="https://b.example/")
    dataset(source_url="https://secret.example/", private=True)
    model.Session.add(Link(address="https://a.example/0", checked=now() - timedelta(days=3), failures=0))
    model.Session.add(Link(address="https://b.example/", checked=now(), failures=0))
    model.Session.flush()
    found = nightly.waiting(now(), 40)
    assert found == [f"https://a.example/{number}" for number in (1, 2, 3, 4)]


def test_a_job_hands_the_rest_over_to_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(nightly, "look", lambda address, _policy: asked.append(address))
    monkeypatch.setattr(nightly, "AT_ONCE", 1)
    dataset(source_url="https://first.example/")
    job = Job(kind=nightly.KIND, lane=nightly.KIND, payload={"day": "2026-11-27", "left": 2})
    assert nightly.run(job)["checked"] == 1
    (following,) = model.Session.scalars(sa.select(Job))
    assert following.payload["left"] == 1
    model.Session.execute(sa.delete(Job))
    assert nightly.run(Job(kind=nightly.KIND, lane=nightly.KIND, payload=following.payload))["left"] == 0
    assert len(set(asked)) == 2
    assert list(model.Session.scalars(sa.select(Job))) == []


def test_those_who_send_for_the_agency_are_told_once_a_day() -> None:
    made: dict[str, Any] = dataset(title="Nguồn đã mất", source_url="https://gone.example/")
    sender, reader = factories.User(), factories.User()
    for user, capacity in ((sender, "editor"), (reader, "member")):
        member = {"object": user["id"], "object_type": "user", "capacity": capacity}
        tk.get_action("member_create")({"ignore_auth": True}, {"id": agency()["id"], **member})
    assert telling.tell(["https://gone.example/"]) == 1
    model.Session.flush()
    (note,) = model.Session.scalars(sa.select(Outbox).where(Outbox.topic == "notice"))
    assert note.key.startswith(f"links-broken:{made['id']}:")
    assert sender["id"] in note.payload["user_ids"]
    assert reader["id"] not in note.payload["user_ids"]
    assert note.payload["details"]["text"] == "https://gone.example/"


def test_an_address_that_was_not_looked_at_for_long_is_forgotten() -> None:
    for address, days in (("https://a.example/", 1), ("https://b.example/", nightly.KEPT_DAYS + 1)):
        model.Session.add(Link(address=address, failures=0, checked=now() - timedelta(days=days)))
    model.Session.flush()
    nightly.forget()
    assert model.Session.scalars(sa.select(Link.address)).all() == ["https://a.example/"]
