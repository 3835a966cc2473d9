"""One recommendation with all that happened to it: what is published, and what was done on the desk since."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ckanext.dtts import registers
from ckanext.dtts.answering import books, kept
from ckanext.dtts.answering.books import Book, Row
from ckanext.dtts.answering.ties import Ties, ties
from ckanext.dtts.model import FollowUpStep
from dtts.followup import (
    CLOSED,
    SIDES,
    STAGES,
    Move,
    Recommendation,
    Stage,
    Standing,
    Step,
    stage_of,
    standing,
)

WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class Taken:
    """A step: `published` when the public reads it; `id` is the desk's, None for one that came by a file."""

    code: str
    kind: str
    on: date
    agency: str
    response: str
    response_en: str | None
    completed_on: date | None
    proof: str | None
    published: bool
    id: uuid.UUID | None = None


@dataclass(frozen=True)
class Line:
    """A recommendation of a book as it stands `on` a day.

    `addressed` and `asking` are ids of agencies of the portal. Nobody is addressed when no agency has the
    name; where none has that of who asks, it is the one that publishes the dataset.
    """

    book: Book
    row: Row
    on: date
    addressed: str | None
    asking: str
    steps: tuple[Taken, ...]

    @property
    def key(self) -> kept.Key:
        """The table and the code of the recommendation."""
        return self.book.asked.table_id, self.row["recommendation_id"]

    @property
    def is_public(self) -> bool:
        """Whether everybody reads it; one that is approved waits for its day."""
        return self.row["recommendation_id"] in self.book.public

    @cached_property
    def stage(self) -> Stage:
        """What may be done with it next."""
        return stage_of(_responses(self.steps), withdrawn=self._withdrawn_on is not None)

    @property
    def stage_words(self) -> Mapping[str, str]:
        """The stage as people read it."""
        return STAGES[self.stage]

    @cached_property
    def standing(self) -> Standing | None:
        """How it counts on the day; None before it was issued."""
        asked = Recommendation(
            id=self.row["recommendation_id"],
            addressed_to=self.row["addressed_to"],
            issued_on=self.row["issued_on"],
            due_on=self.row["due_on"],
            withdrawn_on=self._withdrawn_on,
        )
        return standing(asked, _responses(self.steps), self.on)

    def name_of(self, move: Move) -> str:
        """The agency that makes a move, as the recommendation writes its name."""
        return str(self.row["addressed_to" if SIDES[move] == "addressed" else "asked_by"])

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done, or to be confirmed."""
        return self.stage not in CLOSED

    @property
    def days_left(self) -> int:
        """Days to the due day; below zero, days since."""
        return int((self.row["due_on"] - self.on).days)

    @property
    def unpublished(self) -> tuple[Taken, ...]:
        """What was done on the desk and the public does not read yet."""
        return tuple(step for step in self.steps if not step.published)

    @property
    def seen(self) -> str:
        """What a page that shows it has shown: a move that names something else is refused."""
        return f"{self.stage}|{len(self.steps)}"

    @property
    def _withdrawn_on(self) -> date | None:
        published: date | None = self.row["withdrawn_on"]
        return published or next((step.on for step in self.steps if step.kind == WITHDRAWAL), None)


def all_lines(on: date | None = None) -> list[Line]:
    """Every recommendation of public datasets, as it stands on the day, today unless told."""
    return list(_lines(books.known(), on or registers.today()))


def of_book(book: Book) -> list[Line]:
    """The recommendations of one book today."""
    return list(_lines([book], registers.today()))


def find(table_id: uuid.UUID, code: str) -> Line | None:
    """One recommendation today; None when none of that code is public or approved in the table."""
    book = books.of_table(table_id)
    if book is None or code not in book.recommendations:
        return None
    taken = kept.steps_of({table_id})
    return _line(book, book.recommendations[code], taken.get((table_id, code), ()), ties(), registers.today())


def _lines(found: Collection[Book], on: date) -> Iterator[Line]:
    taken = kept.steps_of({book.asked.table_id for book in found})
    known = ties()
    for book in found:
        for code, row in book.recommendations.items():
            yield _line(book, row, taken.get((book.asked.table_id, code), ()), known, on)


def _line(book: Book, row: Row, desk: Sequence[FollowUpStep], known: Ties, on: date) -> Line:
    published = {each["response_id"]: each for each in book.responses.get(row["recommendation_id"], ())}
    own = {step.response_id: step for step in desk}
    steps = [_published(each, own.get(code)) for code, each in published.items()]
    withdrawn = row["withdrawn_on"] is not None
    steps += [
        _of_desk(step, published=step.kind == WITHDRAWAL and withdrawn)
        for step in desk
        if step.response_id not in published
    ]
    area = row["area_id"]
    return Line(
        book=book,
        row=row,
        on=on,
        addressed=known.agency(row["addressed_to"], area),
        asking=known.agency(row["asked_by"], area) or book.agency_id,
        steps=tuple(sorted(steps, key=lambda step: (step.on, step.code))),
    )


def _published(row: Mapping[str, Any], own: FollowUpStep | None) -> Taken:
    return Taken(
        code=row["response_id"],
        kind=row["step"],
        on=row["responded_on"],
        agency=row["agency"],
        response=row["response"],
        response_en=row["response_en"],
        completed_on=row["completed_on"],
        proof=row["proof"],
        published=True,
        id=own.id if own else None,
    )


def _of_desk(step: FollowUpStep, *, published: bool) -> Taken:
    return Taken(
        code=step.response_id,
        kind=step.kind,
        on=step.on,
        agency=step.agency,
        response=step.response,
        response_en=step.response_en,
        completed_on=step.completed_on,
        proof=step.proof,
        published=published,
        id=step.id,
    )


def _responses(steps: Iterable[Taken]) -> list[Step]:
    """Those that are rows of `recommendation_responses`, as the core counts them."""
    return [
        Step(step.code, "", step.kind, step.on, step.completed_on)  # type: ignore[arg-type]
        for step in steps
        if step.kind != WITHDRAWAL
    ]
