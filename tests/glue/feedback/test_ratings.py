"""Was this useful: two taps, one answer a browser, counts from five on, words read first, withdrawn in the open."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan import model
from freezegun import freeze_time

from ckanext.dtts.feedback import lapsing
from ckanext.dtts.feedback.ratings import browser, taking
from ckanext.dtts.model import Event, Notice, Rating
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices.drain import drain
from ckanext.dtts.road import log
from dtts.chain import first_break
from glue.notices.office import Office
from glue.road.people import Web

DESK = "/ban-lam-viec/nhan-xet"
SAID = {"answer": "Cảm ơn, quý sau có thêm.", "dismiss": "Không về dữ liệu.", "withdraw": "Thư rác."}


class Voter:
    """A reader in one browser, which keeps cookies and sends them where they belong."""

    def __init__(self, web: Web, dataset: str) -> None:
        self.web, self.dataset = web, dataset
        self.browser, self.path = web.app.test_client(), f"/huu-ich/{dataset}"

    def form(self, query: str = "") -> BeautifulSoup:
        with self.web.flask_app.app_context():
            return BeautifulSoup(self.browser.get(f"{self.path}{query}").text, "html.parser")

    def sends(self, given: dict[str, str]) -> Any:
        with self.web.flask_app.app_context():
            return self.browser.post(self.path, data=given, follow_redirects=False)

    def fills(self, verdict: str, text: str = "", **words: str) -> dict[str, str]:
        word = self.form().select_one("input[name=word]")["value"]
        return {"word": str(word), "website": "", "verdict": verdict, "text": text, **words}

    def answers(self, verdict: str, text: str = "") -> int:
        """Answer to the end; the number of the answer."""
        answer = self.sends(self.fills(verdict, text))
        assert answer.status_code == 303, answer.text
        return int(answer.headers["Location"].partition("?")[0].rpartition("/")[2])

    def holds(self, cookie: str) -> None:
        """Have another cookie in place of the one that came."""
        where = {"domain": urlsplit(tk.config["ckan.site_url"]).hostname, "path": self.path}
        self.browser.set_cookie(browser.COOKIE, cookie, **where)


@pytest.fixture
def voter(web: Web, office: Office, setting: Callable[[str, Any], None]) -> Voter:
    """Neither counted nor timed; those of tests before are out of the way, for the log keeps them."""
    setting("dtts.feedback.per_minute", 0)
    setting("dtts.feedback.least_s", 0)
    moved = sa.update(Rating).where(Rating.package_id.not_like("before:%"))
    model.Session.execute(moved.values(package_id="before:" + Rating.package_id))
    model.Session.commit()
    return Voter(web, office.dataset["name"])


def reads(voter: Voter, path: str, status: int = 200) -> str:
    page = BeautifulSoup(voter.web.get(path, status=status).text, "html.parser")
    return " ".join(page.select_one("main").text.split())


def decides(office: Office, number: int, move: str, who: str = "sender@xa", **words: str) -> Any:
    said = {"answer": SAID[move]} if move in SAID else {}
    return office.world.people.does(who, "dtts_rating_decide", number=number, move=move, **{**said, **words})


def told(voter: Voter) -> dict[str, Any]:
    asked = {"dataset": voter.dataset}
    return dict(tk.get_action("dtts_rating_list")({"user": ""}, asked))


def counted(voter: Voter) -> tuple[Any, ...]:
    found = told(voter)
    return tuple(found[name] for name in ("answered", "useful", "partly", "not", "withdrawn"))


def others(voter: Voter, *verdicts: str) -> None:
    """Answers of other browsers."""
    package = model.Package.get(voter.dataset)
    for verdict in verdicts:
        taking.take(uuid.uuid4(), package, verdict, "")
    model.Session.commit()


def test_two_taps_from_the_dataset_answer(voter: Voter) -> None:
    page = BeautifulSoup(voter.web.get(f"/dataset/{voter.dataset}", status=200).text, "html.parser")
    link = next(each for each in page.select("main a.btn") if each.text.strip() == "Có ích một phần")
    form = voter.form("?" + str(link["href"]).partition("?")[2])
    assert form.select_one("input[name=verdict][checked]")["value"] == "partly"
    voter.answers("partly")
    assert counted(voter)[0] == 1


def test_counts_by_verdict_are_told_from_five_answers_on(voter: Voter) -> None:
    others(voter, "useful", "useful", "not", "partly")
    assert counted(voter) == (4, None, None, None, 0)
    assert "4 người đọc đã trả lời. Số của từng câu được nêu khi có từ 5" in reads(
        voter, f"/dataset/{voter.dataset}"
    )
    voter.answers("useful")
    assert counted(voter) == (5, 3, 1, 1, 0)
    assert "có ích 3, có ích một phần 1, không có ích 1" in reads(voter, f"/dataset/{voter.dataset}")


def test_one_browser_answers_once_and_may_change_it(voter: Voter) -> None:
    first = voter.answers("useful")
    assert "đã trả lời" in voter.form().select_one(".note").text
    assert voter.answers("not") == first
    assert counted(voter)[0] == 1
    rating = model.Session.query(Rating).filter(Rating.number == first).one()
    assert rating.verdict == "not"
    events = model.Session.query(Event).filter_by(feedback_id=rating.id).order_by(Event.seq)
    assert [each.kind for each in events] == ["received", "revised"]


def test_the_cookie_goes_to_this_form_alone_and_names_only_the_answer(voter: Voter, office: Office) -> None:
    page = voter.web.get(f"/huu-ich/{voter.dataset}", status=200)
    sent = voter.sends(voter.fills("useful"))
    assert page.headers.getlist("Set-Cookie") == []
    kept = sent.headers.getlist("Set-Cookie")
    paths = {part.strip() for each in kept for part in each.split(";") if "Path=" in part}
    assert paths == {f"Path=/huu-ich/{voter.dataset}", f"Path=/en/huu-ich/{voter.dataset}"}
    assert all("HttpOnly" in each and "SameSite=Lax" in each for each in kept)


@pytest.mark.parametrize("cookie", ["x", "ImEi.aaaa", ""])
def test_a_cookie_that_is_not_ours_is_none(cookie: str, voter: Voter) -> None:
    first = voter.answers("useful")
    voter.holds(cookie)
    assert voter.answers("useful") != first
    assert counted(voter)[0] == 2


def test_a_form_sent_twice_is_one_answer(voter: Voter) -> None:
    given = voter.fills("useful", "Đủ để làm bài tập.")
    assert len({voter.sends(given).headers["Location"] for _ in range(2)}) == 1
    assert counted(voter)[0] == 1


@pytest.mark.parametrize(
    "changed",
    [{"verdict": ""}, {"verdict": "stars"}, {"text": "a" * 1001}, {"website": "x"}, {"word": "x"}],
    ids=str,
)
def test_what_cannot_be_taken_is_said_and_not_counted(changed: dict[str, str], voter: Voter) -> None:
    answer = voter.sends({**voter.fills("useful", "Lời."), **changed})
    assert (answer.status_code, counted(voter)[0]) == (422, 0)
    assert "Chưa gửi" in answer.text


def test_words_are_public_once_somebody_has_read_them_and_are_answered(voter: Voter, office: Office) -> None:
    number = voter.answers("partly", "Thiếu xã biên giới, hỏi 0912345678.")
    pages = (f"/huu-ich/{voter.dataset}", f"/nhan-xet/{number}")
    assert not [path for path in pages if "Thiếu xã" in reads(voter, path)]
    decides(office, number, "publish")
    decides(office, number, "answer")
    for path in pages:
        text = reads(voter, path)
        assert "Thiếu xã biên giới" in text
        assert SAID["answer"] in text
        assert "0912345678" not in text
    (row,) = csv.DictReader(
        io.StringIO(voter.web.get(f"/api/dtts/v1/datasets/{voter.dataset}/comments.csv").text)
    )
    assert (row["verdict"], row["answer"], row["state"]) == ("partly", SAID["answer"], "answered")


def test_words_that_are_changed_are_read_again(voter: Voter, office: Office) -> None:
    number = voter.answers("useful", "Lời trước.")
    decides(office, number, "publish")
    voter.answers("useful", "Lời sau.")
    text = reads(voter, f"/huu-ich/{voter.dataset}")
    assert "Lời trước." not in text
    assert "Lời sau." not in text
    assert "Chờ cơ quan đọc" in reads(voter, f"/nhan-xet/{number}")


def test_the_answer_counts_when_its_words_are_kept_from_the_public(voter: Voter, office: Office) -> None:
    number = voter.answers("not", "Mua hàng tại đây.")
    others(voter, *["useful"] * 4)
    decides(office, number, "dismiss")
    assert counted(voter) == (5, 4, 0, 1, 0)
    with freeze_time(now() + timedelta(days=31)):
        lapsing.sweep()
        model.Session.commit()
    assert model.Session.query(Rating).filter(Rating.number == number).one().said == lapsing.GONE
    assert SAID["dismiss"] in reads(voter, f"/nhan-xet/{number}")


def test_what_is_withdrawn_is_not_counted_and_that_is_told(voter: Voter, office: Office) -> None:
    number = voter.answers("not")
    others(voter, *["useful"] * 5)
    decides(office, number, "withdraw")
    assert counted(voter) == (5, 5, 0, 0, 1)
    assert "Cơ quan đã rút 1 câu trả lời." in reads(voter, f"/dataset/{voter.dataset}")
    assert SAID["withdraw"] in reads(voter, f"/nhan-xet/{number}", status=410)
    event = model.Session.query(Event).filter_by(kind="withdraw", note=SAID["withdraw"]).one()
    assert (event.to_state, event.actor_kind) == ("withdrawn", "person")
    assert first_break(log.rows(), None) is None
    decides(office, number, "restore")
    assert counted(voter) == (6, 5, 0, 1, 0)


def test_of_an_answer_without_words_nobody_reads_what_it_was(voter: Voter) -> None:
    text = reads(voter, f"/nhan-xet/{voter.answers('not')}")
    assert "Không có ích" not in text
    assert "Đã tính, không có lời" in text


def test_the_list_for_machines_has_the_counts_of_every_dataset(voter: Voter) -> None:
    others(voter, *["useful"] * 5)
    answer = voter.web.get("/api/dtts/v1/ratings", status=200).json
    assert answer["least"] == 5
    (row,) = [each for each in answer["results"] if each["dataset"] == voter.dataset]
    assert (row["answered"], row["useful"], row["withdrawn"]) == (5, 5, 0)
    (same,) = csv.DictReader(io.StringIO(voter.web.get("/api/dtts/v1/ratings.csv").text))
    assert same["useful"] == "5"


def test_the_agency_is_told_of_words_and_not_of_counts(voter: Voter, office: Office) -> None:
    silent, number = voter.answers("useful"), Voter(voter.web, voter.dataset).answers("not", "Lời người đọc.")
    while drain():
        pass
    told_of = model.Session.query(Notice).filter_by(kind="comment-received").all()
    paths = [each.details["path"] for each in told_of]
    people = {office.user(role).id: role for role in office.world.people.users}
    mine = {people[each.user_id] for each in told_of if each.details["path"] == f"{DESK}/{number}"}
    assert mine == {"sender@xa", "approver@xa"}
    assert f"{DESK}/{silent}" not in paths
    assert "Lời người đọc." not in str([each.details for each in told_of])


def test_the_desk_shows_words_with_forms_that_work(voter: Voter, office: Office) -> None:
    number, token = voter.answers("not", "Lời người đọc."), office.world.people.token("sender@xa")
    assert "Lời người đọc." in voter.web.get(DESK, headers=token, status=200).text
    page = BeautifulSoup(voter.web.get(f"{DESK}/{number}", headers=token, status=200).text, "html.parser")
    said = {"move": "answer", "answer": SAID["answer"], "seen": page.select_one("input[name=seen]")["value"]}
    path = f"{DESK}/{number}"
    sent = [
        voter.web.post(path, data=said, headers=token, follow_redirects=False).status_code for _ in range(2)
    ]
    assert sent == [303, 409]
    assert SAID["answer"] in reads(voter, f"/nhan-xet/{number}")
    assert voter.web.get(path, headers=office.world.people.token("nobody")).status_code == 403
