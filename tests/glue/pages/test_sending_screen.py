"""The screen that sends a table: the file first, what it is and where it goes proposed with reasons, drafts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts import drafts
from ckanext.dtts.model import Draft
from ckanext.dtts.uploads import folder
from glue.pages.conftest import Read
from glue.pages.sending import Screen, fields_of, submission_of, text_of
from glue.road.people import People
from glue.road.points import FIVE_FAULTS, points

Work = Callable[..., int]


@pytest.fixture
def screen(web: CKANTestApp, people: People) -> Screen:
    return Screen(web, people)


def test_a_table_that_was_sent_before_is_proposed_and_sent_with_one_press(
    screen: Screen, facility: dict[str, Any], people: People, work: Work
) -> None:
    people.submits(points("00001"), facility, filename="diem 2024.csv")
    work()
    address = screen.drops(points("00001", "00002"), "Diem 2025.csv")
    told = text_of(screen.sees(address))
    assert "Điểm hỗ trợ đồng bào ứng dụng công nghệ thông tin" in told
    assert "bạn đã gửi “diem 2024.csv” vào đó" in told
    sent = people.sees({"id": submission_of(screen.presses(address, "send"))})
    assert (sent["dataset_name"], sent["table"], sent["filename"]) == (
        facility["name"],
        "diem",
        "Diem 2025.csv",
    )


def test_a_draft_that_was_sent_is_none_any_more_and_leads_to_its_submission(
    screen: Screen, facility: dict[str, Any], people: People
) -> None:
    people.submits(points("00001"), facility, filename=f"{facility['name']}.csv")
    address = screen.drops(points("00001"), f"{facility['name']}.csv")
    sent = submission_of(screen.presses(address, "send"))
    assert address.rpartition("/")[2] not in {each.id for each in begun(people)}
    again = screen.web.get(address, headers=screen.headers, follow_redirects=False)
    assert again.headers["Location"].endswith(sent)
    assert submission_of(screen.posts(address, do="send")) == sent


def begun(people: People, role: str = "sender") -> list[drafts.Begun]:
    model.Session.remove()
    return drafts.of(model.User.get(people.users[role]["name"]))


class TestANewDataset:
    def test_is_begun_with_what_the_file_and_the_agency_tell(
        self, web: CKANTestApp, people: People, work: Work
    ) -> None:
        stranger = Screen(web, people, "stranger")
        address = stranger.drops(points("0164A", "07210"))
        page = stranger.sees(address)
        assert "đơn vị của bạn chưa có bộ dữ liệu nào nhận bảng này" in text_of(page)
        fields = fields_of(page.find("form", attrs={"data-draft": True}))
        assert fields["target"] == "dataset"
        assert fields["title"].startswith("Điểm hỗ trợ đồng bào")
        answer = stranger.presses(address, "send", frequency=ANNUAL)
        sent = people.sees({"id": submission_of(answer)}, role="stranger")
        made = people.does("stranger", "package_show", id=sent["dataset_name"])
        assert made["type"] == "facility"
        assert made["organization"]["name"] == "ban-dan-toc-son-la"
        assert made["area_id"] == [fields["area_id"]]

    def test_says_what_is_missing_and_keeps_everything(self, screen: Screen, people: People) -> None:
        address = screen.drops(points("0164A"))
        answer = screen.presses(address, "send", target="dataset", title="", frequency="", notes="Lời riêng.")
        told = BeautifulSoup(answer.text, "html.parser")
        assert answer.status_code == 422
        assert "Đặt tên cho bộ dữ liệu mới" in told.find(role="alert").get_text()
        assert told.find("textarea", id="notes").text == "Lời riêng."
        assert screen.sees(address).find("textarea", id="notes").text == "Lời riêng."
        (draft,) = [each for each in begun(people) if each.id == address.rpartition("/")[2]]
        assert draft.is_whole


ANNUAL = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"


def test_nothing_is_chosen_where_two_tables_are_possible(
    screen: Screen, people: People, facility: dict[str, Any]
) -> None:
    for table in ("mot", "hai"):
        people.submits(points("00001"), facility, table=table, filename=f"{table}.csv")
    page = screen.sees(screen.drops(points("00001"), "khac-han.csv"))
    assert "Có nhiều nơi có thể nhận" in text_of(page)
    assert page.find("input", attrs={"name": "target"}, checked=True) is None


def test_a_file_of_no_table_asks_which_it_is(screen: Screen, facility: dict[str, Any]) -> None:
    address = screen.drops(b"a,b\n1,2\n", "x.csv")
    assert "Không tìm thấy tên cột của bảng nào" in text_of(screen.sees(address))
    screen.presses(address, "look", schema="it_support_points")
    assert "Như bạn đã chọn" in text_of(screen.sees(address))


def test_who_changes_the_table_sees_where_it_goes_before_it_is_sent(
    screen: Screen, people: People, facility: dict[str, Any]
) -> None:
    people.submits(points("00001"), facility)
    address = screen.drops(points("00001"))
    answer = screen.presses(address, "send", schema="facilities")
    assert answer.status_code == 422
    assert address.rpartition("/")[2] in {each.id for each in begun(people)}


def test_who_turns_to_a_new_dataset_sees_it_before_it_is_made(
    screen: Screen, people: People, facility: dict[str, Any]
) -> None:
    people.submits(points("00001"), facility, filename=f"{facility['name']}.csv")
    address = screen.drops(points("00001"), f"{facility['name']}.csv")
    answer = screen.presses(address, "send", target="dataset")
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 422
    assert "Đã có lựa chọn khác" in text_of(page)
    assert page.find("input", id="title")["value"] != ""


def test_the_door_of_a_dataset_leads_to_it(screen: Screen, people: People, facility: dict[str, Any]) -> None:
    page = screen.sees(screen.drops(points("00001"), dataset=facility["name"]))
    picked = page.find("input", attrs={"name": "target"}, checked=True)
    assert picked["value"] == f"new:{facility['name']}"


class TestDrafts:
    def test_are_listed_with_their_file_until_they_are_removed(self, screen: Screen, people: People) -> None:
        address = screen.drops(points("00001"), "cho-sau.csv")
        assert "cho-sau.csv" in text_of(screen.sees("/gui"))
        files = set(folder.kept())
        assert screen.presses(address, "remove").status_code == 303
        assert "cho-sau.csv" not in text_of(screen.sees("/gui"))
        assert len(set(folder.kept())) == len(files) - 1
        assert screen.web.get(address, headers=screen.headers).status_code == 404

    def test_are_kept_on_the_way_without_a_page(self, screen: Screen) -> None:
        address = screen.drops(points("00001"))
        form = fields_of(screen.sees(address).find("form", attrs={"data-draft": True}))
        headers = {**screen.headers, "Accept": "application/json"}
        answer = screen.web.post(address, data={**form, "sheet": "Biểu 2", "do": "save"}, headers=headers)
        assert answer.status_code == 204
        assert screen.sees(address).find("input", id="sheet")["value"] == "Biểu 2"

    @pytest.mark.parametrize("role", ["approver", "stranger", "sysadmin"])
    def test_belong_to_one_person(self, role: str, screen: Screen, web: CKANTestApp, people: People) -> None:
        address = screen.drops(points("00001"))
        other = Screen(web, people, role)
        assert web.get(address, headers=other.headers).status_code == 404
        assert other.posts(address, do="remove").status_code == 404
        assert screen.sees(address) is not None

    def test_get_another_file_and_keep_their_words(self, screen: Screen, facility: dict[str, Any]) -> None:
        address = screen.drops(points("00001"), "mot.csv")
        screen.presses(address, "save", sheet="Biểu 2")
        assert screen.drops(points("00002"), "hai.csv", draft=address.rpartition("/")[2]) == address
        page = screen.sees(address)
        assert "hai.csv" in page.h1.text
        assert page.find("input", id="sheet")["value"] == "Biểu 2"

    def test_whose_time_is_over_are_swept_away_with_their_files(self, screen: Screen) -> None:
        address = screen.drops(points("00001"))
        model.Session.remove()
        draft = model.Session.get_one(Draft, address.rpartition("/")[2])
        name, draft.expires = draft.upload_id.hex, draft.created
        model.Session.commit()
        drafts.sweep()
        assert name not in {path.name for path in folder.kept()}
        assert screen.web.get(address, headers=screen.headers).status_code == 404

    def test_outlive_their_file_as_words(self, screen: Screen, web: CKANTestApp) -> None:
        address = screen.drops(points("00001"))
        model.Session.remove()
        upload_id = model.Session.get_one(Draft, address.rpartition("/")[2]).upload_id
        tus = {**screen.headers, "Tus-Resumable": "1.0.0"}
        web.flask_app.test_client().delete(f"/api/dtts/v1/uploads/{upload_id}", headers=tus)
        assert "Tệp không còn ở đây" in screen.sees(address).h1.text


def test_a_session_that_is_over_gives_the_words_back(screen: Screen, web: CKANTestApp) -> None:
    address = screen.drops(points("00001"))
    answer = web.post(address, data={"title": "Tên tôi đã viết", "do": "send"}, follow_redirects=False)
    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 403
    assert page.find("input", attrs={"name": "title"})["value"] == "Tên tôi đã viết"
    assert page.find("input", attrs={"name": "do"})["value"] == "send"


def test_only_who_sends_for_an_agency_sees_it(read: Read, web: CKANTestApp) -> None:
    assert "/user/login" in web.get("/gui", follow_redirects=False).headers["Location"]
    read("/gui", role="reader", status=403)
    assert read("/gui", role="approver").find("input", type="file") is not None


def test_a_form_without_a_file_says_so(screen: Screen) -> None:
    answer = screen.posts("/gui", dataset="")
    assert answer.status_code == 422
    assert "Hãy chọn tệp cần gửi." in BeautifulSoup(answer.text, "html.parser").find(role="alert").get_text()


def test_the_report_follows_on_the_next_page(
    screen: Screen, people: People, facility: dict[str, Any], work: Work
) -> None:
    people.submits(points("00001"), facility, filename=f"{facility['name']}.csv")
    address = screen.drops(FIVE_FAULTS, f"{facility['name']}.csv")
    sent = submission_of(screen.presses(address, "send"))
    work()
    assert "cần sửa" in screen.sees(f"/submission/{sent}").h1.text
