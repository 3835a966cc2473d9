"""The moment of a publication: written by the clocks of Viet Nam, kept in UTC, said back in words."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ckanext.dtts.desk import clock
from ckanext.dtts.errors import RefusedError

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=timezone.utc)  # 19:00 in Ha Noi


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [
        ("2026-12-01", "08:00", "2026-12-01T01:00:00+00:00"),
        ("2026-12-01", "", "2026-12-01T01:00:00+00:00"),
        ("2026-11-27", "19:01", "2026-11-27T12:01:00+00:00"),
        ("2026-11-28", "00:30", "2026-11-27T17:30:00+00:00"),
        ("2026-11-27", "19:00:05", "2026-11-27T12:00:05+00:00"),
    ],
)
def test_what_is_written_is_the_time_of_viet_nam(day: str, time: str, utc: str) -> None:
    assert clock.read(day, time, NOW).isoformat() == utc


@pytest.mark.parametrize(
    ("day", "time", "code", "told"),
    [
        ("2026-11-27", "19:00", "date-is-past", "19:00 thứ Sáu, 27/11/2026"),
        ("2025-12-01", "08:00", "date-is-past", "01/12/2025"),
        ("2062-12-01", "08:00", "date-too-far", "01/12/2062"),
        ("", "08:00", "unreadable-date", "01/12/2026"),
        ("2026-02-30", "08:00", "unreadable-date", "Hãy chọn"),
        ("01/12/2026", "08:00", "unreadable-date", "Hãy chọn"),
        ("2026-12-01", "25:00", "unreadable-date", "Hãy chọn"),
        ("2026-12-01", "08:00+02:00", "unreadable-date", "Hãy chọn"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_with_what_was_understood(
    day: str, time: str, code: str, told: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        clock.read(day, time, NOW)
    assert refused.value.code == code
    assert told in refused.value.vi


def test_a_moment_is_said_with_its_weekday_in_both_languages() -> None:
    moment = clock.read("2026-12-01", "08:00", NOW)
    assert clock.said(moment, "vi") == "08:00 thứ Ba, 01/12/2026 (giờ Việt Nam)"
    assert clock.said(moment, "en") == "08:00 on Tuesday, 1 Dec 2026 (time of Viet Nam)"


def test_the_boxes_of_a_form_take_what_is_read_from_them() -> None:
    moment = clock.read("2026-12-01", "08:00", NOW)
    assert clock.for_form(moment) == ("2026-12-01", "08:00")


def test_what_is_proposed_is_tomorrow_on_the_clocks_of_viet_nam() -> None:
    late = NOW + timedelta(hours=6)  # already Saturday in Ha Noi
    assert clock.tomorrow(late) == ("2026-11-29", "08:00")
