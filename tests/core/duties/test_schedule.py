"""Due days: what people write is read, what could mean two days is refused, and no period is passed over."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.duties.drawn import DAYS, schedules
from dtts.duties import Refused, Schedule, read_deadlines, read_frequency, read_schedule
from dtts.duties.frequency import NAMES, nth
from dtts.duties.rules import written
from dtts.periods import Unread

READ = [
    ("10 ngày sau kỳ", "+10d"),
    ("10 NGÀY SAU KHI HẾT KỲ", "+10d"),
    ("10 ngày sau khi kết thúc kỳ", "+10d"),
    ("10 days after the period ends", "+10d"),
    ("5 ngày trước khi hết kỳ", "-5d"),
    ("ngày cuối kỳ", "+0d"),
    ("ngày 20 tháng cuối kỳ", "day 20"),
    ("ngày 20 của tháng cuối kỳ", "day 20"),
    ("ngày 10 tháng sau", "day 10 +1m"),
    ("ngày 10 của tháng sau kỳ", "day 10 +1m"),
    ("15/9", "--09-15"),
    ("ngày 15/9", "--09-15"),
    ("ngày 15 tháng 9", "--09-15"),
    ("31/1 năm sau", "--01-31 +1y"),
    ("ngày 31/01 của năm sau", "--01-31 +1y"),
    ("ngày 31 tháng 1 năm sau", "--01-31 +1y"),
    ("31/1 +1y", "--01-31 +1y"),
    ("31/12/2026", "2026-12-31"),
    ("ngày 31 tháng 12 năm 2026", "2026-12-31"),
    ("2026-12-31", "2026-12-31"),
    ("29/2", "--02-29"),
    ("sơ bộ 15/9; 31/1 năm sau", "provisional --09-15; --01-31 +1y"),
    ("ước thực hiện 15/9; chính thức 31/1 năm sau", "provisional --09-15; --01-31 +1y"),
]
REFUSED = [
    ("", "Không hiểu"),
    ("đầu năm", "Không hiểu"),
    ("09-15", "có thể là ngày-tháng hoặc tháng-ngày"),
    ("15-9 năm sau", "có thể là ngày-tháng hoặc tháng-ngày"),
    ("30/2", "Không có ngày như vậy"),
    ("31/4 năm sau", "Không có ngày như vậy"),
    ("ngày 32 tháng sau", "Không có ngày như vậy"),
    ("31/13/2026", "Không có ngày như vậy"),
    ("2000 ngày sau kỳ", "quá 5 năm"),
    ("15/9; sau đó", "Không hiểu"),
    ("15/9 " * 50, "Không hiểu"),
]
AGAINST = [
    ("hằng tuần", "+1d", "2025", "Không nhận ra tần suất"),
    ("yearly", "", "2025", "Thiếu hạn công bố"),
    ("yearly", "31/1 năm sau", "năm nay", "hãy ghi năm cụ thể"),
    ("yearly", "31/1 năm sau", "2025-Q1", "Kỳ đầu tiên không hợp với tần suất"),
    ("quarterly", "+10d", "2025", "Kỳ đầu tiên không hợp với tần suất"),
    ("nine_months", "+10d", "2025-02-01/P9M", "Kỳ đầu tiên không hợp với tần suất"),
    ("five_yearly", "+10d", "Giai đoạn 2021-2030", "Kỳ đầu tiên không hợp với tần suất"),
    ("yearly", "31/12/2026", "2025", "Ngày cố định chỉ dùng cho dữ liệu công bố một lần"),
    ("quarterly", "15/9", "2025-Q1", "Một ngày trong năm không thể là hạn của nhiều kỳ"),
    ("yearly", "31/1 năm sau; 15/9", "2025", "nhiều nhất một hạn"),
    ("ad_hoc", "+10d", "2025", "không có hạn theo ngày"),
]


@pytest.mark.parametrize(("text", "rule"), READ, ids=[text for text, _ in READ])
def test_a_due_rule_is_read_as_people_write_it(text: str, rule: str) -> None:
    read = read_deadlines(text)
    assert not isinstance(read, Unread)
    assert written(read) == rule


@pytest.mark.parametrize(("text", "why"), REFUSED, ids=[text[:20] for text, _ in REFUSED])
def test_what_could_mean_two_days_or_none_is_refused(text: str, why: str) -> None:
    read = read_deadlines(text)
    assert isinstance(read, Unread)
    assert why in read.reason["vi"]


@pytest.mark.parametrize(
    ("frequency", "due", "first", "why"), AGAINST, ids=[case[3][:30] for case in AGAINST]
)
def test_parts_that_do_not_fit_together_are_refused(frequency: str, due: str, first: str, why: str) -> None:
    read = read_schedule(frequency, due, first)
    assert isinstance(read, Refused)
    assert why in read.reason["vi"]


@pytest.mark.parametrize("name", NAMES)
def test_a_frequency_is_known_by_its_name_in_either_language(name: str) -> None:
    words = NAMES[name]  # type: ignore[index]
    assert read_frequency(words["vi"].upper()) == read_frequency(words["en"]) == read_frequency(name) == name


@given(schedules())
def test_a_rule_that_was_written_down_is_read_again_as_it_was(schedule: Schedule) -> None:
    assert read_schedule(schedule.frequency, schedule.rule, schedule.first.sdmx) == schedule


@given(schedules())
def test_a_rule_in_words_is_read_again_as_it_was(schedule: Schedule) -> None:
    for each in schedule.deadlines:
        assert read_deadlines(each.words()["vi"]) == (each,)


@given(schedules(), st.integers(0, 40))
def test_periods_follow_each_other_without_overlap(schedule: Schedule, number: int) -> None:
    if schedule.frequency == "once":
        return
    one, after = (nth(schedule.first, schedule.frequency, each) for each in (number, number + 1))
    assert one.end < after.start
    assert one.kind == after.kind


@given(schedules(), DAYS)
def test_what_passed_last_is_found_without_walking_all_periods(schedule: Schedule, on: date) -> None:
    numbers = range(1) if schedule.frequency == "once" else range(240)
    for deadline in schedule.deadlines:
        due = [deadline.due(nth(schedule.first, schedule.frequency, number)) for number in numbers]
        last = max((day for day in due if day < on), default=None)
        found = [each.due for each in schedule.passed(on) if each.provisional == deadline.provisional]
        assert found == ([] if last is None else [last])


@given(schedules(), DAYS)
def test_what_passed_and_what_comes_leave_no_day_between(schedule: Schedule, on: date) -> None:
    coming = schedule.coming(on)
    assert all(each.due < on for each in schedule.passed(on))
    if coming is not None:
        assert coming.due >= on
        assert schedule.coming(coming.due) == coming
        after = {each.key for each in schedule.passed(coming.due + timedelta(days=1))}
        assert coming.key in after


@given(schedules(), DAYS)
def test_the_past_holds_every_obligation_once_newest_first(schedule: Schedule, on: date) -> None:
    found = list(schedule.until(on))
    assert len({each.key for each in found}) == len(found)
    assert set(schedule.passed(on)) <= set(found)
    assert all(each.due < on for each in found)
    starts = [each.period.start for each in found]
    assert all(one >= after for one, after in pairwise(starts))
