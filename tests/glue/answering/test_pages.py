"""The pages of the desk: what is open with its days, the forms of those who may, and the press that publishes."""

from __future__ import annotations

import io
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup

from glue.answering.conftest import PDF, Office
from glue.rights.world import as_site

LIST = "/ban-lam-viec/kien-nghi"
ROLES = ("sender@xa", "approver@xa", "reader@xa", "sender@tinh", "approver@tinh", "nobody")


class Desk:
    """The browser of each role."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.tokens = {role: {"Authorization": token(office, role)} for role in ROLES}

    def page(self, role: str, path: str = LIST, status: int = 200) -> BeautifulSoup:
        answer = self.office.web.get(path, headers=self.tokens[role], status=status)
        return BeautifulSoup(answer.text, "html.parser")

    def text(self, role: str, path: str = LIST) -> str:
        return " ".join(self.page(role, path).main.get_text(" ").split())

    def press(self, role: str, path: str, status: int = 303, **form: Any) -> Any:
        return self.office.web.post(
            path, data=form, headers=self.tokens[role], follow_redirects=False, status=status
        )


def token(office: Office, role: str) -> str:
    name = office.world.user(role).name
    asked = {"user": name, "name": "thu", "expires_in": 1, "unit": 3600}
    return str(tk.get_action("api_token_create")({**as_site(), "user": name}, asked)["token"])


@pytest.fixture(scope="module")
def desk(office: Office) -> Desk:
    with office.web.flask_app.test_request_context():
        return Desk(office)


@pytest.fixture(scope="module")
def asked(office: Office) -> dict[str, Any]:
    with office.web.flask_app.test_request_context():
        return office.publish(("KN-1", 40), ("KN-2", -3), ("KN-3", 0), ("KN-4", 9), ("KN-5", 60))


def one(asked: dict[str, Any], code: str) -> str:
    return f"{LIST}/{asked['table']}/{code}"


def test_the_list_shows_days_left_and_those_overdue_nearest_first(desk: Desk, asked: dict[str, Any]) -> None:
    page = desk.page("sender@xa")
    badges = [card.select_one(".badge").get_text() for card in page.select("ul.cards > li")]
    assert badges == ["quá hạn 3 ngày", "đến hạn hôm nay", "còn 9 ngày", "còn 40 ngày", "còn 60 ngày"]
    assert "5 kiến nghị chờ cơ quan bạn thực hiện. 1 kiến nghị quá hạn." in desk.text("sender@xa")


@pytest.mark.parametrize(
    ("role", "query", "codes"),
    [
        ("sender@xa", "?tinh-trang=qua-han", ["KN-2"]),
        ("sender@xa", "?tinh-trang=da-xong", []),
        ("sender@xa", "?ben=di", []),
        ("approver@tinh", "?ben=di&tinh-trang=qua-han", ["KN-2"]),
        ("approver@tinh", "?ben=den", []),
        ("sender@xa", "?tinh-trang=khong-co&page=x", ["KN-2", "KN-3", "KN-4", "KN-1", "KN-5"]),
    ],
)
def test_filters_narrow_the_list(
    role: str, query: str, codes: list[str], desk: Desk, asked: dict[str, Any]
) -> None:
    links = desk.page(role, LIST + query).select("ul.cards > li h2 a")
    assert [link["href"].rpartition("/")[2] for link in links] == codes


def test_who_is_named_in_none_is_told_what_to_do(desk: Desk, asked: dict[str, Any]) -> None:
    assert "hãy báo quản trị cổng" in desk.text("nobody")
    desk.page("nobody", one(asked, "KN-1"), status=403)
    desk.page("sender@xa", one(asked, "KN-99"), status=404)


def test_who_is_not_signed_in_is_asked_to(office: Office, desk: Desk, asked: dict[str, Any]) -> None:
    for path in (LIST, one(asked, "KN-1")):
        answer = office.web.get(path, follow_redirects=False)
        assert "/user/login" in answer.headers["Location"]


@pytest.mark.parametrize(
    ("role", "buttons"),
    [
        ("sender@xa", {"Gửi", "Báo hoàn thành"}),
        ("approver@xa", {"Gửi", "Báo hoàn thành"}),
        ("reader@xa", set()),
        ("sender@tinh", set()),
        ("approver@tinh", {"Rút"}),
    ],
)
def test_everybody_finds_the_forms_that_are_theirs(
    role: str, buttons: set[str], desk: Desk, asked: dict[str, Any]
) -> None:
    page = desk.page(role, one(asked, "KN-5"))
    assert {each.get_text() for each in page.select("#act button")} == buttons


def test_the_first_page_of_the_desk_counts_what_waits(desk: Desk, asked: dict[str, Any]) -> None:
    page = desk.page("sender@xa", "/ban-lam-viec")
    assert page.select_one("#recommendations .count").get_text() == "5"
    assert page.select_one("#to-confirm") is None
    assert "5 kiến nghị chờ cơ quan bạn thực hiện." in page.select_one(".answer").get_text()


def test_an_answer_with_a_document_is_kept_and_the_document_saved_by_both_agencies_only(
    desk: Desk, asked: dict[str, Any]
) -> None:
    form = {"move": "answer", "response": "Đã giao phòng chuyên môn."}
    desk.press("sender@xa", one(asked, "KN-4"), **form, documents=(io.BytesIO(PDF), "công văn.pdf"))
    page = desk.page("approver@tinh", one(asked, "KN-4"))
    assert "Đã giao phòng chuyên môn." in page.main.get_text()
    link = page.select_one(".file a")
    answer = desk.office.web.get(link["href"], headers=desk.tokens["approver@tinh"])
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    desk.page("nobody", link["href"], status=403)


def test_what_is_refused_keeps_the_words_and_the_file(desk: Desk, asked: dict[str, Any]) -> None:
    form = {"move": "completion", "response": "Xong, gọi 0912 345 678.", "completed_on": "2026-11-01"}
    form |= {"proof": "BB 1"}
    document = (io.BytesIO(PDF), "bien-ban.pdf")
    answer = desk.press("sender@xa", one(asked, "KN-1"), 422, **form, documents=document)
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select_one("#completion").get_text() == form["response"]
    assert page.select_one("#proof")["value"] == "BB 1"
    kept = page.select_one("input[name=attached]")["value"]
    assert page.select_one(".error-summary a").get_text().startswith("Nội dung")
    again = {**form, "response": "Xong.", "attached": kept}
    desk.press("sender@xa", one(asked, "KN-1"), **again)
    assert "bien-ban.pdf" in desk.text("sender@xa", one(asked, "KN-1"))


def test_a_press_on_an_old_page_says_how_it_stands(desk: Desk, asked: dict[str, Any]) -> None:
    page = desk.page("approver@tinh", one(asked, "KN-2"))
    seen = page.select_one("#act input[name=seen]")["value"]
    desk.press("sender@xa", one(asked, "KN-2"), move="answer", response="Đang làm.")
    form = {"move": "withdrawal", "response": "Trùng.", "seen": seen}
    answer = desk.press("approver@tinh", one(asked, "KN-2"), 409, **form)
    assert "kiến nghị hiện “Đã trả lời”" in answer.text


def test_a_person_without_the_right_cannot_press_either(desk: Desk, asked: dict[str, Any]) -> None:
    for role in ("reader@xa", "sender@tinh", "approver@tinh"):
        desk.press(role, one(asked, "KN-5"), 403, move="answer", response="Không phải việc của tôi.")
    desk.press("approver@xa", one(asked, "KN-5"), 403, move="withdrawal", response="Thôi.")


def test_the_sender_of_the_dataset_publishes_the_answers(desk: Desk, asked: dict[str, Any]) -> None:
    desk.press("sender@xa", one(asked, "KN-3"), move="progress", response="Xong một nửa.")
    assert "Công bố các bước thực hiện" not in desk.text("sender@xa")
    assert "Công bố các bước thực hiện" in desk.text("sender@tinh", f"{LIST}?ben=di")
    desk.press("sender@xa", f"{LIST}/cong-bo", 403, dataset=asked["name"])
    answer = desk.press("sender@tinh", f"{LIST}/cong-bo", dataset=asked["name"])
    assert "/submission/" in answer.headers["Location"]
    assert "đang được xử lý" in desk.text("sender@tinh", f"{LIST}?ben=di")
