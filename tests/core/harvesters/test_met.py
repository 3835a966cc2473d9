"""What came before in a run is known again, whatever the order."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from dtts_harvesters.met import Met
from dtts_harvesters.report import MOST_KEPT, OTHERS, Report

IDS = st.one_of(st.sampled_from(["a", "b", "xã Bắc Hà", "\ud800"]), st.text(min_size=1))
CONTENTS = st.one_of(st.none(), st.sampled_from(["1", "2"]))


def digest(content: str | None) -> str | None:
    return None if content is None else hashlib.sha256(content.encode()).hexdigest()


@given(st.lists(st.tuples(IDS, CONTENTS), max_size=50))
def test_an_id_is_first_once_and_the_same_only_with_what_came_first(
    came: list[tuple[str, str | None]],
) -> None:
    met, first = Met(), dict[str, str | None]()
    for record_id, content in came:
        assert met.is_first(record_id, digest(content)) == (record_id not in first)
        first.setdefault(record_id, content)
        for other in ("1", "2"):
            assert met.is_same(record_id, digest(other)) == (first[record_id] == other)
    assert met.distinct == len(first)


def test_values_that_are_ignored_are_counted_without_keeping_each() -> None:
    report = Report()
    for number in range(MOST_KEPT + 10):
        report.ignoring(f"license_id={number}")
    report.ignoring("license_id=0")
    assert len(report.ignored) == MOST_KEPT + 1
    assert (report.ignored["license_id=0"], report.ignored[OTHERS]) == (2, 10)
