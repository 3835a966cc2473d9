"""A reader on a phone converts a workbook of 500 former communes and opens what comes back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page

from browser.conftest import NEEDED_SCRIPTS
from browser.measures import barriers, wider_than
from dtts.catalogue import schemas_path

ROWS = 500
PATH = "/dia-ban/chuyen-doi"


@pytest.fixture(scope="module")
def communes() -> list[tuple[str, str]]:
    """Every twentieth former commune, as code and name, from the shipped register."""
    with (schemas_path() / "registers" / "admin_units.csv").open(encoding="utf-8") as file:
        rows = [
            (row["code"], row["name_vi"])
            for row in csv.DictReader(file)
            if (row["level"], row["epoch"]) == ("commune", "pre-2025-07")
        ]
    return rows[::20][:ROWS]


@pytest.fixture
def workbook(communes: list[tuple[str, str]], tmp_path: Path) -> Path:
    """A sheet as an office keeps it: a running number, the code, the name."""
    book = Workbook()
    book.active.append(("STT", "Mã xã", "Tên xã"))
    for number, (code, name) in enumerate(communes, start=1):
        book.active.append((number, code, name))
    path = tmp_path / "xa.xlsx"
    book.save(path)
    return path


def convert(page: Page, workbook: Path) -> None:
    page.goto(PATH)
    page.get_by_label("Hoặc chọn tệp").set_input_files(workbook)
    page.get_by_role("main").get_by_role("button", name="Chuyển đổi").click()
    page.get_by_role("button", name="Tải về dạng Excel").wait_for()


def test_a_workbook_of_500_rows_comes_back_converted(
    page: Page, workbook: Path, communes: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert len(communes) == ROWS
    convert(page, workbook)
    with page.expect_download() as started:
        page.get_by_role("button", name="Tải về dạng Excel").click()
    kept = tmp_path / "ket-qua.xlsx"
    started.value.save_as(kept)
    rows = list(load_workbook(kept, read_only=True).active.iter_rows(values_only=True))
    head, body = rows[0], rows[1:]
    assert [(row[1], row[2]) for row in body] == communes
    flags = [row[head.index("Kết quả")] for row in body]
    assert set(flags) <= {"same-extent", "whole", "split"}
    assert flags.count("split") < ROWS / 10
    new = head.index("Mã mới")
    assert all(code and len(code.split("; ")[0]) == 5 for code in (row[new] for row in body))


def test_the_result_fits_a_phone_has_no_barrier_and_needs_no_script(page: Page, workbook: Path) -> None:
    convert(page, workbook)
    assert wider_than(page, 320, 360) == {}
    assert page.locator(NEEDED_SCRIPTS).count() == 0
    assert page.context.cookies() == []
    assert barriers(page) == []
