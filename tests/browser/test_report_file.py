"""The report that stands alone as a file, in a browser without a portal."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from dtts.__main__ import main

BAD = Path(__file__).parents[1] / "fixtures" / "tables" / "five-faults.xlsx"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """The page of a file with several faults of each kind, written by the command."""
    folder = tmp_path_factory.mktemp("report")
    lines = [
        "Chương trình,Mã dự án,Mã xã,Tên xã,Năm,Kỳ báo cáo,Kết quả đầu ra,Đơn vị tính,Tình trạng số liệu"
    ]
    lines += [f"p,DA99,7210@since-2025-07,<b>x</b>,{number},Cả năm,,hộ," for number in range(12)]
    (folder / "sent.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = folder / "report.html"
    assert (
        main(["check", str(folder / "sent.csv"), "--schema", "output_results", "--html", "-o", str(out)]) == 1
    )
    return out


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_barrier_and_nothing_is_wider_than_the_screen(
    browser: Browser, report: Path, scheme, width
):
    # Past the page's own policy, which keeps every script out: axe is one.
    context = browser.new_context(
        viewport={"width": width, "height": 780}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(report.as_uri())
    for summary in page.locator("summary").all():
        summary.press("Enter")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_its_own_policy_lets_no_script_run(browser: Browser, report: Path):
    page = browser.new_page()
    page.goto(report.as_uri())
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.ran=1>')")
    page.wait_for_function("document.images[0].complete")
    assert page.evaluate("window.ran") is None
    page.close()
