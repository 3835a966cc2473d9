"""Figures and dates as a reader of each language expects them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dtts import formats


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (1234567, "1.234.567", "1,234,567"),
        ("1234.50", "1.234,50", "1,234.50"),
        (Decimal("0.05"), "0,05", "0.05"),
        (-1234.5, "-1.234,5", "-1,234.5"),
        ("-0.5", "-0,5", "-0.5"),
        (1e-7, "0,0000001", "0.0000001"),
        ("chưa có", "chưa có", "chưa có"),
        ("NaN", "NaN", "NaN"),
        (None, "", ""),
    ],
)
def test_a_figure_keeps_its_decimals_in_both_languages(value: object, vietnamese: str, english: str) -> None:
    assert formats.number(value, "vi") == vietnamese  # type: ignore[arg-type]
    assert formats.number(value, "en") == english  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "text"), [(50, "50,0"), ("41.5", "41,5"), ("6.25", "6,25")])
def test_figures_of_one_column_get_the_same_decimals_and_lose_none(value: int | str, text: str) -> None:
    assert formats.number(value, "vi", least=1) == text


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("2016", "2016", "2016"),
        ("2016-09", "09/2016", "Sep 2016"),
        ("2016-09-05", "05/09/2016", "5 Sep 2016"),
        ("2016-09-30T00:00:00", "30/09/2016", "30 Sep 2016"),
        ("2016-13-05", "2016-13-05", "2016-13-05"),
        ("quý I", "quý I", "quý I"),
        (None, "", ""),
    ],
)
def test_a_date_shows_only_what_is_known(value: str | None, vietnamese: str, english: str) -> None:
    assert formats.day(value, "vi") == vietnamese
    assert formats.day(value, "en") == english


def test_a_moment_is_told_on_the_readers_clock() -> None:
    assert formats.moment("2026-11-22T20:30:00", "vi") == "23/11/2026 03:30"
    assert formats.moment("2026-11-22T20:30:00Z", "en") == "23 Nov 2026 03:30"
    assert formats.moment("2026-11-23T03:30:00+07:00", "vi") == "23/11/2026 03:30"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (1536, "1,5 kB"),
        (24_300, "24 kB"),
        (787_000_000, "787 MB"),
    ],
)
def test_a_size_is_short(count: int, text: str) -> None:
    assert formats.size(count, "vi").replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2004-01-01", "2016-12-31", "2004-2016"),
        ("2016-01-01", "2016-12-31", "2016"),
        ("2025-07-01", "2025-12-31", "01/07/2025 – 31/12/2025"),
        ("2025-07-01", None, "01/07/2025"),
        (None, "2016-12-31", "… – 31/12/2016"),
        ("2004", "2016", "2004-2016"),
        (None, None, ""),
    ],
)
def test_whole_years_read_as_years(start: str | None, end: str | None, text: str) -> None:
    assert formats.span(start, end, "vi") == text
