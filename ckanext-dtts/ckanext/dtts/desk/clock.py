"""The day and time of a publication as people write them, and moments as they are said to people.

People write the time of Viet Nam, which knows no summer time; the database keeps UTC.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import ckan.plugins.toolkit as tk

from ckanext.dtts.errors import RefusedError
from dtts import formats

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FARTHEST = timedelta(days=366)
USUAL_TIME = "08:00"
_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def read(day: str, time: str, now: datetime) -> datetime:
    """The moment, in UTC, that `2026-12-01` and `08:00` name on the clocks of Viet Nam.

    RefusedError for what is no day or time, for the past, and for more than a year ahead.
    """
    try:
        local = datetime.fromisoformat(f"{day.strip()}T{time.strip() or USUAL_TIME}")
        named = local.replace(tzinfo=ZONE).astimezone(timezone.utc) if local.tzinfo is None else None
    except ValueError:
        named = None
    if named is None:
        raise _refused(
            "unreadable-date",
            "Hãy chọn ngày và giờ công bố, ví dụ 01/12/2026 và 08:00.",
            "Choose the day and time of publication, such as 1 Dec 2026 and 08:00.",
        )
    if named <= now:
        raise _refused(
            "date-is-past",
            f"{said(named, 'vi')} đã qua. Hãy chọn thời điểm sau bây giờ, hoặc công bố ngay.",
            f"{said(named, 'en')} has passed. Choose a later moment, or publish now.",
        )
    if named - now > FARTHEST:
        raise _refused(
            "date-too-far",
            f"{said(named, 'vi')} còn hơn một năm nữa. Hãy kiểm tra lại năm.",
            f"{said(named, 'en')} is more than a year away. Check the year.",
        )
    return named


def said(moment: datetime, lang: str) -> str:
    """`08:00 thứ Ba, 01/12/2026 (giờ Việt Nam)`."""
    local = moment.astimezone(ZONE)
    weekday, day = _WEEKDAYS[lang][local.weekday()], formats.day(local.date().isoformat(), lang)
    if lang == "vi":
        return f"{local:%H:%M} {weekday}, {day} (giờ Việt Nam)"
    return f"{local:%H:%M} on {weekday}, {day} (time of Viet Nam)"


def for_form(moment: datetime) -> tuple[str, str]:
    """The day and the time as boxes of a form take them."""
    local = moment.astimezone(ZONE)
    return local.date().isoformat(), f"{local:%H:%M}"


def tomorrow(now: datetime) -> tuple[str, str]:
    """What the boxes of a form propose: the usual time of the next day."""
    return (now.astimezone(ZONE).date() + timedelta(days=1)).isoformat(), USUAL_TIME


def length(span: timedelta) -> str:
    """A span of time in its largest unit, in the reader's language: `3 ngày`, `5 giờ`, `2 phút`."""
    minutes = max(int(span.total_seconds() // 60), 0)
    if minutes >= 24 * 60:
        return str(tk.ungettext("%(num)s day", "%(num)s days", minutes // (24 * 60))) % {
            "num": minutes // (24 * 60)
        }
    if minutes >= 60:
        return str(tk.ungettext("%(num)s hour", "%(num)s hours", minutes // 60)) % {"num": minutes // 60}
    return str(tk.ungettext("%(num)s minute", "%(num)s minutes", minutes)) % {"num": minutes}


def _refused(code: str, vi: str, en: str) -> RefusedError:
    return RefusedError("publish_at", code, vi, en)
