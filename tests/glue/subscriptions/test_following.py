"""Following by e-mail: nothing without the owner's yes, nothing told to who asks, nothing kept after leaving."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan import model
from freezegun import freeze_time

from ckanext.dtts import redis_server
from ckanext.dtts.mail import address, links
from ckanext.dtts.model import Mail, Outbox, Subscriber, Subscription
from glue.mail.catching import Catcher, pass_on, text_of
from glue.notices.office import Office
from glue.road.people import Web
from glue.subscriptions.reader import Reader

Setting = Callable[[str, Any], None]
THINGS = {
    "dia-ban": ("51", "place", "51@since-2025-07"),
    "chi-tieu": ("GSO_EM_PUPILS", "indicator", "GSO_EM_PUPILS"),
}


def followed() -> list[tuple[str, str, bool]]:
    rows = model.Session.query(Subscription).order_by(Subscription.created)
    return [(each.kind, each.subject, each.confirmed is not None) for each in rows]


@pytest.mark.parametrize("field", THINGS)
def test_a_form_follows_nothing_before_the_address_says_yes(field: str, reader: Reader) -> None:
    name, kind, key = THINGS[field]
    answer = reader.asks(**{field: name})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/theo-doi/da-gui?{field}={name}")
    assert followed() == [(kind, key, False)]
    path = reader.link(reader.mail(), "theo-doi/xac-nhan")
    for _ in range(2):  # a mail program that opens links by itself
        assert "Theo dõi" in reader.web.get(path, status=200).text
    assert followed() == [(kind, key, False)]
    reader.web.post(path, status=200)
    assert followed() == [(kind, key, True)]


def test_a_dataset_is_followed_by_its_name_and_kept_by_its_id(reader: Reader, office: Office) -> None:
    reader.confirms(**{"bo-du-lieu": office.dataset["name"]})
    assert followed() == [("dataset", office.dataset["id"], True)]


def test_the_first_mail_says_who_asks_for_what_in_both_languages(reader: Reader) -> None:
    reader.asks(**{"dia-ban": "51"})
    mail = reader.mail()
    assert mail["Subject"] == "Xác nhận theo dõi Tỉnh Quảng Ngãi / Confirm: Quang Ngai Province"
    text = text_of(mail)
    assert "48 giờ" in text
    assert "48 hours" in text
    assert text.count("/theo-doi/xac-nhan/") == 2


@pytest.mark.parametrize("field", ["bo-du-lieu", "dia-ban", "chi-tieu"])
@pytest.mark.parametrize("name", ["khong-co-gi-o-day", "' OR 1=1", "\x00", "../..", "99999"])
def test_what_is_not_there_cannot_be_followed(field: str, name: str, reader: Reader) -> None:
    assert reader.asks(**{field: name}).status_code == 404
    assert followed() == []


def test_a_private_dataset_cannot_be_followed(reader: Reader, office: Office) -> None:
    office.world.people.does("sender@xa", "package_patch", id=office.dataset["id"], private=True)
    try:
        assert reader.asks(**{"bo-du-lieu": office.dataset["name"]}).status_code == 404
    finally:
        office.world.people.does("sender@xa", "package_patch", id=office.dataset["id"], private=False)


@pytest.mark.parametrize(
    "email", ["", "khong", "a@b", "a@example.org\r\nBcc: b@example.org", "a@example.org,b@c.org"]
)
def test_what_is_no_address_is_said_and_stays_typed(email: str, reader: Reader) -> None:
    answer = reader.asks(**{"dia-ban": "51", "email": email})
    assert answer.status_code == 422
    assert "ten@example.org" in answer.text
    assert followed() == []


def test_who_asks_cannot_see_whether_an_address_follows_already(reader: Reader) -> None:
    first = reader.asks(**{"dia-ban": "51"})
    reader.web.post(reader.link(reader.mail(), "theo-doi/xac-nhan"))
    second = reader.asks(**{"dia-ban": "51"})
    assert (first.status_code, first.headers["Location"], first.text) == (
        second.status_code,
        second.headers["Location"],
        second.text,
    )
    assert reader.mail()["Subject"].startswith("Bạn đang theo dõi")
    assert len(reader.catcher.mails()) == 2


def test_capitals_make_no_second_subscriber(reader: Reader) -> None:
    reader.asks(**{"dia-ban": "51"})
    reader.asks(**{"dia-ban": "51", "email": "Doc-Gia@EXAMPLE.org"})
    assert len(followed()) == 1
    assert model.Session.query(Subscriber).count() == 1


def test_too_many_requests_of_one_reader_are_asked_to_wait(reader: Reader, setting: Setting) -> None:
    setting("ckanext.dtts.subscribe_per_minute", 2)
    forget_counts()
    answers = [reader.asks(**{"dia-ban": "51", "email": f"a{each}@example.org"}) for each in range(3)]
    assert [each.status_code for each in answers] == [303, 303, 429]
    assert "yêu cầu" in answers[2].text
    assert model.Session.query(Subscriber).count() == 2
    forget_counts()


def test_an_address_is_not_flooded_and_who_floods_is_not_told(reader: Reader, setting: Setting) -> None:
    setting("ckanext.dtts.subscribe_per_address", 2)
    forget_counts()
    answers = [reader.asks(**{"dia-ban": place}) for place in ("51", "24", "01", "79")]
    assert {each.status_code for each in answers} == {303}
    assert pass_on()
    assert len(reader.catcher.mails()) == 2
    forget_counts()


def forget_counts() -> None:
    with redis_server.connect() as redis:
        redis.delete(*redis.keys(redis_server.key("rate", "subscribe*")) or ["none"])


@pytest.mark.parametrize("when", ["too old", "cut", "for another purpose", "left since"])
def test_a_link_that_holds_no_more_says_so_and_confirms_nothing(when: str, reader: Reader) -> None:
    reader.asks(**{"dia-ban": "51"})
    path = reader.link(reader.mail(), "theo-doi/xac-nhan")
    later = timedelta()
    subscription = model.Session.query(Subscription).one()
    if when == "too old":
        later = timedelta(hours=48, seconds=5)
    elif when == "cut":
        path = path[:-2]
    elif when == "for another purpose":
        path = "/theo-doi/xac-nhan/" + links.sign("manage", str(subscription.id))
    else:
        model.Session.delete(model.Session.get(Subscriber, subscription.subscriber_id))
        model.Session.commit()
    with freeze_time(datetime.now(timezone.utc) + later):
        for ask in (reader.web.get, reader.web.post):
            assert "không còn hiệu lực" in ask(path, status=410).text
    assert all(not confirmed for _kind, _subject, confirmed in followed())


def test_an_address_that_says_nothing_is_deleted_after_48_hours(reader: Reader) -> None:
    reader.asks(**{"dia-ban": "51"})
    assert pass_on()
    start = datetime.now(timezone.utc)
    with freeze_time(start + timedelta(hours=47, minutes=59)):
        pass_on()
        assert model.Session.query(Subscriber).count() == 1
    with freeze_time(start + timedelta(hours=48, minutes=1)):
        pass_on()
        assert model.Session.query(Subscriber).count() == 0
    assert model.Session.query(Mail).count() == 0


def test_who_asks_again_has_48_hours_again(reader: Reader) -> None:
    reader.asks(**{"dia-ban": "51"})
    start = datetime.now(timezone.utc)
    with freeze_time(start + timedelta(hours=40)):
        reader.asks(**{"dia-ban": "51"})
    with freeze_time(start + timedelta(hours=49)):
        pass_on()
        assert model.Session.query(Subscriber).count() == 1


def test_a_confirmed_address_stays(reader: Reader) -> None:
    reader.confirms(**{"dia-ban": "51"})
    with freeze_time(datetime.now(timezone.utc) + timedelta(days=3)):
        pass_on()
    assert len(followed()) == 1
    assert model.Session.query(Outbox).filter_by(topic="subscription").count() == 0


def test_one_subject_is_left_and_the_others_stay(reader: Reader) -> None:
    reader.confirms(**{"dia-ban": "51"})
    mine = reader.confirms(**{"chi-tieu": "GSO_EM_PUPILS"})
    page = BeautifulSoup(reader.web.get(mine, status=200).text, "html.parser")
    button = page.select_one("button[name=thoi]")
    assert "Quảng Ngãi" in button["aria-label"]
    reader.web.post(mine, data={"thoi": button["value"]}, status=200)
    assert [kind for kind, _subject, _confirmed in followed()] == ["indicator"]


def test_nobody_leaves_for_somebody_else(reader: Reader, web: Web, catcher: Catcher) -> None:
    mine = reader.confirms(**{"dia-ban": "51"})
    Reader(web, catcher, "nguoi-khac@example.org").confirms(**{"dia-ban": "24"})
    other = model.Session.query(Subscription).filter_by(subject="24@since-2025-07").one()
    reader.web.post(mine, data={"thoi": str(other.id)}, status=200)
    assert len(followed()) == 2


def test_with_the_last_subject_the_address_goes(reader: Reader) -> None:
    mine = reader.confirms(**{"dia-ban": "51"})
    answer = reader.web.post(mine, data={}, status=200)
    assert "đã được xóa" in answer.text
    for table in (Subscription, Subscriber, Mail):
        assert model.Session.query(table).count() == 0
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("word", ["x", links])
def test_a_made_up_link_opens_nobodys_page(word: Any, reader: Reader) -> None:
    made_up = links.sign("confirm", "00000000-0000-4000-8000-000000000000") if word is links else word
    for ask in (reader.web.get, reader.web.post):
        ask(f"/theo-doi/cua-toi/{made_up}", status=404)


def test_no_log_holds_an_address(reader: Reader, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", logger="ckanext"):
        reader.confirms(**{"dia-ban": "51"})
        Reader(reader.web, reader.catcher, "khong-con+550@example.org").asks(**{"dia-ban": "51"})
        reader.catcher.stop()
        reader.asks(**{"dia-ban": "24"})
        pass_on()
    assert "doc-gia" not in caplog.text
    assert "khong-con" not in caplog.text
    assert model.Session.query(Outbox).filter(Outbox.error.contains("@")).count() == 0


def test_addresses_are_compared_without_being_readable(reader: Reader) -> None:
    reader.asks(**{"dia-ban": "51"})
    kept = model.Session.query(Subscriber).one()
    assert re.fullmatch("[0-9a-f]{64}", kept.address_hash)
    assert kept.address_hash == address.digest(reader.address)


def test_an_address_that_its_server_refuses_is_deleted_after_a_month(reader: Reader) -> None:
    away = Reader(reader.web, reader.catcher, "khong-con+550@example.org")
    away.asks(**{"dia-ban": "51"})
    assert pass_on()
    assert model.Session.query(Subscriber).one().refused is not None
    with freeze_time(datetime.now(timezone.utc) + timedelta(days=31)):
        pass_on()
    assert model.Session.query(Subscriber).count() == 0


def test_without_a_mail_server_the_page_offers_the_feed_alone(reader: Reader, setting: Setting) -> None:
    setting("smtp.mail_from", "")
    page = BeautifulSoup(reader.web.get("/theo-doi?dia-ban=51", status=200).text, "html.parser")
    assert page.select("main input[name=email]") == []
    assert page.select_one("main a[href='/feeds/dia-ban/51.atom']")
