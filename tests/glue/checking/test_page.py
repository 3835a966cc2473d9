"""The page that checks a table: without a name, a cookie or a script, and with nothing that stays."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.checking import kept
from ckanext.dtts.jobs.worker import Worker
from dtts.catalogue import dataset_type_names, table_schema, table_schema_names
from dtts.tables.formats import EXTENSIONS
from glue.road.points import FIVE_CELLS, FIVE_FAULTS, points
from glue.scripts import needed

PAGE, SCHEMA = "/kiem-tra", "it_support_points"

pytestmark = pytest.mark.usefixtures("work_folder", "unhurried")


def send(site: CKANTestApp, content: bytes, status: int = 303, name: str = "diem.csv", **said: str) -> Any:
    data = {"file": (io.BytesIO(content), name), **said}
    return site.post(
        PAGE, data=data, content_type="multipart/form-data", status=status, follow_redirects=False
    )


def page_of(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


@pytest.fixture
def checked(site: CKANTestApp) -> Callable[..., tuple[str, BeautifulSoup]]:
    """Sends a file and gives the address of its report with the report."""

    def check(content: bytes, **said: str) -> tuple[str, BeautifulSoup]:
        address = send(site, content, **said).headers["Location"]
        return address, page_of(site.get(address))

    return check


def alert(answer: Any) -> str:
    return page_of(answer).find(role="alert").get_text(" ")


def test_the_form_offers_every_table_by_the_kind_of_dataset_that_holds_it(site: CKANTestApp) -> None:
    box = page_of(site.get(PAGE)).find("select", id="schema")
    offered = {option["value"] for option in box.find_all("option") if option["value"]}
    assert offered == set(table_schema_names())
    assert len(box.find_all("optgroup")) <= len(dataset_type_names()) + 1  # and those of the portal itself


def test_the_form_takes_every_format_that_the_core_reads(site: CKANTestApp) -> None:
    taken = page_of(site.get(PAGE)).find("input", type="file")["accept"].split(",")
    assert taken == [ending for endings in EXTENSIONS.values() for ending in endings]


def test_tables_are_found_by_words_without_marks(site: CKANTestApp) -> None:
    found = [link.get_text() for link in page_of(site.get(f"{PAGE}?q=diem+ho+tro")).select(".cards h3 a")]
    assert table_schema(SCHEMA).title["vi"] in found
    assert len(found) < len(table_schema_names())


def test_a_file_leads_to_a_report_that_names_every_cell(checked: Callable[..., Any]) -> None:
    _, page = checked(FIVE_FAULTS, schema=SCHEMA)
    assert "5 chỗ cần sửa" in page.h1.get_text()
    cells = {cell.get_text() for cell in page.select("[data-faults] tbody th .cell")}
    assert cells == {cell for cell, _ in FIVE_CELLS}


def test_the_report_is_there_in_english_as_well(site: CKANTestApp, checked: Callable[..., Any]) -> None:
    address, _ = checked(FIVE_FAULTS, schema=SCHEMA)
    assert "5 places to correct" in page_of(site.get(f"/en{address}")).h1.get_text()


def test_a_table_is_recognised_by_its_columns_and_the_page_says_as_what(checked: Callable[..., Any]) -> None:
    _, page = checked(points("0164A"))
    assert "là bảng hợp lệ" in page.h1.get_text()
    assert table_schema(SCHEMA).title["vi"] in page.select_one(".answer").get_text()


def test_when_no_table_fits_completely_the_likeliest_are_offered(
    site: CKANTestApp, checked: Callable[..., Any]
) -> None:
    lacking = re.sub(rb"^point_id,", b"x,", points("0164A"))
    address, page = checked(lacking)
    assert SCHEMA in {button["value"] for button in page.select("button.choice")}
    chosen = page_of(site.post(address, data={"schema": SCHEMA}))
    assert "thiếu cột bắt buộc" in chosen.main.get_text(" ")


def test_a_question_is_answered_on_the_report_and_the_file_is_not_sent_again(
    site: CKANTestApp, checked: Callable[..., Any]
) -> None:
    address, page = checked(points("0164A", broadband_mbps="12.345"))
    boxes = page.select(".ask input[type=radio]")
    assert {box["name"] for box in boxes} == {"decimal:broadband_mbps"}
    answered = page_of(site.post(address, data={"decimal:broadband_mbps": "."}))
    assert "là bảng hợp lệ" in answered.h1.get_text()
    assert "là bảng hợp lệ" in page_of(site.get(address)).h1.get_text()


def test_many_faults_are_listed_by_fault_or_by_column(site: CKANTestApp, checked: Callable[..., Any]) -> None:
    address, page = checked(points(*(f"p{number}" for number in range(40)), status="x", premises="y"))
    assert len(page.select("details [data-faults]")) == 2
    by_column = page_of(site.get(f"{address}?by=column"))
    titles = [summary.get_text() for summary in by_column.select("details summary")]
    assert any(title.startswith(table_schema(SCHEMA).field("premises").title["vi"]) for title in titles)


def test_nothing_of_a_reader_is_kept_by_a_browser_or_told_to_another_site(
    site: CKANTestApp, checked: Callable[..., Any]
) -> None:
    answer = site.get(checked(FIVE_FAULTS, schema=SCHEMA)[0])
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer.headers
    page = page_of(answer)
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert needed(answer.text) == []


def test_the_folders_name_does_not_open_the_page(
    site: CKANTestApp, checked: Callable[..., Any], work_folder: Path
) -> None:
    checked(FIVE_FAULTS, schema=SCHEMA)
    (folder,) = (work_folder / kept.FOLDER).iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    site.get(f"{PAGE}/{folder.name}", status=404)
    site.get(f"{PAGE}/{folder.name[:43]}", status=404)


def test_a_file_is_removed_at_once_when_its_reader_says_so(
    site: CKANTestApp, checked: Callable[..., Any], work_folder: Path
) -> None:
    address, _ = checked(FIVE_FAULTS, schema=SCHEMA)
    site.post(f"{address}/xoa")
    assert list((work_folder / kept.FOLDER).iterdir()) == []
    assert "không còn ở đây" in page_of(site.get(address, status=404)).main.get_text()


def test_after_its_time_a_file_is_gone(
    site: CKANTestApp, checked: Callable[..., Any], work_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _ = checked(FIVE_FAULTS, schema=SCHEMA)
    assert kept.sweep() == 0
    monkeypatch.setitem(tk.config, "ckanext.dtts.check_kept_s", -1)
    site.get(address, status=404)
    assert kept.sweep() == 1
    assert list((work_folder / kept.FOLDER).iterdir()) == []


def test_the_worker_clears_away_what_is_over(
    site: CKANTestApp, checked: Callable[..., Any], work_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(FIVE_FAULTS, schema=SCHEMA)
    monkeypatch.setitem(tk.config, "ckanext.dtts.check_kept_s", -1)
    Worker(site.flask_app)._sweep_when_due()
    assert list((work_folder / kept.FOLDER).iterdir()) == []


def test_when_the_room_is_full_the_next_is_asked_to_come_again(
    site: CKANTestApp, checked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(FIVE_FAULTS, schema=SCHEMA)
    monkeypatch.setitem(tk.config, "ckanext.dtts.check_kept_bytes", 10)
    refused = send(site, FIVE_FAULTS, 503)
    assert int(refused.headers["Retry-After"]) > 0
    assert alert(refused)


@pytest.mark.parametrize(
    "case",
    [
        {"content": b"", "name": ""},
        {"content": b"x" * 2000},
        {"content": FIVE_FAULTS[:500], "schema": "no_such_table"},
    ],
    ids=["no-file", "large", "unknown-table"],
)
def test_what_cannot_be_checked_is_refused_with_a_sentence_and_not_kept(
    site: CKANTestApp, work_folder: Path, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dtts.check_max_bytes", 1500)
    assert alert(send(site, status=422, **case))
    left = work_folder / kept.FOLDER
    assert not left.exists() or list(left.iterdir()) == []


def test_an_answer_that_no_form_offers_is_refused(site: CKANTestApp, checked: Callable[..., Any]) -> None:
    address, _ = checked(FIVE_FAULTS, schema=SCHEMA)
    assert alert(site.post(address, data={"encoding": "ebcdic"}, status=422))


def test_a_file_that_is_no_table_gets_a_report_that_says_so(checked: Callable[..., Any]) -> None:
    _, page = checked(b"PK\x03\x04 no workbook", schema=SCHEMA, name="t.xlsx")
    assert "Chưa đọc được" in page.h1.get_text()


def test_the_check_stands_in_the_navigation(site: CKANTestApp) -> None:
    page = page_of(site.get(PAGE))
    assert page.select_one(".menu-wide [aria-current]")["href"] == PAGE
