"""A reader's words taken apart: codes, places of today and of before, words for the same."""

from __future__ import annotations

from datetime import date

import pytest

from dtts.errors import UsageError
from dtts.searching import synonyms
from dtts.searching.names import beginning, others, places_beginning
from dtts.searching.understanding import Understood, understand
from dtts.searching.why import Field, accented, marked, reasons
from dtts.searching.words import words_of
from dtts.units import Gazetteer

TODAY = date(2026, 11, 1)
KNOWN = synonyms.read(synonyms.package_text())


def meant(text: str) -> Understood:
    return understand(text, KNOWN, Gazetteer.load(), TODAY)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("Tỷ lệ hộ nghèo", ["ti", "le", "ho", "ngheo"]),
        ("kĩ thuật, kỹ thuật!", ["ki", "thuat", "ki", "thuat"]),
        ("861/QĐ-TTg", ["861", "qd", "ttg"]),
        ("“Đất ở” – (đất sản xuất)", ["dat", "o", "dat", "san", "xuat"]),
        ("  -- ?? ", []),
        ("dữ liệu", ["du", "lieu"]),
    ],
)
def test_words_have_the_keys_that_the_index_holds(typed: str, keys: list[str]) -> None:
    assert [key for word in words_of(typed) for key in word.keys] == keys


class TestCodes:
    @pytest.mark.parametrize("typed", ["861/QĐ-TTg", "88/2019/QH14", "01/2022/tt-ubdt", "124/KH-UBND"])
    def test_a_number_of_a_document_counts_as_one_phrase(self, typed: str) -> None:
        assert [(one.text, one.phrase) for one in meant(typed).segments] == [(typed, True)]

    @pytest.mark.parametrize(
        ("typed", "item"),
        [
            ("dự án 1", "DA01"),
            ("du an so 10", "DA10"),
            ("DA05", "DA05"),
            ("tiểu dự án 2 dự án 5", "DA05.TDA2"),
            ("TDA2 DA5", "DA05.TDA2"),
            ("DA03.TDA2.ND01", "DA03.TDA2.ND01"),
        ],
    )
    def test_an_item_of_the_programme_is_known_by_its_number(self, typed: str, item: str) -> None:
        assert [one.item for one in meant(typed).segments] == [item]

    @pytest.mark.parametrize("typed", ["dự án", "nội dung 2", "tiểu dự án 2", "năm 2021", "2021/2022"])
    def test_words_that_name_no_item_and_no_document_are_words(self, typed: str) -> None:
        assert all(one.item is None and not one.phrase for one in meant(typed).segments)


class TestPlaces:
    @pytest.mark.parametrize(
        ("typed", "unit", "now"),
        [
            ("huyện Sơn Động", "220@pre-2025-07", "07615@since-2025-07"),
            ("h. son dong", "220@pre-2025-07", "07615@since-2025-07"),
            ("Hà Giang", "02@pre-2025-07", "08@since-2025-07"),
            ("xã Tân Mộc", "07606@pre-2025-07", "07603@since-2025-07"),
        ],
    )
    def test_a_former_place_is_known_with_what_covers_it(self, typed: str, unit: str, now: str) -> None:
        former = next(one for one in meant(f"hộ nghèo {typed}").former)
        assert former.unit.area_id == unit
        assert now in [each.area_id for each in former.now]

    @pytest.mark.parametrize("typed", ["hợp tác xã", "giảm nghèo bền vững", "đoàn kết dân tộc"])
    def test_everyday_words_are_no_communes(self, typed: str) -> None:
        found = meant(typed)
        assert not found.former
        assert not found.current

    def test_a_province_of_today_is_no_news(self) -> None:
        assert not meant("Tuyên Quang").former
        assert [unit.area_id for unit in meant("hộ nghèo tuyen quang").current] == ["08@since-2025-07"]

    def test_the_sentence_names_a_few_units_and_counts_the_rest(self) -> None:
        said = meant("huyện Sơn Động").former[0].sentence()
        assert said["vi"] == (
            "Huyện Sơn Động, Tỉnh Bắc Giang (trước 7/2025) nay thuộc Xã Sơn Động, Xã Tây Yên Tử, Xã Vân Sơn, "
            "Xã Đại Sơn và 4 đơn vị khác (Tỉnh Bắc Ninh)"
        )
        assert said["en"].endswith("and 4 more (Bac Ninh Province)")


class TestSynonyms:
    @pytest.mark.parametrize(
        ("typed", "other"),
        [
            ("DTTS", "dân tộc thiểu số"),
            ("dtts", "dân tộc thiểu số"),
            ("dan toc thieu so", "DTTS"),
            ("KV III", "khu vực III"),
            ("kv3", "khu vực III"),
            ("ĐBKK", "đặc biệt khó khăn"),
            ("BDT", "ban dân tộc"),
            ("poverty", "nghèo"),
        ],
    )
    def test_a_wording_asks_for_its_others(self, typed: str, other: str) -> None:
        segments = meant(f"bảng {typed} 2024").segments
        assert other in next(one for one in segments if one.text == typed).others

    def test_what_is_narrower_is_not_asked_for_by_the_wider_word(self) -> None:
        assert "poverty" not in [other for one in meant("nghèo").segments for other in one.others]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("groups: [[một]]", "group 1"),
            ("groups: [[một, 2]]", "group 1"),
            ("groups: một", "list of lists"),
            ("other: []", "groups, narrower"),
            ("narrower: {a: b}", "'a'"),
            ("groups: [[một, '-']]", "'-'"),
            ("[", "no YAML"),
        ],
    )
    def test_a_file_that_is_not_as_described_is_refused_with_the_place(self, text: str, said: str) -> None:
        with pytest.raises(UsageError, match=said):
            synonyms.read(text)

    def test_an_empty_file_holds_none(self) -> None:
        assert synonyms.read("").at(("dtts",), 0) == (0, ())


class TestWhy:
    def test_words_are_marked_whatever_their_marks_and_side_by_side_as_one(self) -> None:
        pieces = marked("Tỷ lệ hộ nghèo, hộ cận nghèo", {"ho", "ngheo"})
        assert [piece.text for piece in pieces if piece.hit] == ["hộ nghèo", "hộ", "nghèo"]
        assert "".join(piece.text for piece in pieces) == "Tỷ lệ hộ nghèo, hộ cận nghèo"

    def test_a_field_is_named_when_it_answers_what_none_before_did(self) -> None:
        fields = [
            Field("title", "Hộ nghèo"),
            Field("notes", "Hộ nghèo ở Lai Châu"),
            Field("tags", "Lai Châu"),
        ]
        found, answered = reasons(meant("hộ nghèo Lai Châu"), fields)
        assert [reason.field for reason in found] == ["title", "notes"]
        assert len(answered) == 3

    def test_a_field_that_holds_a_synonym_answers(self) -> None:
        found, _ = reasons(meant("DTTS"), [Field("title", "Đồng bào dân tộc thiểu số")])
        assert [piece.text for piece in found[0].pieces if piece.hit] == ["dân tộc thiểu số"]

    def test_of_a_long_text_what_stands_around_the_word_is_shown(self) -> None:
        text = "chữ " * 200 + "giải ngân " + "chữ " * 200
        found, _ = reasons(meant("giải ngân"), [Field("notes", text)])
        shown = "".join(piece.text for piece in found[0].pieces)
        assert "giải ngân" in shown
        assert shown.startswith("… chữ")
        assert len(shown) < 300

    def test_words_get_their_marks_from_texts(self) -> None:
        assert accented(meant("ho ngheo xyz"), ["Tỷ lệ hộ nghèo"]) == "hộ nghèo xyz"


class TestBeginnings:
    def test_larger_places_and_those_of_today_come_first(self) -> None:
        found = places_beginning(Gazetteer.load(), TODAY, ("lang", "s"), 3)
        assert found[0].name == "Tỉnh Lạng Sơn"

    def test_of_one_name_the_unit_of_today_comes_before_the_former(self) -> None:
        found = places_beginning(Gazetteer.load(), TODAY, ("son", "dong"), 20)
        names = [unit.name for unit in found if unit.short_name == "Sơn Động"]
        assert names[:2] == ["Xã Sơn Động", "Huyện Sơn Động"]

    def test_nothing_begins_with_nothing(self) -> None:
        assert places_beginning(Gazetteer.load(), TODAY, (), 3) == []
        assert beginning(others(None), ()) == []

    def test_a_name_is_found_by_whole_words_and_the_beginning_of_the_last(self) -> None:
        assert "DA01.ND01" in {each.code for each in beginning(others(None), ("dat", "o"))}
        assert "DA01.ND01" not in {each.code for each in beginning(others(None), ("da", "o"))}


def test_a_short_form_that_is_searched_too_is_not_told() -> None:
    assert meant("dân tộc thiểu số").segments[0].said == ()
    assert meant("DTTS").segments[0].said == ("dân tộc thiểu số",)
