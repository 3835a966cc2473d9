"""Slips of typing are put right by words that are known, and only by those."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.searching.slips import candidates, joined

WORDS = "ty le ho ngheo dat o lao cai nuoc sach giai ngan von thong giao hoc sinh cong dong monitoring ngheo"
KNOWN = dict.fromkeys(WORDS.split(), 10) | {"ngoeh": 1}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ngheof", "ngheo"),
        ("ddaats", "dat"),
        ("owr", "o"),
        ("nuowsc", "nuoc"),
        ("sachj", "sach"),
        ("ngaan", "ngan"),
        ("hoc5", "hoc"),
        ("ho65", "ho"),
        ("hongheo", "ho ngheo"),
        ("giaingan", "giai ngan"),
        ("tylehongheo", None),
        ("hocsinh", "hoc sinh"),
        ("dogn", "dong"),
        ("thog", "thong"),
        ("thoong", "thong"),
        ("nhgeo", "ngheo"),
        ("monitorng", "monitoring"),
        ("monitring", "monitoring"),
        ("moitorng", "monitoring"),
        ("zzz", None),
        ("2021", None),
    ],
)
def test_a_slip_is_known_for_what_was_meant(typed: str, meant: str | None) -> None:
    assert (candidates(typed, KNOWN) or (None,))[0] == meant


@given(st.text("aeghinost", min_size=1, max_size=12))
def test_every_candidate_is_made_of_known_words(typed: str) -> None:
    assert all(word in KNOWN for text in candidates(typed, KNOWN) for word in text.split())


def test_parts_of_a_word_are_put_together_only_where_apart_they_are_unknown() -> None:
    assert joined(["ngh", "eo"], KNOWN) == ("ngheo",)
    assert joined(["ho", "ngheo"], KNOWN) == ("ho", "ngheo")
