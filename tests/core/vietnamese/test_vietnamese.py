"""Names as people type them in Viet Nam, and the three keys that are made of them."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.vietnamese import fold, nfc, slug, sort_key

ONE_PLACE_MANY_SPELLINGS = [
    ("Hòa Bình", "Hoà Bình", "hoa binh"),
    ("Thủy Nguyên", "Thuỷ Nguyên", "thuy nguyen"),
    ("Đắk Lắk", "ĐẮK LẮK", "dak lak"),
    ("Đắk Lắk", "\u00d0\u1eafk L\u1eafk", "dak lak"),  # U+00D0, the eth that old converters leave
    ("Đắk Nông", "Ɖắk Nông", "dak nong"),
    ("Quảng Ngãi", "Quảng\u00a0 Ngãi", "quang ngai"),
    ("Bắc Giang", unicodedata.normalize("NFD", "Bắc Giang"), "bac giang"),
    ("M'Drắk", "M’Drắk", "m'drak"),
    ("Thừa Thiên - Huế", "Thừa Thiên – Huế", "thua thien - hue"),
    ("Ia Púch", "\ufeffIa Púch", "ia puch"),
    ("Ứng Hòa", "ỨNG HOÀ", "ung hoa"),
]


@pytest.mark.parametrize(("one", "other", "key"), ONE_PLACE_MANY_SPELLINGS)
def test_spellings_of_one_name_have_one_key(one: str, other: str, key: str) -> None:
    assert fold(one) == key
    assert fold(other) == key


@pytest.mark.parametrize(
    ("one", "other"), [("Mường", "Muông Thanh"), ("Bắc Ninh", "Bắc Giang"), ("Xã 1", "Xã 11")]
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ lệ hộ nghèo theo tỉnh, 2006–2016", "ty-le-ho-ngheo-theo-tinh-2006-2016"),
        ("Đơn vị hành chính", "don-vi-hanh-chinh"),
        ("\u00d0iện Biên", "dien-bien"),
        ("  Xã   Ea H'Leo ", "xa-ea-hleo"),
        ("50% số xã", "50-so-xa"),
        ("数据", ""),
    ],
)
def test_a_title_becomes_an_address(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_long_slug_is_cut_between_words() -> None:
    assert slug("chương trình mục tiêu quốc gia", max_length=15) == "chuong-trinh"
    assert slug("chương trình", max_length=12) == "chuong-trinh"


def test_a_single_long_word_is_cut_inside() -> None:
    assert slug("a" * 120) == "a" * 100


def test_the_decomposed_form_is_stored_composed() -> None:
    assert nfc("Ba\u0302\u0301c") == "Bấc"


def test_names_are_ordered_by_the_vietnamese_alphabet() -> None:
    ordered = ["An Giang", "Ăng Tơm", "Âu Cơ", "Ba", "Bà Rịa", "Bả", "Bã", "Bá", "Bạc Liêu", "Bắc Kạn"]
    ordered += ["Cà Mau", "Dầu Tiếng", "Đà Nẵng", "Đắk Lắk", "Ê Đê", "Hà Nội", "Hải Dương", "Ô Môn", "Ơ Đu"]
    ordered += ["Thái Bình", "Thái Nguyên", "Ứng Hòa", "Vĩnh Long", "Yên Bái"]
    shuffled = random.Random(1719).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered


def test_order_looks_at_the_letters_of_a_syllable_before_its_tone() -> None:
    assert sorted(["Bạ Xá", "Ba Xã", "Ba Vì", "Bả An"], key=sort_key) == ["Ba Vì", "Ba Xã", "Bả An", "Bạ Xá"]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_normal_form_of_the_input_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(nfc(text))


@given(st.text(), st.integers(min_value=1, max_value=120))
def test_a_slug_is_always_a_legal_address_part(text: str, max_length: int) -> None:
    made = slug(text, max_length=max_length)
    assert made == "" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= max_length
    assert slug(made, max_length=max_length) == made
