"""Reads the extent of a file: from its columns first, else from what is written above the table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dtts import formats
from dtts.catalogue import TableSchema
from dtts.errors import UnreadableFile
from dtts.extent.columns import Seen, gather, looking_for
from dtts.extent.extent import Extent, Stated
from dtts.extent.places import COUNTRY, holding, known
from dtts.proposals.places import area_ids
from dtts.proposals.titles import Found, periods_in, places_in
from dtts.recognise.heads import Head, heads
from dtts.report import Sentence, column_letters
from dtts.tables import NOTHING_SAID, Answers, open_table
from dtts.tables.archive import unpacked
from dtts.tables.formats import format_of
from dtts.tables.header import find_header
from dtts.units import Gazetteer

MOST_NAMED = 20
_TITLE_ROWS = 12


def read_extent(
    path: Path,
    filename: str,
    schema: TableSchema,
    *,
    answers: Answers = NOTHING_SAID,
    registers: Path | None = None,
    today: date,
) -> Extent:
    """What the file at `path` says of its place and period when it is read for `schema`.

    Nothing is a fault here: what cannot be read says nothing. `today` is the day by which a place in a title
    is understood when no period is named.
    """
    gazetteer = Gazetteer.load(registers)
    seen = _columns(path, filename, schema, answers)
    titles = list(_titles(path, filename, schema))
    period = _period(seen, schema) or _period_in(titles)
    there = known(seen.places, gazetteer)
    place = _place(seen, there, schema, gazetteer) or _place_in(titles, period, today)
    return Extent(place, period, tuple(there[:MOST_NAMED]), len(there))


def _columns(path: Path, filename: str, schema: TableSchema, answers: Answers) -> Seen:
    seen = looking_for(schema)
    try:
        with open_table(path, filename=filename, schema=schema, answers=answers) as batches:
            return gather(seen, (table.frame for table in batches()))
    except UnreadableFile:
        return seen


def _period(seen: Seen, schema: TableSchema) -> Stated | None:
    span = seen.span()
    if span is None:
        return None
    title = schema.field(next(iter(seen.period_on.values()))).title
    first, last = (day.isoformat() for day in span)
    why = {
        lang: words.format(column=title[lang], span=formats.span(first, last, lang))
        for lang, words in _COLUMN_PERIOD.items()
    }
    return Stated(f"{first}/{last}", _as_far(why, seen))


def _place(seen: Seen, there: list[str], schema: TableSchema, gazetteer: Gazetteer) -> Stated | None:
    place = holding(there, gazetteer)
    if place is None or seen.place_field is None:
        return None
    title = schema.field(seen.place_field).title
    kind = 0 if len(there) == 1 else 1 if place == COUNTRY else 2
    why = {
        lang: words[kind].format(column=title[lang], count=formats.number(len(there), lang))
        for lang, words in _COLUMN_PLACES.items()
    }
    return Stated(place, _as_far(why, seen))


def _titles(path: Path, filename: str, schema: TableSchema) -> Iterator[Found]:
    """Texts above the last row of the header, on the sheet that has one, or in the first rows of all."""
    try:
        form = format_of(path, filename)
        if form == "zip":
            with unpacked(path) as member:
                yield from _titles(member.path, member.name, schema)
            return
        tops = heads(path, form)
    except UnreadableFile:
        return
    with_header = [(top, header) for top in tops if (header := find_header(top.rows, schema))]
    if with_header:
        top, header = max(with_header, key=lambda pair: pair[1].score)
        yield from _texts(top, header.last - 1)
        return
    for top in tops:
        yield from _texts(top, _TITLE_ROWS)


def _texts(top: Head, rows: int) -> Iterator[Found]:
    for row, cells in enumerate(top.rows[:rows], start=1):
        for column, text in enumerate(cells, start=1):
            if text:
                yield Found(text, f"{column_letters(column)}{row}")


def _period_in(titles: list[Found]) -> Stated | None:
    named = list(periods_in(titles).values())
    if len(named) != 1:
        return None
    period, found = named[0]
    return Stated(f"{period.start.isoformat()}/{period.end.isoformat()}", _in_cell(found))


def _place_in(titles: list[Found], period: Stated | None, today: date) -> Stated | None:
    day = date.fromisoformat(period.value.partition("/")[2]) if period else today
    ids = {area: found for name, found in places_in(titles) for area in area_ids([name], day).values()}
    if len(ids) != 1:
        return None
    area, found = ids.popitem()
    return Stated(area, _in_cell(found))


def _in_cell(found: Found) -> Sentence:
    return {"vi": f"ô {found.cell} ghi “{found.text}”", "en": f"cell {found.cell} says “{found.text}”"}


def _as_far(why: dict[str, str], seen: Seen) -> Sentence:
    """Says so when not all rows were looked at."""
    if seen.whole:
        return why
    return {
        "vi": f"{why['vi']} (xem {formats.number(seen.rows, 'vi')} dòng đầu)",
        "en": f"{why['en']} (the first {formats.number(seen.rows, 'en')} rows were looked at)",
    }


_COLUMN_PERIOD = {"vi": "cột “{column}” có kỳ {span}", "en": "column “{column}” has {span}"}
_COLUMN_PLACES = {
    "vi": (
        "cột “{column}” có một địa bàn",
        "cột “{column}” có {count} địa bàn ở nhiều tỉnh",
        "cột “{column}” có {count} địa bàn, đều thuộc đó",
    ),
    "en": (
        "column “{column}” has one place",
        "column “{column}” has {count} places in several provinces",
        "column “{column}” has {count} places, all within it",
    ),
}
