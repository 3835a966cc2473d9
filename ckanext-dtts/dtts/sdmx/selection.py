"""From rows of the store to the observations of an answer: one a key, in time, as many as asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice

from dtts.sdmx.layout import Row, ids
from dtts.sdmx.query.moments import moment, of_row
from dtts.sdmx.query.problem import TOO_LARGE, refused
from dtts.sdmx.query.question import Question

MOST_CROSSED = 100_000
"""Observations that may be gathered otherwise than by time: they must be held to be sorted."""


def selected(rows: Iterable[Row], question: Question) -> Iterator[Row]:
    """The observations of the answer, series after series as the question's layout gathers them.

    `rows` with the same dimensions but time and frequency must follow each other. Refused when more than
    MOST_CROSSED are to be gathered by another dimension than time.
    """
    every = (row for series in _series(rows, question) for row in _cut(series, question))
    stop = None if question.limit is None else question.offset + question.limit
    found = islice(every, question.offset, stop)
    layout = question.layout
    if layout.flat or layout.at == layout.dataflow.structure.time.id:
        return found
    return iter(_crossed(list(islice(found, MOST_CROSSED + 1)), ids(layout.gathered)))


def _series(rows: Iterable[Row], question: Question) -> Iterator[list[Row]]:
    """The observations that are asked for, one a key, a list a time series."""
    structure = question.layout.dataflow.structure
    others = [name for name in ids(structure.dimensions) if name != "FREQ"]
    for _, together in groupby(rows, key=lambda row: [row[name] for name in others]):
        in_time = sorted(together, key=_moment)
        for _, series in groupby(in_time, key=lambda row: row["FREQ"]):
            kept = [row for row in _one_a_period(series) if _asked_for(row, question)]
            if kept:
                yield kept


def _asked_for(row: Row, question: Question) -> bool:
    after = question.updated_after
    # Releases are told to the second: what came in the second asked for is told again rather than missed.
    return question.keeps(row) and (after is None or moment("RELEASED", row["RELEASED"]) >= after)


def _one_a_period(series: Iterable[Row]) -> Iterator[Row]:
    """Of values with the same key the reported before the derived, and of these the one released last; it
    says in which other tables there is one."""
    for _, same in groupby(series, key=lambda row: row["TIME_PERIOD"]):
        listed = sorted(same, key=lambda row: (row["METHOD"] is None, row["RELEASED"]))
        *others, chosen = listed
        if others:
            named = {f"{row['DATASET']}/{row['TABLE']}": None for row in reversed(others)}
            yield {**chosen, "ALSO_IN": "; ".join(named)}
        else:
            yield chosen


def _cut(series: Sequence[Row], question: Question) -> Sequence[Row]:
    """The first and the last observations of a series, where the question wants no more."""
    first, last = question.first, question.last
    if first is None and last is None:
        return series
    first, last = first or 0, last or 0
    return series if first + last >= len(series) else [*series[:first], *series[len(series) - last :]]


def _crossed(rows: list[Row], names: Sequence[str]) -> list[Row]:
    if len(rows) > MOST_CROSSED:
        raise refused(
            TOO_LARGE,
            f"Câu trả lời có hơn {MOST_CROSSED} quan sát; hãy thu hẹp, hoặc bỏ dimensionAtObservation.",
            f"The answer has more than {MOST_CROSSED} observations; narrow it, or leave out "
            "dimensionAtObservation.",
        )
    return sorted(rows, key=lambda row: [row[name] for name in names])


def _moment(row: Row) -> tuple[str, date, date, str]:
    found = of_row(row["TIME_PERIOD"])
    ends = (found.start, found.end) if found else (date.min, date.min)
    return row["FREQ"], *ends, row["TIME_PERIOD"]
