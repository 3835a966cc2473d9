"""Where a file that somebody sent and the rows of a visit meet in one table.

Each was made without the other: whichever is published last takes the rows of the other out of the table.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import FieldVisit, Submission, Table
from ckanext.dtts.visits import keys
from ckanext.dtts.visits.advance import OPEN
from dtts.visiting import TABLES, visit_code, writes_to
from dtts.visiting.faults import day_of


class Meeting(NamedTuple):
    """What else is on its way to the table of a submission.

    `crossing` are codes of visits whose own file for it is open, `behind` those of visits that wait until the
    submission is decided on; `files` are ids of other open files, where the submission is itself of a visit.
    """

    crossing: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(self[:])


def of(submission: Submission) -> Meeting:
    """For a submission that is not decided on; an empty one for any other, and for tables without visits."""
    schema = submission.schema_name
    if schema not in TABLES or submission.state not in OPEN:
        return Meeting()
    visits = [each for each in _on_their_way(submission) if writes_to(each.said, schema)]
    others = _open_files(submission)
    if any(keys.is_part(each, submission) for each in visits):
        return Meeting(files=tuple(str(each) for each in others))
    crossing = [each for each in visits if each.parts.get(schema) in {str(other) for other in others}]
    behind = [each for each in visits if schema not in each.parts]
    return Meeting(_codes(crossing), _codes(behind))


def _codes(visits: list[FieldVisit]) -> tuple[str, ...]:
    days = ((each, day_of(each.said.get("visit_date", ""))) for each in visits)
    return tuple(visit_code(each.id, on) for each, on in days if on)


def _on_their_way(submission: Submission) -> list[FieldVisit]:
    query = (
        sa.select(FieldVisit)
        .join(Table, Table.package_id == FieldVisit.package_id)
        .where(Table.id == submission.table_id, FieldVisit.state == "sent")
    )
    return list(model.Session.scalars(query.order_by(FieldVisit.sent)))


def _open_files(submission: Submission) -> list[UUID]:
    """Ids of the other submissions for the table that are not decided on or not public yet."""
    query = sa.select(Submission.id).where(
        Submission.table_id == submission.table_id, Submission.state.in_(OPEN), Submission.id != submission.id
    )
    return list(model.Session.scalars(query.order_by(Submission.created)))
