"""The gallery: told of by anybody, read by an agency first, public with its address looked at, taken off with
a tombstone."""

from __future__ import annotations

import csv
import io
import ipaddress
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan import model
from freezegun import freeze_time
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS

from ckanext.dtts.feedback import lapsing
from ckanext.dtts.model import Event, Job, Link, Notice, Reuse, ReuseDataset
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices.drain import drain
from ckanext.dtts.quality import looking, nightly, telling
from ckanext.dtts.road import log
from dtts.chain import first_break
from dtts_harvesters.session import Allowed, Limits, Policy
from glue.feedback.maker import DESK, REASON, WORK, Maker, count, decides, entry
from glue.notices.office import Office
from glue.road.people import Web
from harvest_server.server import Server, reply

LOOPBACK = Policy(
    (Allowed(ipaddress.ip_network("127.0.0.0/8")),), Limits(connect=2, read=2, total=4, tries=1)
)


@pytest.fixture
def maker(web: Web, office: Office, setting: Callable[[str, Any], None]) -> Maker:
    """Neither counted nor timed; the gallery is empty, but for what the log keeps of tests before."""
    setting("dtts.feedback.per_minute", 0)
    setting("dtts.feedback.least_s", 0)
    for entity in (ReuseDataset, Link, Job):
        model.Session.execute(sa.delete(entity))
    model.Session.execute(sa.update(Reuse.__table__).values(address=None))
    model.Session.commit()
    return Maker(web, office.dataset["name"])


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/co": lambda _: reply(b"x"), "/mat": lambda _: reply(status="404 Not Found")}) as served:
        yield served


def test_a_work_is_told_of_without_account_or_session(maker: Maker) -> None:
    form = maker.web.get(f"/su-dung-lai/gui?bo-du-lieu={maker.dataset}", status=200)
    sent = maker.sends(maker.form())
    assert [each.headers.getlist("Set-Cookie") for each in (form, sent)] == [[], []]
    assert "no-store" in form.headers["Cache-Control"]
    kept = model.Session.query(Reuse).filter(Reuse.address == WORK["address"]).one()
    assert (kept.work, kept.maker, kept.state, kept.demo) == ("map", "Nhóm Bản đồ", "waiting", False)


def test_nothing_of_it_is_public_before_somebody_has_read_it(maker: Maker, office: Office) -> None:
    number = maker.tells()
    places = (
        f"/su-dung-lai/{number}",
        "/su-dung-lai",
        f"/dataset/{maker.dataset}",
        "/feeds/su-dung-lai.atom",
    )
    before = [maker.web.get(path, status=200).text for path in places]
    decides(office, number, "publish")
    after = [maker.web.get(path, status=200).text for path in places]
    assert [[WORK["title"] in text for text in texts] for texts in (before, after)] == [
        [False] * 4,
        [True] * 4,
    ]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", ""),
        ("title", "a" * 201),
        ("title", "Bản đồ của ông Nguyễn Văn An"),
        ("about", "a" * 501),
        ("address", ""),
        ("address", "ban-do"),
        ("address", "javascript:alert(1)"),
        ("address", "https://user:word@example.org/"),
        ("address", "https://máy chủ/"),
        ("address", "http://0x7f.1/"),
        ("address", "http://noi-bo/"),
        ("maker", ""),
        ("maker", "an@example.org"),
        ("maker_kind", "person"),
        ("work", "poem"),
        ("licence", "free"),
        ("datasets", ""),
        ("datasets", "khong-co"),
        ("datasets", " ".join(f"bo-{number}" for number in range(11))),
    ],
)
def test_what_cannot_be_taken_is_said_beside_what_was_typed(field: str, typed: str, maker: Maker) -> None:
    answer = maker.sends(maker.form(**{field: typed}))
    page = BeautifulSoup(answer.text, "html.parser")
    assert (answer.status_code, count()) == (422, 0)
    assert page.select_one(f"#{field}-wrong") is not None
    assert page.select_one("#about").text.strip() == (typed if field == "about" else WORK["about"])


def test_a_dataset_is_named_by_any_of_its_addresses(maker: Maker, office: Office) -> None:
    named = f"https://du-lieu.example.vn/en/dataset/{maker.dataset}/bang?page=2\n{maker.dataset}"
    decides(office, maker.tells(datasets=named), "publish")
    assert count() == 1


def test_a_form_sent_twice_is_one_entry_and_a_known_address_none(maker: Maker, office: Office) -> None:
    given = maker.form()
    assert len({maker.sends(given).headers["Location"] for _ in range(2)}) == 1
    number = int(maker.sends(given).headers["Location"].partition("?")[0].rpartition("/")[2])
    decides(office, number, "publish")
    again = maker.sends(maker.form())
    assert (again.status_code, count()) == (422, 1)
    assert f"số {number}" in again.text


def test_a_machine_that_fills_in_every_field_is_refused(maker: Maker) -> None:
    assert maker.sends(maker.form(website="https://example.org")).status_code == 422
    assert count() == 0


def test_the_agency_is_told_without_the_makers_words(maker: Maker, office: Office) -> None:
    number = maker.tells()
    while drain():
        pass
    told = model.Session.query(Notice).filter_by(kind="reuse-received").all()
    mine = [each for each in told if each.details["path"] == f"{DESK}/{number}"]
    people = {office.user(role).id: role for role in office.world.people.users}
    assert {people[each.user_id] for each in mine} == {"sender@xa", "approver@xa"}
    assert WORK["maker"] not in str([each.details for each in mine])


def test_what_names_a_person_is_masked_unless_the_agency_words_it(maker: Maker, office: Office) -> None:
    number = maker.tells(about="Hỏi 0912345678 để biết.")
    decides(office, number, "publish")
    assert "0912345678" not in maker.reads(f"/su-dung-lai/{number}")
    decides(office, number, "remove")
    decides(office, number, "publish", shown="Một bản đồ.")
    assert "Một bản đồ." in maker.reads(f"/su-dung-lai/{number}")


def test_what_is_taken_off_leaves_its_page_with_the_reason_and_the_log(maker: Maker, office: Office) -> None:
    number = maker.tells()
    decides(office, number, "publish")
    decides(office, number, "remove")
    text = maker.reads(f"/su-dung-lai/{number}", status=410)
    assert REASON in text
    assert WORK["title"] not in text
    assert WORK["title"] not in maker.reads("/su-dung-lai")
    told = maker.web.get(f"/api/dtts/v1/reuses/{number}", status=200).json
    assert (told["state"], told["answer"], "address" in told) == ("removed", REASON, False)
    events = model.Session.query(Event).filter_by(feedback_id=entry(number).id).order_by(Event.seq).all()
    assert [each.kind for each in events] == ["received", "publish", "remove"]
    assert WORK["title"] not in str([(each.note, each.details) for each in events])
    assert first_break(log.rows(), None) is None


@pytest.mark.parametrize("moves", [("dismiss",), ("publish", "remove")], ids=str)
def test_the_words_of_what_is_not_public_any_more_go_after_a_month(
    moves: tuple[str, ...], maker: Maker, office: Office
) -> None:
    number = maker.tells()
    for move in moves:
        decides(office, number, move)
    for days, left in ((29, WORK["address"]), (31, None)):
        with freeze_time(now() + timedelta(days=days)):
            lapsing.sweep()
            model.Session.commit()
        assert entry(number).address == left
    with pytest.raises(tk.ValidationError) as caught:
        decides(office, number, "publish")
    assert caught.value.dtts_refusal.code == "words-deleted"
    model.Session.rollback()
    assert REASON in maker.web.get(f"/su-dung-lai/{number}").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("loai=map", 1),
        ("loai=study", 0),
        ("q=hoc+tap", 0),
        ("q=học tập", 1),
        ("q=%25", 0),
        ("loai=x", 2),
    ],
)
def test_the_list_is_narrowed_by_kind_and_words(query: str, found: int, maker: Maker, office: Office) -> None:
    decides(office, maker.tells(), "publish")
    other = {"title": "Bài tập", "about": "Dùng trong học tập.", "work": "teaching"}
    decides(office, maker.tells(address="https://hoc.example.org/", **other), "publish")
    assert (
        len(maker.page(f"/su-dung-lai?bo-du-lieu={maker.dataset}&{query}").select("main ul.cards > li"))
        == found
    )


def test_an_empty_list_invites(maker: Maker) -> None:
    page = maker.page(f"/su-dung-lai?bo-du-lieu={maker.dataset}")
    assert "Chưa có ai giới thiệu" in page.select_one(".empty").text
    assert page.select_one(f"main a[href='/su-dung-lai/gui?bo-du-lieu={maker.dataset}']") is not None
    assert maker.web.get("/su-dung-lai?bo-du-lieu=khong-co").status_code == 404


def test_csv_json_and_feed_tell_what_the_page_tells(maker: Maker, office: Office) -> None:
    number = maker.tells()
    decides(office, number, "publish")
    (row,) = csv.DictReader(
        io.StringIO(maker.web.get(f"/api/dtts/v1/reuses.csv?dataset={maker.dataset}").text)
    )
    (told,) = maker.web.get("/api/dtts/v1/reuses?work=map").json["results"]
    assert (row["number"], row["datasets"], row["licence"]) == (str(number), maker.dataset, "CC-BY-4.0")
    assert {name: str(told[name] or "") for name in ("title", "address", "maker", "about")} == {
        name: row[name] for name in ("title", "address", "maker", "about")
    }
    feed = BeautifulSoup(maker.web.get("/feeds/su-dung-lai.atom").text, "xml")
    assert [each.text for each in feed.select("entry > title")] == [WORK["title"]]
    assert feed.select_one("entry > link")["href"].endswith(f"/su-dung-lai/{number}")
    listed = tk.get_action("dtts_reuse_list")({"user": ""}, {"dataset": maker.dataset})
    assert (listed["total"], "said" in str(listed)) == (1, False)


def test_the_catalogue_for_machines_names_the_work(maker: Maker, office: Office) -> None:
    decides(office, maker.tells(), "publish")
    graph = Graph().parse(data=maker.web.get(f"/dataset/{maker.dataset}.ttl").text, format="turtle")
    work = URIRef(WORK["address"])
    assert (None, DCTERMS.isReferencedBy, work) in graph
    assert str(graph.value(work, DCTERMS.title)) == WORK["title"]


def test_the_address_is_looked_at_at_once_and_again_by_night(
    maker: Maker, office: Office, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "Policy", lambda **_: LOOPBACK)
    address = f"http://127.0.0.1:{server.port}/mat"
    number = maker.tells(address=address)
    (job,) = model.Session.query(Job).filter_by(kind=looking.KIND).all()
    assert looking.run(job) == {"checked": 1, "broken": 0}
    model.Session.commit()
    token = office.world.people.token("sender@xa")
    assert "Không, " in maker.web.get(f"{DESK}/{number}", headers=token, status=200).text
    decides(office, number, "publish")
    with freeze_time(now() + timedelta(days=1)):
        assert nightly.waiting(now(), 40) == [address]
        assert nightly.look_at([address], LOOPBACK) == (1, [address])
        assert telling.tell([address]) == 1
        model.Session.commit()
    assert "không mở được từ" in maker.reads("/su-dung-lai")
    (told,) = maker.web.get("/api/dtts/v1/reuses").json["results"]
    assert told["broken_since"]


def test_pages_of_this_portal_are_not_asked_for(maker: Maker, office: Office) -> None:
    here = tk.config["ckan.site_url"].rstrip("/") + "/api-guide"
    decides(office, maker.tells(address=here), "publish")
    assert model.Session.query(Job).filter_by(kind=looking.KIND).count() == 0
    assert nightly.waiting(now() + timedelta(days=1), 40) == []


def test_the_desk_shows_an_entry_with_forms_that_work(maker: Maker, office: Office) -> None:
    number, token = maker.tells(), office.world.people.token("approver@xa")
    assert WORK["title"] in maker.web.get(DESK, headers=token, status=200).text
    page = BeautifulSoup(maker.web.get(f"{DESK}/{number}", headers=token, status=200).text, "html.parser")
    said = {"move": "publish", "shown": "", "seen": page.select_one("input[name=seen]")["value"]}
    answers = [
        maker.web.post(f"{DESK}/{number}", data=said, headers=token, follow_redirects=False).status_code
        for _ in range(2)
    ]
    assert answers == [303, 409]
    assert WORK["title"] in maker.reads("/su-dung-lai")


def test_the_desk_is_not_for_others(maker: Maker, office: Office) -> None:
    number, token = maker.tells(), office.world.people.token("nobody")
    assert maker.web.get(f"{DESK}/{number}", headers=token).status_code == 403
    assert maker.web.get(f"{DESK}/{number}", follow_redirects=False).status_code == 303
