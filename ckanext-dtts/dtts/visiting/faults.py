"""What is missing or cannot be in the words of a visit, by the field at which it has to be put right.

The road checks every row against its table afterwards; this says at once, at the field, what people can put
right on the spot.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dtts.catalogue import table_schema
from dtts.visiting.words import PARTS, Part, parts_of

Faults = dict[str, dict[str, str]]
"""By the name of a field, the sentence in Vietnamese and English."""
Fault = tuple[str, dict[str, str]]

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "": ("plan", "area_id", "visit_date", "visit_kind", "visit_mode", "item", "led_by", "findings"),
    "site": ("site_name", "site_kind"),
    "finding": ("finding_kind", "severity", "finding", "evidence"),
    "recommendation": ("finding", "addressed_to", "recommendation", "due_on"),
}
NUMBERS = (
    "households_met",
    "planned_amount",
    "progress_percent",
    "latitude",
    "longitude",
    "amount_concerned",
    "households_affected",
)
WHOLE = ("households_met", "households_affected")
DAYS = ("visit_date", "due_on", "shared_on")
_SAYS = {
    "missing": ("Hãy điền ô này.", "Fill in this field."),
    "day": ("Hãy ghi ngày có thật, như 27/11/2026.", "Give a real day, such as 27/11/2026."),
    "future": ("Ngày kiểm tra không thể ở tương lai.", "A visit cannot be in the future."),
    "ahead": ("Ngày này không thể ở tương lai.", "This day cannot be in the future."),
    "unshared": (
        "Không thể gửi cơ quan được kiểm tra trước ngày kiểm tra.",
        "The agency cannot have had it before the visit.",
    ),
    "early": ("Hạn không được trước ngày kiểm tra.", "It cannot be due before the visit."),
    "number": ("Hãy ghi một số, như 1250 hoặc 12.5.", "Give a number, such as 1250 or 12.5."),
    "whole": ("Hãy ghi số nguyên.", "Give a whole number."),
    "choice": ("Hãy chọn một mục trong danh sách.", "Choose one of the list."),
    "reason": (
        "Ngày này ngoài thời gian của kế hoạch, hoặc không theo kế hoạch nào: hãy ghi lý do.",
        "The day lies outside of the plan, or there is no plan: say why.",
    ),
    "no-finding": ("Hãy chọn phát hiện mà kiến nghị này dựa vào.", "Choose the finding that this rests on."),
}


def faults(said: Mapping[str, str], today: date, period: tuple[date, date] | None) -> Faults:
    """What stands against sending: `period` is that of the plan entry, None for a visit without one."""
    found: dict[str, dict[str, str]] = {}
    for name, sentence in _all(said, today, period):
        found.setdefault(name, sentence)
    return found


def day_of(text: str) -> date | None:
    """The day of an ISO date, None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def number_of(text: str) -> float | None:
    """A number with a point or a comma before its decimals; None for anything else."""
    try:
        value = float(text.strip().replace(",", ".", 1))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _all(said: Mapping[str, str], today: date, period: tuple[date, date] | None) -> Iterator[Fault]:
    visit = Part(-1, {name: text.strip() for name, text in said.items() if text.strip()})
    yield from _of_part("", visit, "monitoring_visits")
    on = day_of(visit.get("visit_date"))
    if on and on > today:
        yield "visit_date", _words("future")
    yield from _of_sharing(day_of(visit.get("shared_on")), today, on)
    outside = period is None or (on is not None and not period[0] <= on <= period[1])
    if outside and not visit.get("outside_plan_reason"):
        yield "outside_plan_reason", _words("reason")
    known = {str(part.number) for part in parts_of(said, "finding")}
    for kind, schema in PARTS.items():
        for part in parts_of(said, kind):
            before = f"{kind}-{part.number}-"
            yield from ((before + name, words) for name, words in _of_part(kind, part, schema))
            if kind == "recommendation":
                yield from ((before + name, words) for name, words in _of_recommendation(part, known, on))


def _of_sharing(shared: date | None, today: date, on: date | None) -> Iterator[Fault]:
    if shared and shared > today:
        yield "shared_on", _words("ahead")
    if shared and on and shared < on:
        yield "shared_on", _words("unshared")


def _of_recommendation(part: Part, known: set[str], on: date | None) -> Iterator[Fault]:
    if part.get("finding") not in known:
        yield "finding", _words("no-finding")
    due = day_of(part.get("due_on"))
    if due and on and due < on:
        yield "due_on", _words("early")


def _of_part(kind: str, part: Part, schema: str) -> Iterator[Fault]:
    for name in REQUIRED[kind]:
        if not part.get(name):
            yield name, _words("missing")
    for name, text in part.words.items():
        if name in DAYS and day_of(text) is None:
            yield name, _words("day")
        if name in NUMBERS:
            yield from _of_number(name, text, schema)
    yield from _of_choices(part, schema)


def _of_number(name: str, text: str, schema: str) -> Iterator[Fault]:
    value = number_of(text)
    if value is None:
        yield name, _words("number")
    elif name in WHOLE and value != int(value):
        yield name, _words("whole")
    else:
        yield from _beyond(name, value, table_schema(schema).field(name).constraints)


def _beyond(name: str, value: float, limits: Mapping[str, Any]) -> Iterator[Fault]:
    least, most = limits.get("minimum"), limits.get("maximum")
    if (least is not None and value < least) or (most is not None and value > most):
        text = f"{least if least is not None else '…'} – {most if most is not None else '…'}"
        yield name, {"vi": f"Số này phải trong khoảng {text}.", "en": f"This has to be within {text}."}


def _of_choices(part: Part, schema: str) -> Iterator[Fault]:
    for name in ("visit_kind", "visit_mode", "site_kind", "finding_kind", "severity"):
        text = part.get(name)
        if text and text not in table_schema(schema).field(name).constraints.get("enum", ()):
            yield name, _words("choice")


def _words(code: str) -> dict[str, str]:
    return dict(zip(("vi", "en"), _SAYS[code], strict=True))
