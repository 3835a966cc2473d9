"""What people type finds what was written, whatever the marks, the Unicode form and the tone placement."""

from __future__ import annotations

import csv
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest

from dtts.vietnamese import nfc
from glue.records import dataset, found

PAIRS = Path(__file__).parents[2] / "fixtures" / "search-pairs.csv"


def pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def indexed(empty_portal: None) -> None:
    for title in dict.fromkeys(pair["title"] for pair in pairs()):
        dataset(title=title)
    for title in ("Bảng mà", "Bảng má", "Bảng mạ"):
        dataset(title=title)
    dataset(title="Số liệu khác", notes="Có chữ hồng trong mô tả.")
    dataset(title="Số liệu nữa", notes="Có chữ hông trong mô tả.")


@pytest.mark.usefixtures("indexed")
class TestWords:
    def test_there_are_at_least_sixty_pairs(self) -> None:
        assert len(pairs()) >= 60

    @pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair['kind']}: {pair['typed']}")
    def test_what_was_typed_finds_what_was_written(self, pair: dict[str, str]) -> None:
        # A title written in decomposed form is stored composed.
        assert nfc(pair["title"]) in found(pair["typed"])

    @pytest.mark.parametrize("typed", ["mà", "má", "mạ"])
    def test_a_word_typed_with_its_mark_ranks_first_where_the_mark_agrees(self, typed: str) -> None:
        hits = [title for title in found(f"bảng {typed}") if title.startswith("Bảng")]
        assert hits[0] == f"Bảng {typed}"
        assert len(hits) == 3

    def test_marks_rank_in_descriptions_too(self) -> None:
        assert found("hồng") == ["Số liệu khác", "Số liệu nữa"]
        assert found("hông") == ["Số liệu nữa", "Số liệu khác"]

    def test_with_and_without_marks_the_same_datasets_are_found(self) -> None:
        assert sorted(found("dân tộc")) == sorted(found("dan toc"))

    def test_a_word_that_stands_nowhere_finds_nothing(self) -> None:
        assert found("zzkhongco") == []

    def test_three_words_must_all_stand_in_a_dataset(self) -> None:
        assert found("thuy san zzkhongco") == []

    def test_a_colon_in_a_sentence_is_no_field(self) -> None:
        assert found("Hoà Bình: nhà văn hoá") == ["Hoà Bình: nhà văn hoá xã"]

    def test_a_field_may_still_be_asked_for_by_name(self) -> None:
        assert found("title:(điện biên đông)") == ["Điện Biên Đông"]

    def test_suggestions_while_typing_need_no_marks(self) -> None:
        hits = tk.get_action("package_autocomplete")({"ignore_auth": True}, {"q": "thuy lo"})
        assert "Thuỷ lợi nội đồng" in [hit["title"] for hit in hits]

    def test_titles_sort_in_vietnamese_order(self) -> None:
        titles = found("*:*", sort="title_sort asc")
        assert titles.index("Danh mục đơn vị hành chính 07210") < titles.index("Đắk Lắk: hộ được dùng điện")
        assert titles.index("Đắk Lắk: hộ được dùng điện") < titles.index("Giải ngân vốn đầu tư phát triển")
