"""A recommendation on the desk: answered with a document on a phone, confirmed, published, opened again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from browser.conftest import PHONE, Api
from browser.made import made
from browser.test_desk import DESK, VIET_NAM, LogIn, good_to_read, log_in_as, settles

__all__ = ["log_in_as"]

ASKING, ADDRESSED = "Sở Kiểm thử (minh họa)", "Ủy ban nhân dân xã Kiểm thử (minh họa)"
LIST = "/ban-lam-viec/kien-nghi"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HEAD = (
    "recommendation_id,finding_id,area_id,asked_by,addressed_to,recommendation,issued_on,due_on,data_mark\n"
)
SHOTS = Path(__file__).parents[2] / "var" / "screenshots"


@pytest.fixture
def asked(evaluation: dict[str, Any], site: str, users: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The dataset with three recommendations to the demonstration commune."""
    publish(site, users, evaluation["name"])
    return {**evaluation, "table": table_id(site, evaluation["name"], "kien-nghi")}


@pytest.fixture
def evaluation(api: Api) -> Iterator[dict[str, Any]]:
    """An empty dataset of monitoring of the demonstration province, whose recommendations name the two
    demonstration agencies."""
    for agency, name in (("tinh-minh-hoa", ASKING), ("xa-minh-hoa", ADDRESSED)):
        api("dtts_agency_update", id=agency, written_as=name)
    given = {
        "type": "evaluation",
        "title": "Giám sát quý, dùng để thử việc trả lời",
        "owner_org": "tinh-minh-hoa",
        "area_id": ["51@since-2025-07"],
        "evaluation_kind": "inspection",
        "evaluator": "Bài thử",
        "method": "Xem tại chỗ.",
        "method_en": "Looked on the spot.",
        "findings": "Có việc cần làm.",
        "findings_en": "There is something to do.",
    }
    with made(api, "giam-sat", **given) as found:
        yield found


def table_id(site: str, dataset: str, table: str) -> str:
    """The id by which the desk's addresses name a table."""
    asked = {"dataset": dataset, "table": table}
    found = httpx.get(f"{site}/api/3/action/dtts_table_show", params=asked, timeout=60)
    return str(found.json()["result"]["resource_id"])


def publish(site: str, users: dict[str, dict[str, str]], name: str) -> None:
    """Sent by the province's sender and let through by its approver, as every file is."""
    asked = {"dataset": name, "table": "kien-nghi", "schema": "recommendations"}
    sent = httpx.post(
        f"{site}/api/3/action/dtts_table_submit",
        data=asked,
        files={"upload": ("kien-nghi.csv", rows().encode())},
        headers={"Authorization": users["sender_province"]["token"]},
        timeout=60,
    ).json()["result"]

    def state() -> str:
        headers = {"Authorization": users["sender_province"]["token"]}
        answer = httpx.get(
            f"{site}/api/3/action/dtts_submission_show", params={"id": sent["id"]}, headers=headers
        )
        return str(answer.json()["result"]["state"])

    settles(state, "awaiting_approval")
    httpx.post(
        f"{site}/api/3/action/dtts_submission_approve",
        json={"id": sent["id"]},
        headers={"Authorization": users["approver_province"]["token"]},
        timeout=60,
    ).raise_for_status()
    settles(state, "published")


def this_day() -> date:
    """Today by the portal's clock."""
    return datetime.now(VIET_NAM).date()


def rows() -> str:
    """One that is overdue, one due soon, one later."""
    today = this_day()
    lines = [
        f"KN-{number},PH-1,21115@since-2025-07,{ASKING},{ADDRESSED},{words},{today - timedelta(days=60)},"
        f"{today + timedelta(days=days)},Dữ liệu minh họa\n"
        for number, (words, days) in enumerate(
            [
                ("Bổ sung biên bản nghiệm thu.", 9),
                ("Niêm yết công khai kinh phí.", -3),
                ("Lập tổ quản lý.", 40),
            ],
            1,
        )
    ]
    return HEAD + "".join(lines)


def test_a_recommendation_is_answered_confirmed_published_and_opened_again(
    log_in_as: LogIn, asked: dict[str, Any], site: str, tmp_path: Path
) -> None:
    document = tmp_path / "bien-ban.pdf"
    document.write_bytes(PDF)
    commune, province = log_in_as("sender_commune", PHONE), log_in_as("approver_province", DESK)
    one = f"{LIST}/{asked['table']}/KN-1"

    shown(commune, LIST, "kien-nghi-360")
    expect(commune.locator("main")).to_contain_text("quá hạn 3 ngày")
    commune.locator(f"main a[href='{one}']").click()
    shown(commune, "", "kien-nghi-mo-360")
    commune.get_by_text("Báo hoàn thành", exact=True).first.click()
    commune.locator("#completion").fill("Đã bổ sung đủ biên bản của ba công trình.")
    commune.locator("#completed-on").fill(this_day().isoformat())
    commune.locator("#proof").fill("Biên bản 12/BB-UBND")
    commune.locator("#completion-files").set_input_files(document)
    commune.get_by_role("button", name="Báo hoàn thành").click()
    expect(commune.locator("main .answer")).to_contain_text("chờ xác nhận")
    shown(commune, "", "kien-nghi-bao-360")

    province.goto("/ban-lam-viec")
    expect(province.locator("#to-confirm")).to_be_visible()
    shown(province, "", "ban-lam-viec-1280")
    shown(province, f"{LIST}?ben=di", "kien-nghi-di-1280")
    shown(province, one, "kien-nghi-xac-nhan-1280")
    with province.expect_download() as saved:
        province.get_by_role("link", name="bien-ban.pdf").click()
    assert Path(saved.value.path()).read_bytes() == PDF
    province.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(province.locator("main .answer")).to_contain_text("Đã xác nhận hoàn thành")

    published(log_in_as, province, asked, site)

    province.goto(one)
    province.get_by_text("Mở lại kiến nghị").click()
    province.locator("#reopening").fill("Tồn tại lặp lại sau mưa.")
    province.get_by_role("button", name="Mở lại").click()
    expect(province.locator("main .answer")).to_contain_text("Được mở lại")
    shown(province, "", "kien-nghi-mo-lai-1280")
    shown(commune, one, "kien-nghi-mo-lai-360")
    expect(commune.locator("main")).to_contain_text("Tồn tại lặp lại sau mưa.")


def published(log_in_as: LogIn, approver: Page, asked: dict[str, Any], site: str) -> None:
    """The province's sender presses, its approver lets the new table through, and everybody reads the rows."""
    sender = log_in_as("sender_province", DESK)
    shown(sender, f"{LIST}?ben=di", "kien-nghi-cong-bo-1280")
    sender.get_by_role("button", name="Công bố các bước thực hiện").click()
    expect(sender.get_by_role("heading", level=1)).to_contain_text("đang chờ duyệt")
    approver.goto(f"/duyet/{sender.url.rpartition('/')[2]}")
    approver.get_by_role("button", name="Duyệt", exact=True).click()
    rows = f"{site}/api/dtts/v1/tables/{asked['name']}/recommendation-responses"

    def steps() -> list[str]:
        answer = httpx.get(rows, timeout=30)
        return [row["step"] for row in answer.json()["rows"]] if answer.status_code == 200 else []

    settles(steps, ["completion", "confirmation"])


def test_an_answer_is_given_without_script(log_in_as: LogIn, asked: dict[str, Any]) -> None:
    commune = log_in_as("approver_commune", PHONE, script=False)
    commune.goto(f"{LIST}/{asked['table']}/KN-2")
    commune.locator("#answer").fill("Đã giao bộ phận tài chính niêm yết.")
    commune.get_by_role("button", name="Gửi", exact=True).click()
    expect(commune.locator("main .answer")).to_contain_text("Đã trả lời")
    good_to_read(commune, axe=False)


def shown(page: Page, address: str, name: str) -> None:
    """Open the page if an address is given, find it good to read, and keep a picture of it."""
    if address:
        page.goto(address)
    good_to_read(page)
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
