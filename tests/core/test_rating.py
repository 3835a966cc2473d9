"""Answers of readers in public: counts by verdict only when there are enough of them."""

from __future__ import annotations

import pytest

from dtts.rating import LEAST, VERDICTS, summed


@pytest.mark.parametrize("answered", [0, 1, LEAST - 1])
def test_of_few_answers_only_their_number_is_told(answered: int) -> None:
    told = summed({"useful": answered}, 0)
    assert (told.answered, told.counts) == (answered, None)


def test_of_enough_every_verdict_is_counted_also_with_none() -> None:
    told = summed({"useful": LEAST, "not": 1}, 2)
    assert (told.answered, told.withdrawn) == (LEAST + 1, 2)
    assert told.counts == {"useful": LEAST, "partly": 0, "not": 1}


def test_verdicts_have_words_in_both_languages() -> None:
    assert all(words["vi"] and words["en"] for words in VERDICTS.values())
