"""A catalogue of 2,000 titles, searched as people type: `fixtures/search/queries.yaml` lists what."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.search import asking, query, vocabulary
from ckanext.dtts.views.assets import content
from glue.statements import counted
from search_catalogue.documents import send
from search_catalogue.generated import catalogue
from search_catalogue.queries import Query, queries

PAGE = {"rows": 20, "sort": "score desc, metadata_modified desc"}


def asked(words: str) -> asking.Answer:
    return asking.ask(words, dict(PAGE))


def titles(words: str) -> list[str]:
    return [each["title"] for each in asked(words).found["results"]]


def named(queries_of: str) -> Any:
    return pytest.mark.parametrize("query", queries()[queries_of], ids=lambda query: query["tests"])


@pytest.fixture(scope="module")
def web(site: CKANTestApp) -> Iterator[CKANTestApp]:
    """The portal with the whole catalogue in its index."""
    send(catalogue(2000))
    vocabulary.forget()
    yield site
    model.Session.remove()


@pytest.fixture
def read(web: CKANTestApp) -> Any:
    """Opens an address as anybody."""
    return lambda path: BeautifulSoup(web.get(path, status=200).text, "html.parser")


class TestTheList:
    def test_it_holds_sixty_pairs_thirty_with_mess_and_twenty_former_names(self) -> None:
        assert {kind: len(each) for kind, each in queries().items()} == {
            "pairs": 60,
            "mess": 30,
            "former": 20,
        }

    def test_the_catalogue_holds_two_thousand_titles_none_twice(self) -> None:
        assert len({made.title for made in catalogue(2000)}) == 2000


@pytest.mark.usefixtures("web")
class TestWords:
    @named("pairs")
    def test_with_marks_the_exact_title_is_first_and_without_it_is_found(self, query: Query) -> None:
        assert titles(query["marked"])[0].startswith(query["first"])
        assert any(title.startswith(query["first"]) for title in titles(query["plain"]))

    @named("mess")
    def test_what_was_mistyped_is_found_first(self, query: Query) -> None:
        assert titles(query["typed"])[0].startswith(query["first"])

    @named("former")
    def test_a_former_name_finds_what_covers_its_ground_and_says_so(self, query: Query) -> None:
        answer = asked(query["typed"])
        areas = {area for each in answer.found["results"] for area in each["area_id"]}
        assert answer.meant is not None
        assert any(query["now"] in former.sentence()["vi"] for former in answer.meant.former)
        assert (query["covers"] or next(iter(areas))) in areas

    def test_a_word_that_stands_nowhere_and_is_like_none_finds_nothing(self) -> None:
        assert asked("zzkhongco").found["count"] == 0

    def test_of_many_words_that_stand_nowhere_together_most_are_enough_and_it_is_said(self) -> None:
        answer = asked("tảo hôn OCOP")
        assert answer.partly
        assert answer.found["count"] > 0

    def test_what_was_put_right_is_shown_with_its_marks(self, web: CKANTestApp) -> None:
        text = page_text(web, "/dataset/?q=ty+le+ho+ngheof+tuyen+quang")
        assert "Không thấy “ty le ho ngheof tuyen quang”" in text
        assert "tỷ lệ hộ nghèo tuyên quang" in text


class TestPage:
    def test_a_former_district_is_said_to_lie_in_what_covers_it_with_a_link_to_its_page(
        self, read: Any
    ) -> None:
        said = read("/dataset/?q=huyen+son+dong").select_one(".said")
        assert "Huyện Sơn Động, Tỉnh Bắc Giang (trước 7/2025) nay thuộc Xã Sơn Động" in said.get_text(" ")
        assert said.a["href"] == "/dia-ban/220@pre-2025-07"

    def test_a_result_says_that_it_holds_ground_of_the_former_place(self, read: Any) -> None:
        why = read("/dataset/?q=xa+tan+moc").select_one(".cards .why").get_text(" ")
        assert "Xã Nam Dương gồm địa bàn của Xã Tân Mộc trước đây" in why

    def test_the_words_are_marked_in_the_title(self, read: Any) -> None:
        marks = read("/dataset/?q=ho+ngheo+lai+chau").select(".cards h3 mark")
        assert {mark.get_text() for mark in marks} >= {"hộ nghèo", "Lai Châu"}

    def test_words_that_stand_in_the_description_only_are_shown_there(self, read: Any) -> None:
        why = read("/dataset/?q=minh+hoa+ocop+dong+thap").select_one(".cards .why")
        assert why.get_text(" ").strip().startswith("Mô tả")
        assert why.mark.get_text() == "minh họa"

    def test_a_result_that_lacks_a_word_says_so(self, read: Any) -> None:
        why = read("/dataset/?q=tảo+hôn+OCOP").select_one(".cards .why").get_text(" ")
        assert "Không có: OCOP" in why

    def test_a_result_that_holds_a_word_in_its_address_alone_is_not_said_to_lack_it(self, read: Any) -> None:
        words = next(made for made in catalogue(2000) if made.topic.get("item")).name.replace("-", "+")
        assert "Không có: " not in read(f"/dataset/?q={words}").main.get_text(" ")

    def test_a_synonym_that_was_used_is_told(self, read: Any) -> None:
        page = read("/dataset/?q=ĐBKK+Quảng+Trị")
        assert "“ĐBKK” cũng được tìm theo: đặc biệt khó khăn" in " ".join(page.main.get_text(" ").split())
        assert "đặc biệt khó khăn" in [mark.get_text() for mark in page.select(".cards mark")]

    @pytest.mark.parametrize(
        ("words", "heading", "url"),
        [
            ("Sơn La", "Địa bàn", "/dia-ban/14"),
            ("I1719.02", "Chỉ tiêu", "/chi-tieu/I1719.02"),
            ("dự án 1", "Mục chương trình", "/chuong-trinh/mtqg-1719-2021-2025/DA01"),
            ("861/qd-ttg", "Văn bản", "/dataset/?q=861/Q%C4%90-TTg"),
        ],
    )
    def test_places_indicators_items_and_documents_stand_before_the_datasets(
        self, words: str, heading: str, url: str, read: Any
    ) -> None:
        sections = read(f"/dataset/?q={words}").select(".beside section")
        group = next(each for each in sections if each.h2.get_text() == heading)
        assert url in [link["href"] for link in group.select("a")]

    def test_a_province_narrows_to_what_lies_within_and_then_offers_its_communes(self, read: Any) -> None:
        page = read("/dataset/?place=24")
        assert page.select_one(".picked a").get_text().startswith("Tỉnh Bắc Ninh")
        narrower = [link["href"] for link in page.select(".facet a") if "place=07603" in link["href"]]
        assert "xã Nam Dương" in read(narrower[0]).select_one(".cards h3").get_text()

    def test_a_former_province_narrows_to_the_communes_on_its_ground(self, read: Any) -> None:
        text = read("/dataset/?place=24@pre-2025-07&q=xa+nam+duong").select_one(".cards").get_text(" ")
        assert "xã Nam Dương" in text

    def test_when_facets_leave_nothing_each_is_offered_to_be_dropped_with_what_that_brings(
        self, read: Any
    ) -> None:
        empty = read("/dataset/?q=hộ+nghèo+Lai+Châu&year=2019&type=indicator_series").select_one(".empty")
        dropped = [each for each in empty.select("a") if each.get_text().startswith("Bỏ “2019”")]
        assert "year=" not in dropped[0]["href"]

    @pytest.mark.parametrize(
        "path", ["/dataset/", "/dataset/?q=huyen+son+dong", "/dataset/?q=ho+ngheof&place=24"]
    )
    def test_a_page_asks_the_database_at_most_thirty_times(self, path: str, web: CKANTestApp) -> None:
        with counted() as asked:
            web.get(path, status=200)
        assert 0 < len(asked) <= 30

    def test_the_english_page_explains_in_english(self, read: Any) -> None:
        said = read("/en/dataset/?q=huyen+son+dong").select_one(".said").get_text(" ")
        assert "(before July 2025) now lies in" in said


class TestSuggestions:
    def suggested(self, web: CKANTestApp, typed: str, lang: str = "") -> list[dict[str, str]]:
        return web.get(f"{lang}/goi-y", query_string={"q": typed}, status=200).json

    def test_a_name_half_typed_without_marks_gives_the_place(self, web: CKANTestApp) -> None:
        assert {"text": "Tỉnh Điện Biên", "kind": "địa bàn", "url": "/dia-ban/11"} in self.suggested(
            web, "dien bi"
        )

    def test_titles_that_hold_the_words_are_suggested(self, web: CKANTestApp) -> None:
        found = self.suggested(web, "tao hon lai ch")
        assert found[0]["text"].startswith("Tảo hôn và hôn nhân cận huyết thống tỉnh Lai Châu")

    def test_an_indicator_is_suggested_by_a_word_within_its_name(self, web: CKANTestApp) -> None:
        assert "chỉ tiêu" in {each["kind"] for each in self.suggested(web, "thu nhap binh qu")}

    @pytest.mark.parametrize("typed", ["", "a", "*", "title:", '"', "((", "AND OR", "x" * 5000])
    def test_a_strange_text_breaks_nothing(self, typed: str, web: CKANTestApp) -> None:
        assert isinstance(self.suggested(web, typed), list)

    def test_the_script_is_two_kilobytes_at_most_over_the_line(self) -> None:
        assert len(gzip.compress(content("suggest.js"))) <= 2048

    def test_the_answer_may_be_kept_by_anybody(self, web: CKANTestApp) -> None:
        assert "public" in web.get("/goi-y?q=son", status=200).headers["Cache-Control"]


def page_text(web: CKANTestApp, path: str) -> str:
    return " ".join(BeautifulSoup(web.get(path, status=200).text, "html.parser").main.get_text(" ").split())


@pytest.mark.parametrize("name", ["Buôn Ma Thuột", "Buôn Đôn"])
def test_the_name_of_a_place_is_never_taken_for_a_slip(
    name: str, web: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an index that holds none of its words, and some that are like them."""
    monkeypatch.setattr(
        vocabulary, "words", lambda: {"bon": 9, "thuoc": 9, "don": 9, "con": 9, "dao": 9, "muon": 9}
    )
    with web.flask_app.test_request_context():
        assert list(asking.corrections(query.understood(name))) == []
        assert list(asking.corrections(query.understood("thuọt"))) == ["thuoc"]
