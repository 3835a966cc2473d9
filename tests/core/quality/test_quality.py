"""The quality of a dataset: each part alone, what is left out, and the score that they make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.catalogue import table_schema
from dtts.quality import Facts, Freshness, Links, assess, by_frequency, method, rules_of, stars

METHOD = method()
ALL = frozenset(METHOD.fields)
DUE = date(2026, 6, 30)
BEST = Facts(
    tables=1, linked=1, formats=(), licence="CC-BY-4.0", filled=ALL,
    freshness=Freshness(DUE, 0, 366), links=Links(3),
)  # fmt: skip
NOTHING = Facts(tables=0, linked=0, formats=(), licence="", filled=frozenset())


def percent(facts: Facts, name: str) -> int | None:
    return next(each.percent for each in assess(facts, METHOD).results if each.part.name == name)


def test_weights_are_points_out_of_a_hundred() -> None:
    assert sum(part.weight for part in METHOD.parts) == 100


def test_all_that_can_be_had_is_a_hundred_and_nothing_is_nought() -> None:
    assert assess(BEST, METHOD).score == 100
    assert assess(NOTHING, METHOD).score == 0


def test_a_single_missing_field_is_named_and_costs_the_hundred() -> None:
    quality = assess(replace(BEST, filled=ALL - {"legal_basis"}), METHOD)
    assert quality.score < 100
    why = next(each.why for each in quality.results if each.part.name == "description")
    assert why == {"vi": "Còn thiếu: Căn cứ pháp lý.", "en": "Still lacking: Legal basis."}


@pytest.mark.parametrize(("formats", "expected"), [((), 100), (("PDF",), 50), (("PDF", "CSV", "XLSX"), 25)])
def test_only_tables_that_were_checked_count_as_checked(formats: tuple[str, ...], expected: int) -> None:
    assert percent(replace(BEST, formats=formats), "validity") == expected


@pytest.mark.parametrize(("late", "expected"), [(0, 100), (1, 99), (183, 50), (365, 0), (366, 0), (4000, 0)])
def test_lateness_costs_evenly_and_all_of_it_after_one_period(late: int, expected: int) -> None:
    assert percent(replace(BEST, freshness=Freshness(DUE, late, 366)), "freshness") == expected


def test_parts_that_do_not_apply_are_left_out_and_cost_nothing() -> None:
    quality = assess(replace(BEST, freshness=None, links=Links()), METHOD)
    assert quality.score == 100
    assert [each.part.name for each in quality.results if each.percent is None] == ["freshness", "links"]


@pytest.mark.parametrize(
    ("checked", "broken", "expected"), [(0, (), None), (3, (), 100), (3, ("https://a.example/",), 66)]
)
def test_links_count_when_they_were_checked(
    checked: int, broken: tuple[str, ...], expected: int | None
) -> None:
    assert percent(replace(BEST, links=Links(checked, broken)), "links") == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"licence": "notspecified"}, 0),
        ({"licence": ""}, 0),
        ({"tables": 0, "linked": 0}, 0),
        ({"tables": 0, "linked": 0, "formats": ("PDF",)}, 1),
        ({"tables": 0, "linked": 0, "formats": ("bản chụp",)}, 1),
        ({"tables": 0, "linked": 0, "formats": (".XLSX",)}, 2),
        ({"tables": 0, "linked": 0, "formats": ("PDF", "csv")}, 3),
        ({"linked": 0}, 4),
        ({}, 5),
    ],
)
def test_stars_are_those_of_the_most_open_thing_under_an_open_licence(
    change: dict[str, object], expected: int
) -> None:
    assert stars(replace(BEST, **change), METHOD) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("frequency", "published", "on", "late"),
    [
        ("http://publications.europa.eu/resource/authority/frequency/ANNUAL", "2025-03-01", "2026-03-02", 0),
        ("ANNUAL", "2025-03-01", "2026-03-03", 1),
        ("MONTHLY", "2026-01-31", "2026-03-31", 28),
        ("DAILY", "2026-03-01", "2026-03-01", 0),
    ],
)
def test_a_frequency_promises_that_data_are_never_older_than_its_period(
    frequency: str, published: str, on: str, late: int
) -> None:
    found = by_frequency(frequency, date.fromisoformat(published), date.fromisoformat(on), METHOD)
    assert found is not None
    assert found.late_days == late


@pytest.mark.parametrize("frequency", ["AS_NEEDED", "IRREG", "NEVER", "UNKNOWN", "", "hằng năm"])
def test_some_frequencies_promise_no_day(frequency: str) -> None:
    assert by_frequency(frequency, DUE, DUE + timedelta(days=9999), METHOD) is None


@given(
    st.integers(0, 9),
    st.lists(st.sampled_from(["csv", "pdf", "xlsx", "ttl"]), max_size=5),
    st.sets(st.sampled_from(sorted(ALL))),
    st.none() | st.integers(0, 5000),
)
def test_the_score_stays_between_nought_and_a_hundred_and_never_falls_by_describing_more(
    tables: int, formats: list[str], filled: set[str], late: int | None
) -> None:
    facts = Facts(
        tables,
        0,
        tuple(formats),
        "CC0-1.0",
        frozenset(filled),
        late if late is None else Freshness(DUE, late, 31),
    )
    score = assess(facts, METHOD).score
    assert 0 <= score <= assess(replace(facts, filled=ALL), METHOD).score <= 100


def test_a_table_tells_the_rules_it_was_checked_by() -> None:
    told = [each["en"] for each in rules_of(table_schema("it_support_points"))]
    assert told[0] == "26 columns: every cell of its type"
    assert told[-1] == "no two rows with one key (point_id)"
    assert len(told) == len(set(told)) > 3
