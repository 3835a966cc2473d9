"""Asking for data: what there is comes first; without account; not for machines; nothing public unread."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa
from ckan import model
from freezegun import freeze_time

from ckanext.dtts import redis_server
from ckanext.dtts.model import DataRequest, DataRequestSupport, Event, Notice
from ckanext.dtts.notices.drain import drain
from glue.feedback.asker import HOME, WANTED, Asker
from glue.feedback.conftest import Decides
from glue.notices.office import Office
from glue.rights.world import PLACES

Setting = Callable[[str, Any], None]
MARK = "dtts-toi-cung-can=1"


def kept(number: int) -> DataRequest:
    model.Session.expire_all()
    return model.Session.query(DataRequest).filter_by(number=number).one()


def count() -> int:
    return model.Session.query(DataRequest).filter(DataRequest.said != "before").count()


def test_the_search_that_finds_nothing_leads_to_the_form_with_its_words(asker: Asker) -> None:
    page = asker.page("/dataset/?q=khong+co+gi+nhu+the+xyz")
    (link,) = [a for a in page.select("main a") if f"{HOME}/moi" in str(a["href"])]
    form = asker.page(str(link["href"])).select_one("textarea[name=text]")
    assert form.text.strip() == "khong co gi nhu the xyz"


def test_what_there_is_stands_above_the_form(asker: Asker, table: dict[str, Any]) -> None:
    page = asker.page(f"{HOME}/moi?q={quote('Điểm hỗ trợ')}")
    links = [str(a["href"]) for a in page.select("main h3 a")]
    assert f"/dataset/{table['dataset']}" in links
    order = [each.name for each in page.select("main ul.cards, main form[method=post]")]
    assert order == ["ul", "form"]


def test_a_request_like_it_is_shown_before_a_second_one_is_made(asker: Asker, decides: Decides) -> None:
    number = asker.asks()
    assert WANTED not in asker.text(f"{HOME}/moi?q=ban+tru+theo+xa").split("Bạn cần dữ liệu gì")[0]
    decides(number, "publish")
    links = [str(a["href"]) for a in asker.page(f"{HOME}/moi?q=hoc+sinh+ban+tru").select("main h3 a")]
    assert f"{HOME}/{number}" in links


def test_what_is_asked_for_is_kept_as_it_was_typed(asker: Asker) -> None:
    said = {"area": "24@since-2025-07", "places": "xã Yên Thế", "from_": "2021", "to": "2025"}
    request = kept(asker.asks(**said, purpose="Viết luận văn"))
    assert (request.said, request.area_id, request.places) == (WANTED, said["area"], said["places"])
    assert (request.year_from, request.year_to, request.purpose) == (2021, 2025, "Viết luận văn")
    assert (request.state, request.agency_id) == ("waiting", None)


@pytest.mark.parametrize(
    "words",
    [
        {"text": "  "},
        {"text": "a" * 1001},
        {"area": "99@never"},
        {"places": "a" * 201},
        {"from_": "21"},
        {"from_": "1889"},
        {"to": "hai nghìn"},
        {"from_": "2025", "to": "2021"},
        {"purpose": "a" * 1001},
        {"email": "khong@"},
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_said_beside_what_was_typed(words: dict[str, str], asker: Asker) -> None:
    answer = asker.sends(f"{HOME}/moi", asker.fills(**{"text": WANTED, "purpose": "Lời đã gõ", **words}))
    assert (answer.status_code, count()) == (422, 0)
    assert "Chưa gửi" in answer.text
    assert "Lời đã gõ" in answer.text or "purpose" in words


@pytest.mark.parametrize("changed", [{"website": "x"}, {"word": ""}, {"word": "a.b.c"}], ids=str)
def test_a_machine_is_refused(changed: dict[str, str], asker: Asker) -> None:
    answer = asker.sends(f"{HOME}/moi", asker.fills(text=WANTED) | changed)
    assert (answer.status_code, count()) == (422, 0)


def test_the_word_of_another_form_opens_nothing(asker: Asker, decides: Decides) -> None:
    number = asker.asks()
    decides(number, "publish")
    other = asker.fills(f"{HOME}/{number}/toi-cung-can")["word"]
    assert asker.sends(f"{HOME}/moi", asker.fills(text=WANTED) | {"word": other}).status_code == 422
    assert count() == 1


def test_a_form_sent_twice_is_one_request(asker: Asker) -> None:
    given = asker.fills(text=WANTED)
    assert len({asker.sends(f"{HOME}/moi", given).headers["Location"] for _ in range(2)}) == 1
    assert count() == 1


def test_nothing_of_a_request_is_public_before_somebody_has_read_it(asker: Asker) -> None:
    number = asker.asks(purpose="Lời riêng")
    assert "Chờ tiếp nhận" in asker.reads(number)
    api = asker.web.get(f"/api/dtts/v1/data-requests/{number}", status=200).text
    pages = [asker.web.get(path, status=200).text for path in (HOME, "/feeds/yeu-cau-du-lieu.atom")]
    for text in (asker.reads(number), api, *pages):
        assert WANTED not in text
        assert "Lời riêng" not in text


def test_who_says_which_agency_answers_is_told_without_the_words(asker: Asker, office: Office) -> None:
    number = asker.asks(area=PLACES["tinh"], text="Lời người đọc")
    while drain():
        pass
    told = model.Session.query(Notice).filter_by(kind="request-received").all()
    people = {office.user(role).id: role for role in office.world.people.users}
    assert {people[each.user_id] for each in told} == {"approver@tinh"}
    assert {each.details["path"] for each in told} == {f"/ban-lam-viec/yeu-cau-du-lieu/{number}"}
    assert "Lời người đọc" not in str([each.details for each in told])


def test_the_log_keeps_neither_the_words_nor_the_address(asker: Asker) -> None:
    request = kept(asker.asks(text="Lời người đọc", email="doc-gia@example.org"))
    event = model.Session.query(Event).filter_by(feedback_id=request.id).one()
    assert (event.kind, event.actor_kind, event.to_state) == ("received", "policy", "waiting")
    assert "Lời" not in f"{event.note}{event.details}"
    assert "@example" not in f"{event.note}{event.details}"


def test_a_browser_counts_once_and_keeps_a_mark_that_tells_nothing(asker: Asker, decides: Decides) -> None:
    number = asker.asks()
    decides(number, "publish")
    first = asker.supports(number)
    marks = first.headers.getlist("Set-Cookie")
    assert {each.split(";")[0] for each in marks} == {MARK}
    assert all(
        f"Path={path}" in each
        for each, path in zip(marks, (f"{HOME}/{number}/", f"/en{HOME}/{number}/"), strict=True)
    )
    for sent, needed in ((MARK, 1), ("", 2)):
        another = asker.web.flask_app.test_client(use_cookies=False)
        path = f"{HOME}/{number}/toi-cung-can"
        another.post(path, data=asker.fills(path), headers={"Cookie": sent})
        assert f"Người cũng cần {needed}" in asker.reads(number)


def test_what_is_kept_of_a_supporter_is_the_form_and_a_moment(asker: Asker, decides: Decides) -> None:
    number = asker.asks()
    decides(number, "publish")
    path = f"{HOME}/{number}/toi-cung-can"
    given = asker.fills(path)
    assert [asker.sends(path, given).status_code for _ in range(2)] == [303, 303]
    assert model.Session.query(DataRequestSupport).filter_by(request_id=kept(number).id).count() == 1
    assert set(DataRequestSupport.__table__.c.keys()) == {"id", "request_id", "created"}


def test_one_network_says_so_often_and_no_more(asker: Asker, decides: Decides, setting: Setting) -> None:
    number = asker.asks()
    decides(number, "publish")
    with redis_server.connect() as redis:  # the same minute of a run before
        redis.delete(*redis.keys(redis_server.key("rate", "feedback-support*")) or ["none"])
    setting("dtts.feedback.per_minute", 1)
    with freeze_time("2030-01-01T00:00:05Z"):
        assert [asker.supports(number).status_code for _ in range(2)] == [303, 429]


@pytest.mark.parametrize("state", ["waiting", "refused"])
def test_only_what_is_public_and_not_answered_is_supported(
    state: str, asker: Asker, decides: Decides
) -> None:
    number = asker.asks()
    if state == "refused":
        decides(number, "refuse", ground="not-collected", answer="Không có số liệu.")
    assert asker.web.get(f"{HOME}/{number}/toi-cung-can").status_code == 404


def test_pages_of_requests_set_no_cookie_and_forms_are_not_kept(asker: Asker, decides: Decides) -> None:
    number = asker.asks()
    decides(number, "publish")
    for path in (HOME, f"{HOME}/{number}", f"{HOME}/moi", f"{HOME}/{number}/toi-cung-can"):
        answer = asker.web.get(path, status=200)
        assert answer.headers.getlist("Set-Cookie") == []
        assert ("no-store" in answer.headers["Cache-Control"]) == ("/moi" in path or "/toi-" in path)


def test_the_list_is_narrowed_and_counts_each_state(asker: Asker, decides: Decides) -> None:
    first = asker.asks(area="24@since-2025-07")
    second = asker.asks(area="VN", text="Chiều dài đường thôn")
    decides(first, "publish")
    decides(second, "refuse", ground="not-collected", answer="Không có số liệu.")
    shown = {
        query: [a["href"] for a in asker.page(f"{HOME}?{query}").select("main .cards h2 a")]
        for query in ("tinh-trang=open", "dia-ban=VN", "q=duong", "q=Đường", "tinh-trang=planned")
    }
    one, two = f"{HOME}/{first}", f"{HOME}/{second}"
    assert [one] == shown["tinh-trang=open"]
    assert [two] == shown["dia-ban=VN"] == shown["q=duong"] == shown["q=Đường"]
    assert shown["tinh-trang=planned"] == []
    assert "Tất cả (2)" in asker.text(HOME)
    rows = asker.web.get("/api/dtts/v1/data-requests?state=refused", status=200).text
    (row,) = json.loads(rows)["results"]
    assert (row["number"], row["ground"], row["answer"]) == (second, "not-collected", "Không có số liệu.")
    lines = asker.web.get("/api/dtts/v1/data-requests.csv", status=200).text.splitlines()
    assert len(lines) == 3


def test_the_feed_tells_public_requests_and_where_they_stand(asker: Asker, decides: Decides) -> None:
    number = asker.asks()
    decides(number, "plan", due="2099-01-31")
    text = asker.web.get("/feeds/yeu-cau-du-lieu.atom", status=200).text
    assert f"{WANTED} (Đã có kế hoạch công bố)" in text
    assert f"/yeu-cau-du-lieu/{number}</id>" in text


def test_the_database_has_no_state_of_another_kind(asker: Asker) -> None:
    number = asker.asks()
    with pytest.raises(sa.exc.IntegrityError, match="dtts_feedback_state"):
        model.Session.execute(
            sa.text("UPDATE dtts_feedback SET state = 'kept' WHERE number = :number"), {"number": number}
        )
    model.Session.rollback()
