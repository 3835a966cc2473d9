"""Text that a program damaged on its way is named with what was meant, and right text is left alone."""

from __future__ import annotations

import pytest

from core.builders import read_text
from dtts.errors import UnreadableFile
from dtts.tables.encodings.broken import find_broken

NAMES = "name\nhuyện Đắk Glong\nxã Mường Nhé\ntỉnh Bắc Giang\n"


def saved_twice(text: str, encoding: str = "cp1252") -> str:
    return "".join(
        bytes([byte]).decode(encoding, "ignore") or chr(byte) if byte > 0x7F else chr(byte)
        for byte in text.encode()
    )


DAMAGED = {
    "read as windows-1252 and saved again": saved_twice(NAMES),
    "read as Latin-1 and saved again": saved_twice(NAMES, "latin-1"),
    "every letter decomposed before": saved_twice("name\nđầm Ô Loan\nhồ Ba Bể\n"),
    "in two rows of many": "name\n" + "Hà Nội\n" * 100 + saved_twice("Mường Nhé\nBắc Giang\n"),
    "UTF-7": NAMES.encode("utf-7").decode(),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_text_is_refused_with_what_was_meant(text):
    with pytest.raises(UnreadableFile) as refused:
        read_text(text, None)
    assert refused.value.fault.rule == "encoding-broken"


def test_the_refusal_shows_a_word_before_and_after():
    with pytest.raises(UnreadableFile, match="was meant to be “Đắk”"):
        read_text(saved_twice(NAMES).replace("huyá»‡n ", ""), None)


RIGHT = [
    NAMES,
    "name\nCafé Ödegård, São Tomé, Ærø\nÃO DÀI\n",
    "phone\n+84912345678\n+84-24-3733 5588\n",
    "formula\na+abc-d\nx+y\nB+Hq8-c\n",
    "word\nsố 1+2/QĐ-TTg\nC++\n+Aab+\n",
    "quote\n“áo”…\ná’”\nÄ–\n",
]


@pytest.mark.parametrize("text", [sign * 1_000_000 for sign in ("x", "+", "x+", "+abc", "á", "Ã\xad")])
def test_a_line_of_a_million_letters_is_passed_over_in_one_go(text):
    assert find_broken(text) is None


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_left_alone(text):
    assert find_broken(text) is None
