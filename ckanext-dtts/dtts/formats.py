"""How figures and dates are written for a reader.

Vietnamese has `1.234,5` and 31/12/2025, English `1,234.5` and 31 Dec 2025. Files and interfaces never
use these forms; they keep the standard ones.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIZES = ("B", "kB", "MB", "GB")
NO_BREAK = "\u00a0"


def number(value: int | float | Decimal | str | None, lang: str, least: int = 0) -> str:
    """The figure with its own decimals, none lost; zeros are added up to the `least` number of decimals.

    Text that is no figure stays as it is.
    """
    if value is None:
        return ""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not amount.is_finite():
        return str(value)
    plain = format(amount, "f")
    whole, _, decimals = plain.partition(".")
    decimals = decimals.ljust(least, "0")
    grouped = f"{int(whole):,}" if whole not in ("-0", "0") else whole
    text = f"{grouped}.{decimals}" if decimals else grouped
    return text.translate(str.maketrans(",.", ".,")) if lang == "vi" else text


def day(value: date | str | None, lang: str) -> str:
    """A date, or the part of it that is known: "2016", "2016-09" and "2016-09-30" all hold."""
    parts = str(value or "").split("T")[0].split(" ")[0].split("-")
    if not all(part.isdigit() for part in parts):
        return str(value or "")
    if len(parts) == 1:
        return parts[0]
    year, month = int(parts[0]), int(parts[1])
    if not 1 <= month <= 12:
        return str(value)
    if len(parts) == 2:
        return f"{month:02}/{year}" if lang == "vi" else f"{MONTHS[month - 1]} {year}"
    date_of_month = parts[2][:2]
    if lang == "vi":
        return f"{date_of_month}/{month:02}/{year}"
    return f"{int(date_of_month)} {MONTHS[month - 1]} {year}"


def moment(value: datetime | str | None, lang: str, zone: str = "Asia/Ho_Chi_Minh") -> str:
    """A UTC moment as day and minute on the reader's clock; ISO text without an offset is taken as UTC."""
    if not value:
        return ""
    at = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    at = at.replace(tzinfo=ZoneInfo("UTC")) if at.tzinfo is None else at
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local.date().isoformat(), lang)} {local:%H:%M}"


def size(count: int | str | None, lang: str) -> str:
    """A number of bytes in the largest unit that leaves a digit before the decimal sign."""
    if count in (None, ""):
        return ""
    amount, step = float(count or 0), 0
    while amount >= 1000 and step < len(SIZES) - 1:
        amount, step = amount / 1000, step + 1
    rounded = f"{amount:.1f}".removesuffix(".0") if amount < 10 else f"{amount:.0f}"
    return f"{number(rounded, lang)}{NO_BREAK}{SIZES[step]}"


def span(start: str | None, end: str | None, lang: str) -> str:
    """A period: whole years as 2004-2016, a single year or day once, otherwise two dates."""
    first, last = str(start or ""), str(end or "")
    if first.endswith("-01-01") and last.endswith("-12-31"):
        first, last = first[:4], last[:4]
    if not last or first == last:
        return day(first or last, lang)
    if not first:
        return f"… – {day(last, lang)}"
    joint = "-" if len(first) == len(last) == 4 else " – "
    return f"{day(first, lang)}{joint}{day(last, lang)}"
