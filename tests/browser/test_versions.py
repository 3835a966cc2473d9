"""A table with a history, as a reader on a phone finds it: revised, undone, withdrawn."""

from __future__ import annotations

import csv
import io
import re
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from browser.conftest import NEEDED_SCRIPTS
from browser.measures import barriers, wider_than
from browser.test_reading import MOST_BYTES

Api = Callable[..., Any]
TABLE = Path(__file__).parents[1] / "fixtures" / "tables" / "corrected.csv"
ACTUAL = "Thực hiện"
REASON = "Nhầm đơn vị tính ở cột thực hiện"
WAIT_S = 120


@pytest.fixture(scope="session")
def history(site: str, api: Api, users: dict[str, dict[str, str]]) -> str:
    """The address of a table: version 2 replaced 1, 3 was undone, 4 withdrawn."""
    name = f"lich-su-{uuid.uuid4().hex[:8]}"
    made = api(
        "package_create",
        type="program_result",
        name=name,
        title="Kết quả thử để xem lịch sử",
        title_en="Results to look at a history",
        notes="Bộ dữ liệu của kiểm thử.",
        notes_en="A dataset of the tests.",
        owner_org=_agency(api),
        license_id="CC-BY-4.0",
        area_id=["VN"],
        frequency="http://publications.europa.eu/resource/authority/frequency/ANNUAL",
        contact_name="Phòng Kế hoạch",
        provenance="Số liệu của kiểm thử.",
        demo="true",
    )
    sent = []
    for change in (None, _more, _thousandfold, _shorter):
        submission = _publish(site, api, users, made["name"], change)
        sent.append(submission)
        if change is _thousandfold:
            _decide(site, users, "dtts_publication_undo", submission, reason=REASON)
    _decide(site, users, "dtts_submission_withdraw", sent[-1], reason=REASON)
    return f"/dataset/{name}/ket-qua"


def _agency(api: Api) -> str:
    """One for which the demonstration approver decides."""
    return str(api("organization_list_for_user", id="approver", permission="admin")[0]["id"])


def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader(TABLE.read_text(encoding="utf-8-sig").splitlines()))


def _more(rows: list[dict[str, str]]) -> None:
    """Half of the figures are a quarter higher, and a row is gone."""
    for row in rows[::2]:
        row[ACTUAL] = str(round(float(row[ACTUAL] or 4) * 1.25, 2))
    rows.pop()


def _thousandfold(rows: list[dict[str, str]]) -> None:
    for row in rows:
        row[ACTUAL] = str(float(row[ACTUAL] or 1) * 1000)


def _shorter(rows: list[dict[str, str]]) -> None:
    del rows[3:]


def _publish(
    site: str, api: Api, users: dict[str, dict[str, str]], dataset: str, change: Callable[..., None] | None
) -> str:
    rows = _rows()
    columns = list(rows[0])
    if change:
        change(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    answer = httpx.post(
        f"{site}/api/dtts/v1/submissions",
        headers={"Authorization": users["portal_admin"]["token"]},
        data={"dataset": dataset, "table": "ket-qua", "schema": "output_results", "name": "Kết quả"},
        files={"file": ("ket-qua.csv", text.getvalue().encode())},
        timeout=60,
    )
    assert answer.status_code == 202, answer.text
    submission = str(answer.json()["id"])
    if _reached(api, submission, "awaiting_approval", "published") == "awaiting_approval":
        _decide(site, users, "dtts_submission_approve", submission)
        _reached(api, submission, "published")
    return submission


def _decide(site: str, users: dict[str, dict[str, str]], action: str, submission: str, **more: str) -> None:
    answer = httpx.post(
        f"{site}/api/3/action/{action}",
        json={"id": submission, **more},
        headers={"Authorization": users["approver"]["token"]},
        timeout=60,
    )
    assert answer.status_code == 200, answer.text


def _reached(api: Api, submission: str, *states: str) -> str:
    """Waits for one of the states, or for the end."""
    end = time.monotonic() + WAIT_S
    while (found := api("dtts_submission_show", id=submission))["state"] not in states:
        assert found["state"] != "invalid", found["report"]["faults"]
        assert time.monotonic() < end, found["state"]
        time.sleep(0.5)
    return str(found["state"])


def test_a_reader_gets_from_the_table_to_what_changed_and_to_every_change(
    page: Page, history: str, site: str
) -> None:
    page.goto(history)
    page.get_by_role("link", name="Những gì đã thay đổi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phiên bản 2 đã thay đổi những gì")
    expect(page.locator("main p.answer")).to_contain_text("1 dòng bỏ")
    expect(page.locator("svg.pairs:visible")).to_have_count(1)
    address = page.get_by_role("link", name="Mọi thay đổi (CSV)").get_attribute("href")
    lines = list(csv.DictReader(httpx.get(f"{site}{address}", timeout=30).text.splitlines()))
    assert {line["change"] for line in lines} == {"changed", "removed"}


def test_a_version_that_was_undone_says_why(page: Page, history: str) -> None:
    page.goto(f"{history}/v/3")
    expect(page.get_by_role("main")).to_contain_text("Phiên bản này không còn là bản mới nhất.")
    expect(page.get_by_role("main")).to_contain_text(REASON)
    page.get_by_role("link", name="Bản hiện hành là phiên bản 2.").click()
    expect(page).to_have_url(re.compile(f"{history}$"))


PAGES = ["", "/v/2", "/v/2/thay-doi", "/v/3", "/v/3/thay-doi", "/versions"]


@pytest.mark.parametrize("ending", PAGES)
@pytest.mark.parametrize(("lang", "width"), [("", 360), ("/en", 1280)])
def test_pages_of_versions_have_no_barrier_and_fit(
    page: Page, history: str, ending: str, lang: str, width: int
) -> None:
    page.goto(f"{lang}{history}{ending}")
    assert wider_than(page, 320, 1280, width) == {}
    assert barriers(page) == []
    assert page.locator(NEEDED_SCRIPTS).count() == 0
    assert page.locator("[data-demo]").count() == 1


@pytest.mark.parametrize("ending", PAGES)
def test_pages_of_versions_are_light(site: str, history: str, ending: str) -> None:
    answer = httpx.get(f"{site}{history}{ending}", headers={"Accept-Encoding": "gzip"}, timeout=30)
    assert answer.num_bytes_downloaded < MOST_BYTES


def test_a_withdrawn_version_leaves_its_reason(browser: Any, site: str, history: str) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 780})
    page = context.new_page()
    answer = page.goto(f"{history}/v/4")
    assert answer.status == 410
    expect(page.get_by_role("main")).to_contain_text(REASON)
    assert barriers(page) == []
    context.close()
