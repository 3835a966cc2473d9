"""The news: of what one follows, once a day, in both languages, and the same by Atom."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from ckan import model
from freezegun import freeze_time
from lxml import etree

from ckanext.dtts.model import Mail, Subscriber
from glue.mail.catching import pass_on, text_of
from glue.notices.office import Office
from glue.road.people import Web
from glue.subscriptions.reader import Reader

Publish = Callable[..., None]
MORNING, LATER = "2099-01-01T00:31:00Z", "2099-01-02T00:31:00Z"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def news(reader: Reader, at: str = MORNING) -> list[Any]:
    """What lies in the mailbox after that morning, without the mails that ask and answer."""
    with freeze_time(at):
        for _ in range(2):  # plans, then sends
            assert pass_on()
    told = [each for each in reader.catcher.mails() if each["Delivered-To"] == reader.address]
    return [each for each in told if not each["Subject"].startswith(("Xác nhận", "Bạn đang"))]


def test_a_publication_is_told_the_next_morning_to_who_follows_the_dataset(
    reader: Reader, office: Office, publish: Publish
) -> None:
    reader.confirms(**{"bo-du-lieu": office.dataset["name"]})
    publish()
    assert pass_on()
    assert len(reader.catcher.mails()) == 1
    (mail,) = news(reader)
    text = text_of(mail)
    assert f"/dataset/{office.dataset['name']}/diem/v/" in text
    assert f"/en/dataset/{office.dataset['name']}/diem/v/" in text
    assert "Điểm hỗ trợ" in text
    assert re.fullmatch(r"<http://test\.dtts\.example/theo-doi/cua-toi/\S+>", mail["List-Unsubscribe"])


def test_the_news_are_told_once(reader: Reader, office: Office, publish: Publish) -> None:
    reader.confirms(**{"bo-du-lieu": office.dataset["name"]})
    publish()
    assert len(news(reader)) == 1
    assert len(news(reader, LATER)) == 1


def test_two_publications_of_a_table_in_a_day_are_one_item(
    reader: Reader, office: Office, publish: Publish
) -> None:
    reader.confirms(**{"bo-du-lieu": office.dataset["name"]})
    publish()
    publish()
    (mail,) = news(reader)
    assert text_of(mail).count("/diem/v/") == 2  # one a language


def test_what_happened_before_somebody_said_yes_is_not_told(
    reader: Reader, office: Office, publish: Publish
) -> None:
    reader.asks(**{"bo-du-lieu": office.dataset["name"]})
    link = reader.link(reader.mail(), "theo-doi/xac-nhan")
    publish()
    reader.web.post(link, status=200)
    assert news(reader) == []


def test_other_things_are_not_told(reader: Reader, publish: Publish) -> None:
    reader.confirms(**{"dia-ban": "24"})
    publish()
    assert news(reader) == []


def test_what_became_private_since_is_not_told(reader: Reader, office: Office, publish: Publish) -> None:
    reader.confirms(**{"bo-du-lieu": office.dataset["name"]})
    publish()
    office.world.people.does("sender@xa", "package_patch", id=office.dataset["id"], private=True)
    try:
        assert news(reader) == []
    finally:
        office.world.people.does("sender@xa", "package_patch", id=office.dataset["id"], private=False)


def test_a_place_is_told_of_datasets_that_name_it(reader: Reader, office: Office, publish: Publish) -> None:
    office.world.people.does(
        "sender@xa", "package_patch", id=office.dataset["id"], area_id=["51@since-2025-07"]
    )
    reader.confirms(**{"dia-ban": "51"})
    publish()
    assert len(news(reader)) == 1


def test_the_mailboxs_own_button_leaves_everything_with_one_post(
    reader: Reader, office: Office, publish: Publish
) -> None:
    reader.confirms(**{"bo-du-lieu": office.dataset["name"]})
    reader.confirms(**{"dia-ban": "24"})
    publish()
    (mail,) = news(reader)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = mail["List-Unsubscribe"].strip("<>").removeprefix("http://test.dtts.example")
    answer = reader.web.post(path, data={"List-Unsubscribe": "One-Click"}, follow_redirects=False)
    assert answer.status_code == 200
    assert model.Session.query(Subscriber).count() == 0
    # RFC 8058: a mailbox may send it again, and is not told that it was wrong.
    assert reader.web.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200


def test_who_leaves_before_the_morning_gets_nothing(reader: Reader, office: Office, publish: Publish) -> None:
    mine = reader.confirms(**{"bo-du-lieu": office.dataset["name"]})
    publish()
    reader.web.post(mine, data={}, status=200)
    assert news(reader) == []


def test_a_mail_that_waits_for_its_server_says_what_it_would_have_said(
    reader: Reader, office: Office, publish: Publish
) -> None:
    reader.confirms(**{"bo-du-lieu": office.dataset["name"]})
    publish()
    reader.catcher.stop()
    with freeze_time(MORNING):
        pass_on()
        assert pass_on() in (True, False)
    mail_id = model.Session.query(Mail).filter_by(purpose="news").one().id
    publish()
    reader.catcher.start()
    (first, second) = news(reader, LATER)
    assert first["Message-ID"].startswith(f"<{mail_id}@")
    versions = [re.search(r"/diem/v/(\d+)", text_of(each))[1] for each in (first, second)]
    assert int(versions[1]) == int(versions[0]) + 1


def test_a_feed_of_a_place_tells_the_same(web: Web, office: Office, publish: Publish) -> None:
    office.world.people.does(
        "sender@xa", "package_patch", id=office.dataset["id"], area_id=["51@since-2025-07"]
    )
    publish()
    publish()
    feed = read(web, "/feeds/dia-ban/51.atom")
    links = feed.xpath("a:entry/a:link/@href", namespaces=ATOM)
    numbers = [int(re.search(r"/diem/v/(\d+)$", each)[1]) for each in links]
    assert numbers == sorted(numbers, reverse=True)
    moments = feed.xpath("a:entry/a:updated/text()", namespaces=ATOM)
    assert feed.findtext("a:updated", namespaces=ATOM) == moments[0]
    assert feed.findtext("a:title", namespaces=ATOM).startswith("Tỉnh Quảng Ngãi – ")
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("urn:uuid:") for each in ids)


def test_a_feed_speaks_english_when_asked(web: Web, office: Office, publish: Publish) -> None:
    publish()
    feed = read(web, "/feeds/dia-ban/51.atom?lang=en")
    assert feed.findtext("a:title", namespaces=ATOM).startswith("Quang Ngai Province – ")
    assert "/en/dataset/" in feed.xpath("a:entry/a:link/@href", namespaces=ATOM)[0]


@pytest.mark.parametrize("path", ["/feeds/chi-tieu/GSO_EM_PUPILS.atom", "/feeds/dia-ban/01.atom"])
def test_a_feed_without_entries_is_a_feed_and_stays_the_same(path: str, web: Web) -> None:
    first, second = (web.get(path, status=200) for _ in range(2))
    assert etree.fromstring(first.data).findall("a:entry", ATOM) == []
    assert first.data == second.data
    assert first.headers["Content-Type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize("path", ["/feeds/chi-tieu/KHONG_CO.atom", "/feeds/dia-ban/99999.atom"])
def test_there_is_no_feed_of_nothing(path: str, web: Web) -> None:
    web.get(path, status=404)


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/dia-ban/51", "/feeds/dia-ban/51.atom"),
        ("/dia-ban/62@pre-2025-07", "/feeds/dia-ban/62@pre-2025-07.atom"),
        ("/chi-tieu/GSO_EM_PUPILS", "/feeds/chi-tieu/GSO_EM_PUPILS.atom"),
    ],
)
def test_a_page_names_its_feed(page: str, feed: str, web: Web) -> None:
    html = web.get(page, status=200).text
    assert '<link rel="alternate" type="application/atom+xml" title="' in html
    assert f'href="{feed}"' in html
    web.get(feed, status=200)


def test_a_place_is_shown_when_the_file_of_its_support_points_is_lost(
    publish: Publish, web: Web, caplog: pytest.LogCaptureFixture
) -> None:
    """The versions of these tests have no file."""
    publish()
    assert "Đắk Lắk" in web.get("/dia-ban/66", status=200).text
    assert "of a table cannot be read" in caplog.text


def read(web: Web, path: str) -> Any:
    return etree.fromstring(web.get(path, status=200).data)
