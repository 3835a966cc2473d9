"""Due rules read from what people write, and refused with a sentence where they could mean two days."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from dtts.duties.deadline import MOST_DAYS, MOST_MONTHS, MOST_YEARS, Deadline
from dtts.periods import Unread
from dtts.vietnamese import fold

Words = Mapping[str, str]
Found = Mapping[str, str | None]
LONGEST = 200

_NOT_READ: Words = {
    "vi": "Không hiểu hạn này: hãy ghi như “10 ngày sau kỳ”, “ngày 20 tháng cuối kỳ”, “15/9”, "
    "“31/1 năm sau”, “31/12/2026”; nhiều hạn thì cách nhau bằng dấu chấm phẩy, "
    "ví dụ “sơ bộ 15/9; 31/1 năm sau”.",
    "en": "This due rule is not understood: write it like “+10d”, “day 20”, “15/9”, “31/1 +1y”, "
    "“31/12/2026”; several are parted by semicolons, such as “provisional 15/9; 31/1 +1y”.",
}
_WHICH_FIRST: Words = {
    "vi": "“{text}” có thể là ngày-tháng hoặc tháng-ngày: hãy ghi như “15/9” hoặc “--09-15”.",
    "en": "“{text}” may be day-month or month-day: write it like “15/9” or “--09-15”.",
}
_IMPOSSIBLE: Words = {
    "vi": "Không có ngày như vậy, hoặc hạn cách kỳ quá 5 năm.",
    "en": "There is no such day, or it lies more than five years from its period.",
}


def read_deadlines(text: str) -> tuple[Deadline, ...] | Unread:
    """All deadlines of a rule, in the order given; Unread with the first reason against it."""
    if len(text) > LONGEST:
        return Unread(text[:LONGEST], _NOT_READ)
    read = [_one(part) for part in text.split(";") if part.strip()]
    for each in read:
        if isinstance(each, Unread):
            return each
    return tuple(each for each in read if isinstance(each, Deadline)) or Unread(text, _NOT_READ)


def written(deadlines: tuple[Deadline, ...]) -> str:
    """The rule as files carry it; reading it gives the same deadlines."""
    return "; ".join(map(str, deadlines))


def _one(text: str) -> Deadline | Unread:
    clean = fold(text).strip(" .,")
    mark = _MARK.match(clean)
    rest = clean[mark.end() :] if mark else clean
    if _TWO_PARTS.fullmatch(rest):
        return Unread(text, {lang: words.format(text=text.strip()) for lang, words in _WHICH_FIRST.items()})
    for pattern, build in _FORMS:
        found = pattern.fullmatch(rest)
        if found:
            provisional = bool(mark and mark["provisional"])
            return _built(build, found.groupdict(), provisional) or Unread(text, _IMPOSSIBLE)
    return Unread(text, _NOT_READ)


def _built(build: Callable[[Found], Deadline], found: Found, provisional: bool) -> Deadline | None:
    """None for a day that does not exist in any year, or too far away."""
    try:
        made = build(found)
    except ValueError:
        return None
    if abs(made.days) > MOST_DAYS or made.months > MOST_MONTHS or made.years > MOST_YEARS:
        return None
    values = {name: getattr(made, name) for name in made.__dataclass_fields__}
    return Deadline(**{**values, "provisional": provisional})


def _after(found: Found) -> Deadline:
    return Deadline("after", days=int(found["n"] or 0))


def _before(found: Found) -> Deadline:
    return Deadline("after", days=-int(found["n"] or 0))


def _last(_found: Found) -> Deadline:
    return Deadline("after")


def _month_day(found: Found) -> Deadline:
    day = int(found["d"] or 0)
    if not 1 <= day <= 31:
        raise ValueError(day)
    return Deadline("month_day", day=day, months=int(found.get("m") or found.get("next") is not None))


def _year_day(found: Found) -> Deadline:
    day, month = int(found["d"] or 0), int(found["m"] or 0)
    date(2024, month, day)  # a leap year: 29 February is a day of some years
    return Deadline("year_day", day=day, month=month, years=_years(found))


def _years(found: Found) -> int:
    return int(found.get("y") or found.get("later") or found.get("next") is not None)


def _fixed(found: Found) -> Deadline:
    return Deadline("fixed", on=date(int(found["y"] or 0), int(found["m"] or 0), int(found["d"] or 0)))


_MARK = re.compile(
    r"(?:so )?(?:(?P<provisional>so bo|uoc(?: thuc hien)?|tam tinh|provisional|estimated?)"
    r"|chinh thuc|final)(?: figures| so lieu)?[: ]+"
)
_TWO_PARTS = re.compile(r"\d{1,2}-\d{1,2}(?: .*)?")
_OF_IT = r"(?: khi)?(?: (?:het|ket thuc|cuoi))?(?: ky)?(?: (?:the )?(?:end|period(?: ends)?))?"
_END = rf" (?:sau|after){_OF_IT}"
_BEFORE = rf" (?:truoc|before){_OF_IT}"
_NEXT = (
    r"(?: (?:cua )?nam bao cao|,? (?P<later>\d) nam sau"
    r"|(?P<next> ?(?:cua )?(?:nam (?:sau|ke tiep|tiep theo)|of the next year|next year)))"
)
_TABLE: tuple[tuple[str, Callable[[Found], Deadline]], ...] = (
    (r"(?P<n>[+-]?\d{1,5})d", _after),
    (rf"(?P<n>\d{{1,5}}) (?:ngay|days?){_END}", _after),
    (rf"(?P<n>\d{{1,5}}) (?:ngay|days?){_BEFORE}", _before),
    (r"(?:ngay )?cuoi ky|het ky|end of (?:the )?period", _last),
    (r"day (?P<d>\d{1,2})(?: ?\+(?P<m>\d{1,3})m)?", _month_day),
    (r"ngay (?P<d>\d{1,2})(?: cua)? thang cuoi(?: ky)?", _month_day),
    (r"ngay (?P<d>\d{1,2})(?: cua)? thang thu (?P<m>\d{1,2}) sau ky", _month_day),
    (r"ngay (?P<d>\d{1,2})(?: cua)? (?P<next>thang sau|thang ke tiep|thang tiep theo)(?: ky)?", _month_day),
    (r"--(?P<m>\d\d)-(?P<d>\d\d)(?: ?\+(?P<y>\d{1,2})y)?", _year_day),
    (rf"(?:ngay )?(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?: ?\+(?P<y>\d{{1,2}})y|{_NEXT})?", _year_day),
    (rf"(?:ngay )?(?P<d>\d{{1,2}}) thang (?P<m>\d{{1,2}})(?:{_NEXT})?", _year_day),
    (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", _fixed),
    (r"(?:ngay )?(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})", _fixed),
    (r"ngay (?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>\d{4})", _fixed),
)
_FORMS = tuple((re.compile(pattern), build) for pattern, build in _TABLE)
