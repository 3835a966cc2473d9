"""The page of the registers: everybody reads the versions, a keeper brings in new ones in two steps."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from ckanext.dtts.registers import kept, published
from dtts.registers import rows
from glue.registers.keeping import BASIS, as_csv, as_workbook, changed, keeper, load, overtake, place
from glue.road.people import Web

__all__ = ["keeper", "place"]
Work = Callable[..., int]
PATH = "/danh-muc/agencies"


@pytest.fixture(scope="module")
def web(site: CKANTestApp) -> Web:
    return Web(site)


@pytest.fixture
def token(keeper: str) -> dict[str, str]:
    return header(keeper)


def header(user: str) -> dict[str, str]:
    """The header that makes a request theirs."""
    asked = {"user": user, "name": "thu", "expires_in": 1, "unit": 3600}
    answer = tk.get_action("api_token_create")({"ignore_auth": True, "user": user}, asked)
    return {"Authorization": answer["token"]}


def page(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def send(web: Web, token: dict[str, str], content: bytes, name: str = "moi.csv", **more: Any) -> Any:
    data = {"upload": FileStorage(io.BytesIO(content), filename=name)}
    more = {"status": 200, **more}
    return web.post(PATH, data=data, headers=token, content_type="multipart/form-data", **more)


def carried(shown: BeautifulSoup) -> dict[str, str]:
    """What the second form takes with it."""
    return {field["name"]: field["value"] for field in shown.main.select("form input[type=hidden]")}


def apply(web: Web, token: dict[str, str], fields: dict[str, str], status: int) -> Any:
    return web.post(f"{PATH}/ap-dung", data=fields, headers=token, status=status, follow_redirects=False)


def test_everybody_reads_which_registers_there_are(web: Web, keeper: str) -> None:
    shown = page(web.get("/danh-muc/"))
    links = [a["href"] for a in shown.main.select("tbody th a")]
    assert links == [f"/danh-muc/{name}" for name in kept.registers()]
    assert page(web.get("/en/danh-muc/")).h1.get_text() == "Registers"


def test_a_reader_sees_no_form_and_a_keeper_does(web: Web, token: dict[str, str]) -> None:
    assert page(web.get(PATH)).main.find("form") is None
    assert page(web.get(PATH, headers=token)).main.find("input", type="file") is not None


def test_only_keepers_are_led_there_by_the_menu(web: Web, token: dict[str, str]) -> None:
    other = header(factories.User()["name"])
    menus = [page(web.get("/about", headers=each)).header for each in (token, other, {})]
    assert ["/danh-muc/" in str(menu) for menu in menus] == [True, False, False]


@pytest.mark.parametrize("path", [PATH, f"{PATH}/ap-dung"])
def test_nobody_else_compares_or_applies(web: Web, keeper: str, path: str) -> None:
    stranger = header(factories.User()["name"])
    assert web.post(path, headers=stranger, status=403)
    anonymous = web.post(path, follow_redirects=False)
    assert anonymous.status_code == 303
    assert "/user/login" in anonymous.headers["Location"]


def test_an_unknown_register_is_not_found(web: Web, keeper: str) -> None:
    web.get("/danh-muc/khong-co", status=404)


def test_the_difference_comes_first_cell_by_cell(web: Web, token: dict[str, str]) -> None:
    new = [{**row} for row in rows("agencies")]
    new[0]["role_vi"], new[9]["valid_to"] = "Vai trò mới", "2027-01-01"
    new.append({**new[1], "agency": "co-quan-moi", "name_vi": "Cơ quan mới", "successor": None})
    shown = page(send(web, token, as_workbook(new), "Cơ quan.xlsx"))
    text = " ".join(shown.main.get_text(" ").split())
    assert "Thêm 1, đổi 1, kết thúc 1, bỏ 0" in text
    for told in ("co-quan-moi", "Cơ quan mới", "Vai trò mới", "trống → 2027-01-01"):
        assert told in text
    assert published.folder() is None


def test_a_version_that_cannot_be_taken_says_why_and_offers_no_button(
    web: Web, token: dict[str, str]
) -> None:
    new = [row for row in rows("agencies") if row["agency"] not in ("bnnmt", "bnnptnt")]
    shown = page(send(web, token, as_csv(new)))
    assert "bnnmt" in shown.find(role="alert").get_text()
    assert shown.main.find("form") is None


def test_a_file_with_faults_names_its_cells(web: Web, token: dict[str, str]) -> None:
    shown = page(send(web, token, as_csv(changed(valid_from="2026-13-01"))))
    assert [cell.get_text() for cell in shown.select("[data-faults] th .cell")] == ["F2"]
    assert shown.main.find("form") is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook"], ids=["nothing", "damaged"])
def test_what_is_no_table_comes_back_with_a_sentence(web: Web, token: dict[str, str], content: bytes) -> None:
    shown = page(send(web, token, content, "a.xlsx" if content else "", status=422))
    assert shown.find(role="alert").p.get_text().strip()


def test_applying_needs_a_legal_basis_and_shows_the_difference_again(web: Web, token: dict[str, str]) -> None:
    fields = carried(page(send(web, token, as_csv(changed(role_vi="Không có căn cứ")))))
    again = page(apply(web, token, {**fields, "legal_basis": " "}, 422))
    assert "căn cứ pháp lý" in again.find(role="alert").get_text()
    assert carried(again)["sha256"] == fields["sha256"]


def test_documents_of_the_register_of_law_are_offered(web: Web, token: dict[str, str]) -> None:
    shown = page(send(web, token, as_csv(changed(role_vi="Có văn bản để chọn"))))
    offered = {option["value"] for option in shown.select("datalist option")}
    assert offered == {row["number"] for row in rows("legal_documents")}


def test_what_was_shown_is_applied_and_its_version_says_who_and_why(
    web: Web, token: dict[str, str], keeper: str, work: Work
) -> None:
    fields = carried(page(send(web, token, as_csv(changed(role_vi="Qua trang danh mục")))))
    answer = apply(web, token, {**fields, "legal_basis": "17/2025/NQ-CP"}, 303)
    assert answer.headers["Location"].endswith(PATH)
    assert "đang được công bố" in page(web.get(PATH, headers=token)).main.get_text()
    assert work() == 0
    newest = page(web.get(PATH, headers=token)).select_one("main ol.cards li")
    text = " ".join(newest.get_text(" ").split())
    for told in ("đang có hiệu lực", "Căn cứ pháp lý: 17/2025/NQ-CP", keeper, "đổi 1", "moi.csv"):
        assert told in text
    address = newest.find("a")["href"]
    assert "Qua trang danh mục" in web.get(address, headers=token).text
    assert keeper not in page(web.get(PATH)).main.get_text()


def test_earlier_versions_stay_readable(web: Web, token: dict[str, str], keeper: str, work: Work) -> None:
    for word in ("Bản trước", "Bản sau"):
        load(keeper, changed(role_vi=word))
        work()
        published.look_again()
    older = page(web.get(PATH)).select("main ol.cards li")[1].find("a")["href"]
    assert "Bản trước" in web.get(older).text


def test_a_difference_that_another_version_overtook_is_not_applied(
    web: Web, token: dict[str, str], keeper: str, work: Work
) -> None:
    fields = carried(page(send(web, token, as_csv(changed(role_vi="Đã xem")))))
    load(keeper, changed(role_vi="Của người khác"), legal_basis=BASIS)
    work()
    refused = page(apply(web, token, {**fields, "legal_basis": BASIS}, 422))
    assert "phiên bản khác" in refused.find(role="alert").get_text()


def test_a_version_that_was_sent_back_is_shown_to_its_keeper(
    web: Web, token: dict[str, str], keeper: str, work: Work
) -> None:
    answer = load(keeper, changed(role_vi="Sẽ bị trả lại"))
    overtake(answer)
    work()
    shown = page(web.get(PATH, headers=token)).main
    assert "đã bị trả lại" in shown.get_text()
    submission = page(web.get(shown.select_one(".pat a")["href"], headers=token))
    assert "phiên bản khác" in submission.main.get_text()
    assert submission.main.find("a", href=PATH) is not None
