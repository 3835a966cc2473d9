"""The four IT support points of 2023 on the portal: what its pages say, counted again from what it publishes.

Read without a browser, as programs read; the pages themselves are among those of pages.yaml.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import httpx
from bs4 import BeautifulSoup

POINTS = "/dataset/minh-hoa-diem-ho-tro-cntt-2023/diem-ho-tro.csv"
INSPECTED = "minh-hoa-kiem-tra-diem-ho-tro-cntt-2023"
LISTS = Path(__file__).parents[2] / "schemas" / "samples" / "it-support-points-2023" / "area_list_members.csv"
CONDITIONS = ("permanent_building", "stable_power", "broadband")
Rows = list[dict[str, str]]


def rows(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def read(site: str, path: str) -> str:
    return httpx.get(f"{site}{path}", timeout=60).raise_for_status().text


def words(page: str, selector: str) -> list[str]:
    """The texts of parts of a page, their blanks made one."""
    return [
        " ".join(each.get_text(" ").split()) for each in BeautifulSoup(page, "html.parser").select(selector)
    ]


def test_the_page_of_the_evaluation_says_who_may_have_a_point_by_the_lists(site: str) -> None:
    listed, points = rows(LISTS.read_text(encoding="utf-8")), rows(read(site, POINTS))
    region = {one["area_id"]: one["region"] for one in listed if one["list_id"] == "kv-2021-2025"}
    villages = Counter(one["area_id"] for one in listed if one["list_id"] == "dbkk-2021-2025")
    third = [one for one in points if region[one["area_id"]] == "III"]
    others = [one for one in points if one not in third and villages[one["area_id"]]]
    fit = [one for one in points if all(one[name] == "true" for name in CONDITIONS)]
    page = read(site, f"/giam-sat/danh-gia/DG-CNTT-2023?bo={INSPECTED}")
    eligible, conditions, _ = words(page, "table.answers td[data-label='Trả lời']")
    assert eligible.startswith(
        f"{len(third) + len(others)} trên {len(points)} điểm đúng đối tượng: {len(third)} điểm ở xã khu vực III, "
        f"{len(others)} điểm ở xã khu vực II có {villages[others[0]['area_id']]} thôn đặc biệt khó khăn"
    )
    assert conditions.startswith(f"{len(fit)} trên {len(points)} điểm có đủ")


def test_the_share_done_on_time_is_that_of_the_published_steps(site: str) -> None:
    asked = rows(read(site, f"/dataset/{INSPECTED}/kien-nghi.csv"))
    steps = rows(read(site, f"/dataset/{INSPECTED}/thuc-hien-kien-nghi.csv"))
    confirmed = {one["recommendation_id"] for one in steps if one["step"] == "confirmation"}
    done = {one["recommendation_id"]: one["completed_on"] for one in steps if one["step"] == "completion"}
    on_time = sum(
        one["recommendation_id"] in confirmed and done[one["recommendation_id"]] <= one["due_on"]
        for one in asked
    )
    share = f"{100 * on_time / len(asked):.1f}".replace(".", ",")
    (answer,) = words(read(site, f"/giam-sat?bo={INSPECTED}&minh-hoa=1"), "main > .answer")
    assert answer.startswith(f"Có 2 đợt kiểm tra, giám sát, nêu 4 phát hiện và {len(asked)} kiến nghị.")
    assert f"{share} % kiến nghị đã đến hạn được hoàn thành đúng hạn: {on_time} trên {len(asked)}," in answer
    last = words(
        read(site, f"/giam-sat/danh-gia/DG-CNTT-2023?bo={INSPECTED}"),
        "table.answers td[data-label='Trả lời']",
    )[2]
    assert last.startswith(f"{on_time} trên {len(asked)} kiến nghị xong đúng hạn ({share} %)")
