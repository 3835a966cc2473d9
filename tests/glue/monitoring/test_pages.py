"""The pages of monitoring on real rows: what they count, where it was, and the rows behind each share."""

from __future__ import annotations

import csv
import io
import re
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as Xml

import pytest
from ckan.tests.helpers import CKANTestApp

from glue.monitoring.conftest import CITED, FIGURE, Read, words
from glue.observations.conftest import Publisher
from glue.statements import counted

DEMO = "minh-hoa=1"
DATASET = "bo=nam-giam-sat"


def rows(site: CKANTestApp, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.get(path).text)))


def share(on_time: int, due: int) -> str:
    """A percentage as the page writes it, from two counts."""
    exact = (Decimal(100 * on_time) / due).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{exact}".replace(".", ",")


def test_the_answer_comes_first_with_the_share_and_its_day(read: Read) -> None:
    answer = words(read(f"/giam-sat?{DEMO}").find(class_="answer"))
    assert answer.startswith("Có 60 đợt kiểm tra, giám sát, nêu 200 phát hiện và 150 kiến nghị.")
    assert re.search(r"\d+,\d % kiến nghị đã đến hạn .* tính đến ngày \d\d/\d\d/\d{4}\.$", answer)


def test_every_share_is_that_of_the_rows_that_its_link_leads_to(read: Read, site: CKANTestApp) -> None:
    links = read(f"/giam-sat?{DEMO}").select("h2#shares ~ .scroll tbody a")
    assert len(links) > 20
    for link in links:
        query = urlsplit(link["href"]).query
        behind = rows(site, f"/giam-sat/kien-nghi.csv?{query}")
        on_time = sum(row["done_on_time"] == "true" for row in behind)
        assert words(link) == f"{share(on_time, len(behind))} % {on_time}/{len(behind)}"
        assert {row["addressed_to"] for row in behind} == set(parse_qs(query)["gui-den"])


def test_the_share_of_all_is_that_of_the_published_tables(read: Read, site: CKANTestApp) -> None:
    """Recomputed from the two CSVs alone: confirmed completions that were not opened again."""
    base = "/dataset/nam-giam-sat"
    steps: dict[str, list[dict[str, str]]] = {}
    for row in rows(site, f"{base}/recommendation-responses.csv"):
        steps.setdefault(row["recommendation_id"], []).append(row)
    due = [row for row in rows(site, f"{base}/recommendations.csv") if not row["withdrawn_on"]]
    on_time = 0
    for row in due:
        taken = sorted(
            steps.get(row["recommendation_id"], []), key=lambda s: (s["responded_on"], s["response_id"])
        )
        last = [step["step"] for step in taken][-1:]
        completed = [step["completed_on"] for step in taken if step["step"] == "completion"]
        on_time += last == ["confirmation"] and completed[-1] <= row["due_on"]
    assert f"{share(on_time, len(due))} % kiến nghị" in words(read(f"/giam-sat?{DEMO}").find(class_="answer"))


def test_the_map_is_of_the_province_and_counts_the_visits_of_each_commune(read: Read) -> None:
    page = read(f"/giam-sat?{DEMO}")
    picture = page.select_one("figure.map")
    assert "Tỉnh Bắc Ninh" in picture.figcaption.get_text()
    counts = [int(title.get_text().rpartition(": ")[2]) for title in picture.select("path title")]
    assert (len(counts), sum(counts)) == (10, 60)
    assert picture["class"] == ["map"]
    assert "không phải bản đồ hành chính chính thức" in words(picture)


def test_visits_of_several_provinces_are_on_the_map_of_the_country_with_its_islands(read: Read) -> None:
    picture = read("/giam-sat").select_one("figure.map")
    assert [text.get_text() for text in picture.select("text.sea")] == [
        "Hoàng Sa (Đà Nẵng)",
        "Trường Sa (Khánh Hòa)",
    ]
    # A former province counts where it lies today.
    assert {title.get_text() for title in picture.select("path title")} == {
        "Tỉnh Thái Nguyên: 1",
        "Tỉnh Quảng Ngãi: 1",
    }


def test_demonstration_data_are_never_counted_with_others(read: Read) -> None:
    assert "Có 2 đợt" in words(read("/giam-sat").find(class_="answer"))
    assert read("/giam-sat").select("[data-demo]") == []
    assert len(read(f"/giam-sat?{DEMO}").select("[data-demo]")) == 1


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("chuyen?nam=2025", 31),
        ("phat-hien?loai=money&nam=2026", None),
        ("kien-nghi?tinh-trang=overdue", None),
        ("kien-nghi?dia-ban=07621", None),
        ("thay-doi", None),
        ("kien-nghi?chuong-trinh=mtqg-1719-2021-2025&hang-muc=DA04", None),
    ],
)
def test_a_list_and_its_csv_have_the_same_rows(
    path: str, count: int | None, read: Read, site: CKANTestApp
) -> None:
    name, _, query = path.partition("?")
    status = words(read(f"/giam-sat/{name}?{query}&{DEMO}").find(id="count"))
    found = rows(site, f"/giam-sat/{name}.csv?{query}&{DEMO}")
    assert status.rpartition(" ")[2] == str(len(found))
    assert found


def test_findings_are_narrowed_by_links_that_say_how_many_they_lead_to(read: Read) -> None:
    facet = read(f"/giam-sat/phat-hien?{DEMO}").select("aside details")[0]
    for link in facet.select("a")[:2]:
        status = words(read(link["href"]).find(id="count"))
        assert status.rpartition(" ")[2] == words(link.find(class_="num"))


def test_a_visit_shows_its_findings_recommendations_and_responses(read: Read, site: CKANTestApp) -> None:
    page = read(f"/giam-sat/chuyen/MH-DOT-05?{DATASET}")
    found = rows(site, f"/giam-sat/phat-hien.csv?dot=MH-DOT-05&{DEMO}")
    asked = rows(site, f"/giam-sat/kien-nghi.csv?dot=MH-DOT-05&{DEMO}")
    assert [article["id"] for article in page.select("article.found")] == sorted(row["id"] for row in found)
    assert {part["id"] for part in page.select(".reply[id]")} == {row["id"] for row in asked}
    done = next(row for row in asked if row["done_on"])
    part = page.find(id=done["id"])
    assert "Xác nhận hoàn thành" in words(part)
    assert done["proof"] in words(part)
    assert len(page.select("path.s5")) == 1


def test_the_answer_of_the_agency_stands_beside_the_finding(read: Read) -> None:
    found = words(read("/giam-sat/chuyen/D1").find(id="P1"))
    assert "Chậm thanh toán." in found
    assert "Cơ quan được kiểm tra cho biết, 28/09/2025: Đã thanh toán đủ." in found


@pytest.mark.parametrize("path", ["/giam-sat/chuyen/D1", "/giam-sat/phat-hien"])
def test_a_finding_that_was_withdrawn_leaves_its_day_and_reason(path: str, read: Read) -> None:
    text = words(read(path).main)
    assert "Phát hiện này đã được rút ngày 02/10/2025. Lý do: Ghi nhầm địa bàn." in text


def test_a_finding_that_was_withdrawn_is_not_counted(read: Read) -> None:
    assert "nêu 1 phát hiện" in words(read("/giam-sat").find(class_="answer"))
    assert "ghi nhận 1 phát hiện" in words(read("/giam-sat/chuyen/D1").find(class_="answer"))


@pytest.mark.parametrize(
    ("visit", "said"),
    [("MH-DOT-40", "Nữ 18 61,1 %"), ("MH-DOT-42", "Người thuộc hộ nghèo, cận nghèo Giữ kín —")],
)
def test_what_beneficiaries_said_stands_by_group_and_few_people_stay_hidden(
    visit: str, said: str, read: Read
) -> None:
    tables = read(f"/giam-sat/chuyen/{visit}?{DATASET}").select("table:has(caption)")
    assert any(said in words(table) for table in tables)


def test_of_visits_of_one_code_the_reader_chooses(read: Read) -> None:
    page = read("/giam-sat/chuyen/MH-DOT-05")
    links = {
        parse_qs(urlsplit(link["href"]).query)["bo"][0]: link["href"] for link in page.select("main h2 a")
    }
    assert sorted(links) == ["giam-sat-that", "nam-giam-sat"]
    assert "Kon Tum" in words(read(links["giam-sat-that"]).h1)
    assert "Tây Yên Tử" in words(read(links["nam-giam-sat"]).h1)


def test_a_code_that_nobody_gave_is_not_found_in_words(read: Read) -> None:
    assert "Không có đợt nào mang mã này" in words(read("/giam-sat/chuyen/KHONG-CO", status=404))
    assert "Không có đợt đánh giá nào" in words(read("/giam-sat/danh-gia/KHONG-CO", status=404))
    assert "Năm viết bằng bốn chữ số" in words(read("/giam-sat?nam=26", status=404))


def test_an_evaluation_answers_first_and_its_evidence_is_beneath(read: Read) -> None:
    page = read("/giam-sat/danh-gia/MH-DGGK-2026")
    assert words(page.find(class_="answer")).startswith(
        "Đợt đánh giá trả lời 6 câu hỏi theo 6 trong sáu tiêu chí"
    )
    assert len(page.select("article.found")) == 6


def test_the_figure_of_today_stands_beside_the_one_that_was_cited(read: Read, publisher: Publisher) -> None:
    path = "/giam-sat/danh-gia/MH-DGGK-2026"
    before = words(read(path).select_one("article.found table"))
    assert f"92,9 % {CITED}@1 cổng không có phiên bản này" in before
    publisher.dataset(CITED, demo="true", indicators=["I1719.16"], period_end="2025-12-31")
    assert publisher.publish(CITED, FIGURE.encode()) == "published"
    article = read(path).select_one("article.found:has(table)")
    cited, now = (words(row) for row in article.select("tbody tr"))
    assert f"92,9 % {CITED}@1" in cited
    assert f"93,4 % {CITED}" in now
    assert article.find("a", string=f"{CITED}@1")["href"] == f"/dataset/{CITED}/bang/v/1"
    assert "đã được sửa sau đó" in words(article)


def test_the_page_of_a_place_has_its_part(read: Read) -> None:
    part = words(read("/dia-ban/19").find("section", attrs={"aria-labelledby": "monitoring"}))
    assert "Có 1 đợt kiểm tra, giám sát" in part
    assert read("/dia-ban/01").find("section", attrs={"aria-labelledby": "monitoring"}) is None


def test_visits_and_evaluations_stand_in_the_sitemap(read: Read, site: CKANTestApp) -> None:
    assert "/sitemap/monitoring.xml" in site.get("/sitemap.xml").text
    root = Xml.fromstring(site.get("/sitemap/monitoring.xml").data)
    addresses = [node.text or "" for node in root.iter() if node.tag.endswith("loc")]
    assert len(addresses) == 2 * (60 + 2 + 1)
    here = urlsplit(addresses[0])
    assert read(f"{here.path}?{here.query}").h1 is not None


def test_a_reader_who_saves_data_gets_a_link_in_place_of_the_map(read: Read, site: CKANTestApp) -> None:
    answer = site.get(f"/giam-sat?{DEMO}", headers={"Save-Data": "on"}).text
    whole = read(f"/giam-sat?{DEMO}")
    assert whole.select_one("figure.map svg") is not None
    assert 'class="map"' in answer
    assert "viewBox=" not in answer
    assert "hinh=1" in answer


@pytest.mark.parametrize("path", ["/giam-sat", "/giam-sat/kien-nghi", "/feeds/giam-sat.atom", "/dia-ban/24"])
def test_what_is_published_of_monitoring_is_asked_for_once(site: CKANTestApp, read: Read, path: str) -> None:
    with counted() as statements:
        site.get(path, status=200)
    tables = [each for each in statements if "JOIN dtts_table" in each and "schema_name IN" in each]
    assert len([each for each in tables if "metadata_created" in each]) == 1
    assert len(statements) <= 30
