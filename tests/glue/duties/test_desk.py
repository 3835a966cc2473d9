"""The two forms for staff: the catalogue as a file, and which table fulfils an entry."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from glue.duties.conftest import Office
from glue.road.people import Web

FILE = "/danh-muc-du-lieu-mo/-/tep"
HEAD = "code,name,agency,area_id,frequency,due,first_period\n"
ROW = "A,Kết quả năm,ban-dan-toc-bac-ninh,24@since-2025-07,yearly,31/1 năm sau,2025\n"


@pytest.fixture(scope="module")
def web(site: CKANTestApp) -> Web:
    return Web(site)


@pytest.fixture(scope="module")
def administrator(office: Office) -> dict[str, str]:
    return {"Authorization": office.token}


@pytest.fixture(scope="module")
def stranger(office: Office) -> dict[str, str]:
    name = factories.User()["name"]
    asked = {"user": name, "name": "thu", "expires_in": 1, "unit": 86400}
    return {"Authorization": office.act("api_token_create", name, **asked)["token"]}


def send(web: Web, headers: dict[str, str], text: str, status: int = 200, **more: str) -> str:
    upload = FileStorage(io.BytesIO((HEAD + text).encode()), filename="danh-muc.csv")
    answer = web.post(
        FILE,
        data={"upload": upload, **more},
        headers=headers,
        content_type="multipart/form-data",
        status=status,
    )
    return words(answer)


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.text, "html.parser").main.get_text(" ").split())


def test_a_stranger_is_asked_to_sign_in_and_a_reader_is_turned_away(
    web: Web, stranger: dict[str, str]
) -> None:
    assert web.get(FILE, follow_redirects=False).status_code == 303
    web.get(FILE, headers=stranger, status=403)
    send(web, stranger, ROW, status=403)


def test_what_a_file_would_change_is_shown_before_it_is_written(
    web: Web, administrator: dict[str, str], office: Office
) -> None:
    assert "Tệp sẽ thêm 1 mục và sửa 0 mục" in send(web, administrator, ROW)
    assert office.act("dtts_entry_list")["results"] == []
    assert "Đã ghi: 1 mục mới" in send(web, administrator, ROW, write="yes", reason="QĐ thử")
    assert office.act("dtts_entry_show", code="A")["changes"][0]["reason"] == "QĐ thử"


def test_faults_are_shown_by_their_cells_and_nothing_is_written(
    web: Web, administrator: dict[str, str], office: Office
) -> None:
    shown = send(web, administrator, ROW.replace("31/1 năm sau", "09-10"), status=422, write="yes")
    assert "tệp còn lỗi" in shown
    assert "F2" in shown
    assert "có thể là ngày-tháng hoặc tháng-ngày" in shown
    assert office.act("dtts_entry_show", code="A")["due_rule"] == "--01-31 +1y"


def test_no_file_is_said_in_words(web: Web, administrator: dict[str, str]) -> None:
    answer = web.post(FILE, data={}, headers=administrator, status=422)
    assert "Hãy chọn tệp" in words(answer) or "Chọn tệp" in words(answer)


def test_who_may_link_sees_the_form_and_others_do_not(
    web: Web, administrator: dict[str, str], stranger: dict[str, str]
) -> None:
    assert "Ghi bảng đáp ứng mục này" in words(web.get("/danh-muc-du-lieu-mo/A", headers=administrator))
    for headers in (stranger, {}):
        assert "Ghi bảng đáp ứng" not in words(web.get("/danh-muc-du-lieu-mo/A", headers=headers))


def test_a_link_is_kept_and_a_wrong_one_is_refused_with_the_reason(
    web: Web, administrator: dict[str, str], stranger: dict[str, str], office: Office
) -> None:
    office.dataset("bo-moi")
    address = "/danh-muc-du-lieu-mo/A"
    given = {"dataset": "bo-moi", "table": "ket-qua"}
    web.post(address, data=given, headers=stranger, status=403)
    answer = web.post(address, data=given, headers=administrator, follow_redirects=False)
    assert answer.status_code == 303
    assert office.act("dtts_entry_show", code="A")["dataset"] == "bo-moi"
    web.post(address, data={**given, "dataset": "khong-co"}, headers=administrator, follow_redirects=False)
    assert office.act("dtts_entry_show", code="A")["dataset"] == "bo-moi"
