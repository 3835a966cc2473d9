"""Periods as Vietnamese reports write them, and SDMX periods, read without ever supplying a year."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from dtts.periods import period as make
from dtts.periods.period import Period, Unread, Words
from dtts.vietnamese import fold

_LONGEST = 200

Groups = Mapping[str, str]
Build = Callable[[Groups], Period | Words | None]
"""A period, why there is none for certain, or None when there is no such period."""

_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12,
}  # fmt: skip
_ROMAN = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
    "xii": 12,
}  # fmt: skip
_COUNT = r"(?P<n>\d{1,2}|muoi (?:mot|hai)|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi|[ivx]{1,4})"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
# Between a part of a year and the year: a sign, "năm", or nothing at all.
_OF = r"(?: ?[/.\-, ] ?|)(?:cua )?(?:nam )?"

# Words before a period that do not change it.
_LEAD = re.compile(
    r"^(?:(?:bao cao|ket qua|so lieu|uoc|thuc hien|ke hoach|ky|trong|so ket|tong ket|dinh ky)[: ]+)+"
)


def parse(text: str, year: int | None = None) -> Period | Unread:
    """The period that `text` names: year, half, quarter, month, several months, phase or day.

    Vietnamese in any spelling, or an SDMX time period. `year` is the year that the context states, such as
    the title of the table; without it, a text without a year is refused.
    """
    if len(text) > _LONGEST:
        return Unread(text[:_LONGEST], _NOT_READ)
    clean = _LEAD.sub("", fold(text).strip(" .,;:()[]\"'"))
    for refused, reason in _REFUSED:
        if refused.search(clean):
            return Unread(text, reason)
    for given in (clean, f"{clean} {year}" if year is not None and not _HAS_YEAR.search(clean) else clean):
        for pattern, build in _FORMS:
            found = pattern.fullmatch(given)
            if found:
                return _built(build, found.groupdict(), text)
    return Unread(text, _NOT_READ if _HAS_YEAR.search(clean) else _NO_YEAR)


def _built(build: Build, groups: Groups, text: str) -> Period | Unread:
    try:
        built = build(groups)
    except ValueError:
        built = None
    return built if isinstance(built, Period) else Unread(text, built or _IMPOSSIBLE)


def _number(text: str) -> int:
    """A figure, a Vietnamese word without marks, or a Roman numeral; 0 for none of them."""
    return int(text) if text.isdigit() else _WORDS.get(text) or _ROMAN.get(text, 0)


def _year(found: Groups) -> Period:
    return make.year(int(found["y"]))


def _half(found: Groups) -> Period | None:
    part = _HALVES[found["part"]]
    return make.half(int(found["y"]), part)


def _quarter(found: Groups) -> Period | None:
    part = _number(found["n"])
    return make.quarter(int(found["y"]), part) if 1 <= part <= 4 else None


def _month(found: Groups) -> Period:
    return make.month(int(found["y"]), _number(found["n"]))


def _first_months(found: Groups) -> Period | None:
    last = _number(found["n"])
    return make.months(int(found["y"]), 1, last) if 1 < last <= 12 else None


def _last_months(found: Groups) -> Period | None:
    count = _number(found["n"])
    return make.months(int(found["y"]), 13 - count, 12) if 1 < count < 12 else None


def _month_range(found: Groups) -> Period | None:
    first, last, start = int(found["a"]), int(found["b"]), found.get("x")
    if start is not None and start != found["y"]:
        return None
    return make.months(int(found["y"]), first, last) if first < last else None


def _phase(found: Groups) -> Period | None:
    first, last = int(found["a"]), int(found["b"])
    return make.phase(first, last) if first < last else None


def _bare_years(found: Groups) -> Period | Words | None:
    """Two years without a word for them: those that follow each other may be a school year."""
    return _TWO_YEARS if int(found["b"]) - int(found["a"]) == 1 else _phase(found)


def _day(found: Groups) -> Period:
    day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    return Period("day", day, day)


def _duration(found: Groups) -> Period | None:
    first, count = int(found["y"]), int(found["n"])
    if found["unit"] == "y":
        return make.phase(first, first + count - 1) if count > 1 and found["m"] == "01" else None
    start = int(found["m"])
    return make.months(first, start, start + count - 1) if count > 1 else None


_HALVES = {"dau": 1, "1": 1, "i": 1, "cuoi": 2, "2": 2, "ii": 2}
_HAS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TO = r" ?(?:-|den|toi) ?(?:thang |het thang )?"
_SIX = r"(?:6|sau)"
_PHASE = r"(?:giai doan|thoi ky|thoi ki)(?: (?:1|2|3|i|ii|iii))?"
_YEARS = r"(?P<a>(?:19|20)\d\d) ?(?:-|den|toi) ?(?:nam |het nam )?(?P<b>(?:19|20)\d\d)"

_TABLE: tuple[tuple[str, Build], ...] = (
    (rf"(?:ca )?(?:nam )?(?:ngan sach |tai chinh )?{_YEAR}(?:-a1)?", _year),
    (rf"(?:12|muoi hai) thang{_OF}{_YEAR}", _year),
    (rf"(?:{_SIX} thang|nua) (?P<part>dau|cuoi){_OF}{_YEAR}", _half),
    (rf"nua nam (?P<part>dau|cuoi|1|2|i|ii){_OF}{_YEAR}", _half),
    (rf"(?:h|s)(?P<part>[12]){_OF}{_YEAR}", _half),
    (rf"{_YEAR}[ -]?(?:s|h)(?P<part>[12])", _half),
    (rf"(?:quy|q)[ .]?{_COUNT}{_OF}{_YEAR}", _quarter),
    (rf"{_YEAR}[ -]?q(?P<n>[1-4])", _quarter),
    (rf"(?:thang|th|t)[ .]?{_COUNT}{_OF}{_YEAR}", _month),
    (rf"(?P<n>\d{{1,2}}) ?[/.-] ?{_YEAR}", _month),
    (rf"{_YEAR} ?[/-]?m?(?P<n>\d{{2}})", _month),
    (rf"{_COUNT} thang dau{_OF}{_YEAR}", _first_months),
    (rf"{_COUNT} thang cuoi{_OF}{_YEAR}", _last_months),
    (rf"(?!6 |sau ){_COUNT} thang{_OF}{_YEAR}", _first_months),
    (rf"(?!6t){_COUNT}t ?[/.-]? ?{_YEAR}", _first_months),
    (rf"(?:tu )?thang (?P<a>\d{{1,2}}){_TO}(?P<b>\d{{1,2}}){_OF}{_YEAR}", _month_range),
    (rf"(?:tu )?(?:thang )?(?P<a>\d{{1,2}})/(?P<x>\d{{4}}){_TO}(?P<b>\d{{1,2}})/{_YEAR}", _month_range),
    (rf"{_PHASE}[: ]*(?:\(|tu )?(?:nam )?{_YEARS}", _phase),
    (rf"(?:tu )(?:nam )?{_YEARS}", _phase),
    (rf"(?:[2-9]|nam|muoi|10) nam,? \(?{_YEARS}", _phase),
    (r"(?:nam )?(?P<a>(?:19|20)\d\d) ?- ?(?P<b>(?:19|20)\d\d)", _bare_years),
    (rf"(?:(?:tinh )?den )?(?:het )?(?:ngay )?(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-]{_YEAR}", _day),
    (rf"(?:(?:tinh )?den )?(?:het )?ngay (?P<d>\d{{1,2}}) thang (?P<m>\d{{1,2}}) nam {_YEAR}", _day),
    (rf"{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)", _day),
    (rf"{_YEAR}-(?P<m>\d\d)-01(?:t00:00:00)?/p(?P<n>\d{{1,2}})(?P<unit>[my])", _duration),
)  # fmt: skip
_FORMS = tuple((re.compile(pattern), build) for pattern, build in _TABLE)

_NO_YEAR: Words = {
    "vi": "Không có năm (4 chữ số): hãy ghi rõ năm, hệ thống không tự đoán.",
    "en": "There is no year of four digits: state it, it is never guessed.",
}
_NOT_READ: Words = {
    "vi": "Không nhận ra kỳ số liệu: hãy ghi như “Quý III/2023”, “6 tháng đầu năm 2023”, “Năm 2023”.",
    "en": "The period is not understood: write it like “Quý III/2023”, “6 tháng đầu năm 2023”, “Năm 2023”.",
}
_IMPOSSIBLE: Words = {
    "vi": "Kỳ này không có thật (tháng, quý, ngày hoặc thứ tự năm sai).",
    "en": "There is no such period (wrong month, quarter, day or order of years).",
}
_SCHOOL: Words = {
    "vi": "Năm học không phải là năm lịch và ngày bắt đầu khác nhau: hãy ghi ngày đầu và ngày cuối.",
    "en": "A school year is no calendar year and its dates differ: state its first and last day.",
}
_CUMULATIVE: Words = {
    "vi": "Số lũy kế cần ngày bắt đầu: hãy ghi kỳ từ ngày nào đến ngày nào.",
    "en": "A cumulative figure needs its start: state from which day to which.",
}
_WHICH_HALF: Words = {
    "vi": "“6 tháng” chưa rõ đầu năm hay cuối năm: hãy ghi rõ.",
    "en": "“6 tháng” does not say which half of the year: state it.",
}
_MONTH_FIVE: Words = {
    "vi": "“Tháng năm 2023” có thể là tháng 5 hoặc thiếu số tháng: hãy ghi tháng bằng chữ số.",
    "en": "“Tháng năm 2023” is May or lacks its month: write the month as a figure.",
}
_TWO_YEARS: Words = {
    "vi": "Hai năm liền nhau có thể là năm học hoặc giai đoạn: hãy ghi “giai đoạn” hoặc “năm học”.",
    "en": "Two years in a row may be a school year or a phase: say which.",
}
_RELATIVE: Words = {
    "vi": "Kỳ nêu theo mốc khác (năm nay, năm trước, cùng kỳ): hãy ghi năm cụ thể.",
    "en": "The period is named by another one (this year, last year, same period): state the year.",
}
_REFUSED: tuple[tuple[re.Pattern[str], Words], ...] = (
    (re.compile(r"nam hoc|nien khoa|hoc ky"), _SCHOOL),
    (re.compile(r"luy ke|cong don|tu dau"), _CUMULATIVE),
    (re.compile(r"nam nay|nam truoc|nam ngoai|nam sau|cung ky"), _RELATIVE),
    (re.compile(r"^(?:6|sau) thang(?! dau| cuoi)|^6t"), _WHICH_HALF),
    (re.compile(r"^thang nam ?(?:19|20)\d\d$"), _MONTH_FIVE),
)
