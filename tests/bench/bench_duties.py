"""How long the catalogue of what must be published takes with 10,000 entries over ten years: `make bench`.

Entries are drawn with a seed; each has a version a period. Nothing is judged: times depend on the machine.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, timedelta

from dtts.duties import (
    Entry,
    Publication,
    Published,
    Schedule,
    by,
    province_on,
    read_schedule,
    share_of,
    spans_of,
    standing,
)
from dtts.duties.publication import Span
from dtts.units import Gazetteer

ENTRIES = 10_000
ON = date(2026, 11, 27)
SCHEDULES = (
    ("monthly", "+10d", "2016-11"),
    ("quarterly", "day 20", "2016-Q4"),
    ("half_yearly", "+15d", "2016-S2"),
    ("yearly", "provisional --09-15; --01-31 +1y", "2016"),
    ("five_yearly", "--06-30 +1y", "2015"),
)


def main() -> None:
    """The whole page's computing: standings, shares by agency and province, twelve months of history."""
    drawn = random.Random(6)
    places = [unit.area_id for unit in Gazetteer.load().in_force(ON)]
    held = [_entry(at, drawn, places) for at in range(ENTRIES)]
    print_time("standings", lambda: [standing(entry, published, ON) for entry, published in held])
    found = [standing(entry, published, ON) for entry, published in held]
    print_time("by agency", lambda: by(found, lambda one: one.entry.agency))
    gazetteer = Gazetteer.load()
    print_time("by province", lambda: by(found, lambda one: province_on(gazetteer, one.entry.area_id, ON)))
    days = [ON - timedelta(days=30 * back) for back in range(1, 13)]
    print_time(
        "twelve months",
        lambda: [[share_of(entry, published, day) for entry, published in held] for day in days],
    )


def _entry(at: int, drawn: random.Random, places: list[str]) -> tuple[Entry, Published]:
    schedule = read_schedule(*drawn.choice(SCHEDULES))
    assert isinstance(schedule, Schedule)
    area = drawn.choice(places)
    entry = Entry(f"E{at}", f"Mục {at}", f"agency-{at % 300}", area, schedule)
    return entry, _published(schedule, drawn)


def _published(schedule: Schedule, drawn: random.Random) -> Published:
    """One version a period, each holding all periods up to its own, some late and the last one missing."""
    owed = list(schedule.until(ON))[::-1]
    skipped = drawn.randint(0, 2)
    made = []
    for number, one in enumerate(owed[: len(owed) - skipped], start=1):
        span = Span(owed[0].period.start, one.period.end, one.provisional)
        made.append(
            Publication(number, one.due + timedelta(days=drawn.randint(-5, 5)), None, spans_of([span]))
        )
    return Published(made)


def print_time(what: str, work: object) -> None:
    """Processor time of one run, which other work on the machine does not lengthen much."""
    began = time.process_time()
    work()  # type: ignore[operator]
    sys.stdout.write(f"{ENTRIES} entries, {what}: {(time.process_time() - began) * 1000:.0f} ms\n")


if __name__ == "__main__":
    main()
