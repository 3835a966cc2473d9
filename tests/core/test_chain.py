"""A log in which a row was changed, taken out or moved is found out at that row."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.chain import FIELDS, START, Break, Head, canonical, digest, first_break

TEXTS = st.none() | st.text(max_size=12)


def row(seq: int, **values: Any) -> dict[str, Any]:
    """A row that says something, without its hashes."""
    told = dict.fromkeys(FIELDS, "x")
    return {**told, "seq": seq, "note": None, "details": "{}", **values}


def chained(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows as the database writes them."""
    written, before = [], START
    for each in rows:
        written.append({**each, "previous_hash": before, "hash": digest(each, before)})
        before = written[-1]["hash"]
    return written


LOG = chained(*(row(number, note=f"lần {number}") for number in range(1, 6)))
HEAD = Head(5, LOG[-1]["hash"])


def test_a_log_as_it_was_written_is_whole() -> None:
    assert first_break(LOG, HEAD) is None
    assert first_break([]) is None


def test_the_canonical_text_is_as_documented() -> None:
    """Held against `dtts_event_hash` of the database by tests/glue/road/test_log.py."""
    told = canonical(row(7, note="lý do", actor="", details='{"a": 1}'), START)
    assert told.split("\n")[:3] == [f"64:{START}", "1:7", "1:x"]
    assert told.endswith('0:\n1:x\n6:lý do\n8:{"a": 1}\n')


@pytest.mark.parametrize("name", FIELDS[1:])
def test_a_changed_field_is_found_at_its_row(name: str) -> None:
    changed = [*LOG[:2], {**LOG[2], name: "y"}, *LOG[3:]]
    assert first_break(changed) == Break(3, "is not what was written")


def test_a_changed_row_with_a_hash_made_anew_is_found_at_the_row_after() -> None:
    forged = {**LOG[2], "note": "khác"}
    forged["hash"] = digest(forged, forged["previous_hash"])
    assert first_break([*LOG[:2], forged, *LOG[3:]]) == Break(4, "does not follow the row before")


def test_a_log_that_was_forged_to_its_end_is_found_by_a_remembered_head() -> None:
    forged = chained(*LOG[:2], {**LOG[2], "note": "khác"}, *LOG[3:])
    assert first_break(forged) is None
    assert first_break(forged, HEAD) == Break(5, "is not the row that was remembered")


@pytest.mark.parametrize("gone", [0, 1, 3])
def test_a_row_that_was_taken_out_is_named(gone: int) -> None:
    found = first_break([each for number, each in enumerate(LOG) if number != gone])
    assert found is not None
    assert (found.seq, found.reason.split(":")[0]) == (gone + 1, "is missing or out of order")


def test_rows_taken_off_the_end_are_found_by_a_remembered_head_only() -> None:
    assert first_break(LOG[:3]) is None
    assert first_break(LOG[:3], HEAD) == Break(4, "is missing: the log once went to row 5")


def test_rows_that_changed_places_are_found() -> None:
    swapped = [LOG[0], LOG[2], LOG[1], *LOG[3:]]
    found = first_break(swapped)
    assert found is not None
    assert found.seq == 2
    renumbered = [LOG[0], {**LOG[2], "seq": 2}, {**LOG[1], "seq": 3}, *LOG[3:]]
    assert first_break(renumbered) == Break(2, "does not follow the row before")


@given(st.lists(TEXTS, min_size=2, max_size=2), st.lists(TEXTS, min_size=2, max_size=2))
def test_different_rows_never_have_the_same_text(one: list[str | None], other: list[str | None]) -> None:
    texts = [canonical(row(1, actor=pair[0], note=pair[1]), START) for pair in (one, other)]
    assert (texts[0] == texts[1]) == (one == other)
