"""The worker that keeps pages for when the line is down, its switch, the manifest and the icons."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.offline import worker
from ckanext.dtts.views import assets
from glue.scripts import needed

LARGEST_WORKER, LARGEST_SCRIPT = 4096, 1024


@pytest.fixture
def switched_off() -> Iterator[None]:
    before = tk.config["dtts.offline"]
    tk.config["dtts.offline"] = False
    yield
    tk.config["dtts.offline"] = before


def test_the_worker_is_small_and_asked_for_anew_at_every_visit(site: CKANTestApp) -> None:
    answer = site.get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers
    assert len(answer.data) <= LARGEST_WORKER


def test_another_style_sheet_is_another_version_of_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    before = worker.text()
    monkeypatch.setattr(assets, "address", lambda name: f"/dtts-assets/{name}?other")
    assert _version(worker.text.__wrapped__()) != _version(before)


def _version(text: str) -> str:
    return text.partition('VERSION="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("/* why\n   and how */\nconst a = 1;", "const a=1;"),
        ('  say("a = b; c");', 'say("a = b; c");'),
        ('say(`<p class="x">${when} = now</p>`);', 'say(`<p class="x">${when} = now</p>`);'),
        ("if (a && b) return (await c) || d;", "if(a&&b)return(await c)||d;"),
    ],
)
def test_the_worker_is_served_without_comments_and_with_its_strings_as_they_are(
    written: str, served: str
) -> None:
    assert worker.shorten(written) == served


def test_what_the_worker_begins_with_is_there_for_everybody(site: CKANTestApp) -> None:
    for path in (worker.PAGE, f"/en{worker.PAGE}", *(assets.address(name) for name in worker.FILES)):
        answer = site.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["Cache-Control"].startswith("public"), path


def test_a_page_has_one_small_script_that_nothing_depends_on(site: CKANTestApp) -> None:
    page = site.get("/about").text
    assert needed(page) == []
    (tag,) = BeautifulSoup(page, "html.parser").find_all("script")
    assert tag.has_attr("defer")
    assert len(site.get(tag["src"]).data) <= LARGEST_SCRIPT


def test_switched_off_pages_have_no_script_and_the_worker_takes_itself_away(
    site: CKANTestApp, switched_off: None
) -> None:
    assert "<script" not in site.get("/about").text
    text = site.get("/sw.js").text
    assert "registration.unregister()" in text
    assert "fetch" not in text
    assert "đã tắt chức năng này" in site.get(worker.PAGE).text


def test_a_dataset_is_offered_with_its_page_its_tables_and_their_files(
    site: CKANTestApp, facility: dict[str, str]
) -> None:
    page = BeautifulSoup(site.get(f"/en{worker.PAGE}/diem-ho-tro").text, "html.parser")
    links = [link["href"] for link in page.select("main section li a")]
    assert links == [
        "/en/dataset/diem-ho-tro",
        "/en/dataset/diem-ho-tro/diem",
        "/dataset/diem-ho-tro/diem.csv",
    ]
    assert f"/en{worker.PAGE}/diem-ho-tro" in site.get("/en/dataset/diem-ho-tro").text


def test_a_dataset_that_is_not_there_is_not_found(site: CKANTestApp) -> None:
    assert site.get(f"{worker.PAGE}/khong-co").status_code == 404


@pytest.mark.parametrize(("prefix", "start", "name"), [("", "/", "Dữ liệu mở"), ("/en", "/en/", "Open data")])
def test_the_manifest_is_in_the_language_of_its_page(
    site: CKANTestApp, prefix: str, start: str, name: str
) -> None:
    told = site.get(f"{prefix}/manifest.webmanifest")
    assert told.headers["Content-Type"].startswith("application/manifest+json")
    assert told.json["start_url"] == start
    assert told.json["short_name"] == name
    for icon in told.json["icons"]:
        assert site.get(icon["src"]).headers["Content-Type"].startswith(icon["type"])


@pytest.mark.parametrize("size", [180, 192, 512])
def test_an_icon_is_a_png_with_the_mark_in_its_middle(site: CKANTestApp, size: int) -> None:
    data = site.get(f"/icons/dtts-{size}.png").data
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (size, size)
    rows = zlib.decompress(data[data.index(b"IDAT") + 4 : data.index(b"IEND") - 8])
    assert len(rows) == (size + 1) * size
    middle = rows[(size + 1) * (size // 2) + 1 :][:size]
    assert (middle[0], middle[size // 2]) == (0, 3)
    assert middle == middle[::-1]


def test_there_is_no_icon_of_any_other_size(site: CKANTestApp) -> None:
    assert site.get("/icons/dtts-64.png").status_code == 404
