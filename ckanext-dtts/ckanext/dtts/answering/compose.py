"""The next versions of a dataset's tables with what was done on the desk: rows added, none twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from ckanext.dtts.answering import lines, said
from ckanext.dtts.answering.books import ANSWERED, ASKED, Book, Published
from ckanext.dtts.answering.lines import WITHDRAWAL, Line, Taken
from ckanext.dtts.road import frames
from ckanext.dtts.road.show import DEMO_MARK
from dtts.catalogue import table_schema
from dtts.exports import write_csv


@dataclass(frozen=True)
class Composed:
    """A file for a table: `published` is the one that it renews, None for a new one; it adds `steps`."""

    schema: str
    published: Published | None
    path: Path
    steps: int


def compose(found: Sequence[Book], folder: Path) -> list[Composed]:
    """Files for all that the public does not read yet of the books of one dataset, written to `folder`.

    They follow from what is published now and from the steps that are not in it: composing again gives the
    same bytes. Steps of recommendations that are not public themselves wait with them. Responses go to the
    dataset's oldest table of them, withdrawals to that of the recommendation.
    """
    listed = [line for book in found for line in lines.of_book(book) if line.is_public]
    return [*_responses(found[0], listed, folder), *_withdrawals(found, listed, folder)]


def _responses(book: Book, listed: Sequence[Line], folder: Path) -> list[Composed]:
    new = [(line, step) for line in listed for step in line.unpublished if step.kind != WITHDRAWAL]
    if not new:
        return []
    new.sort(key=lambda pair: (pair[1].on, pair[1].code))
    table = book.answered[0] if book.answered else None
    added = said.frame_of([_row(line, step) for line, step in new])
    frame = pl.concat([_frame(table), added], how="diagonal") if table else added
    return [_written(ANSWERED, table, frame, folder / "responses.csv", len(new))]


def _row(line: Line, step: Taken) -> dict[str, object]:
    return {
        "response_id": step.code,
        "recommendation_id": line.row["recommendation_id"],
        "responded_on": step.on,
        "step": step.kind,
        "agency": step.agency,
        "response": step.response,
        "response_en": step.response_en,
        "completed_on": step.completed_on,
        "proof": step.proof,
        "data_mark": DEMO_MARK["vi"] if line.book.demo or line.row["data_mark"] else None,
    }


def _withdrawals(found: Sequence[Book], listed: Sequence[Line], folder: Path) -> list[Composed]:
    composed = []
    for number, book in enumerate(found):
        said_of = {
            line.row["recommendation_id"]: step
            for line in listed
            if line.book is book
            for step in line.unpublished
            if step.kind == WITHDRAWAL
        }
        if said_of:
            frame = _withdrawn(_frame(book.asked), said_of)
            path = folder / f"recommendations-{number}.csv"
            composed.append(_written(ASKED, book.asked, frame, path, len(said_of)))
    return composed


def _withdrawn(frame: pl.DataFrame, said_of: dict[str, Taken]) -> pl.DataFrame:
    """The recommendations with day and reason of withdrawal where there are any."""
    days: dict[str, date] = {code: step.on for code, step in said_of.items()}
    reasons = {code: step.response for code, step in said_of.items()}
    code = pl.col("recommendation_id")
    day = code.replace_strict(days, default=None, return_dtype=pl.Date)
    reason = code.replace_strict(reasons, default=None, return_dtype=pl.String)
    return frame.with_columns(
        withdrawn_on=pl.coalesce(day, "withdrawn_on"),
        withdrawn_reason=pl.coalesce(reason, "withdrawn_reason"),
    )


def _frame(table: Published) -> pl.DataFrame:
    assert table.blob is not None  # of tables that are public
    return frames.read(table.blob)


def _written(schema: str, table: Published | None, frame: pl.DataFrame, path: Path, steps: int) -> Composed:
    missing = [name for name in table_schema(schema).field_names if name not in frame.columns]
    whole = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in missing)
    write_csv(whole, table_schema(schema), path)
    return Composed(schema, table, path, steps)
