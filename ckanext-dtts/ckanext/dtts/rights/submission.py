"""Who may decide on a submission: an approver of its agency or above, who is not its sender."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Submission, Table
from ckanext.dtts.rights.person import of
from ckanext.dtts.rights.refusal import Refusal


def may_decide(user: model.User | None, submission: Submission) -> Refusal | None:
    """What stands against this person deciding on the submission; None when nothing does.

    To be asked where the decision is made: CKAN asks no authorisation function about a sysadmin.
    """
    return of(user).against_deciding(submission.actor_id, owner_of(submission))


def oversees(user: model.User | None, submission: Submission) -> bool:
    """Whether the person approves for the submission's agency, whoever sent it: to see, withdraw, undo."""
    return owner_of(submission) in of(user).approves


def sees(user: model.User | None, submission: Submission) -> bool:
    """Whether the person may read the submission: its overseers, and its sender while of that agency.

    A keeper sends registers without being of the agency that owns them.
    """
    mine, agency = of(user), owner_of(submission)
    part = agency in mine.member or submission.register_version_id is not None
    return agency in mine.approves or (submission.actor_id == mine.person and part)


def owner_of(submission: Submission) -> str | None:
    """Id of the agency that owns the submission's dataset."""
    query = sa.select(model.Package.owner_org).join(Table, Table.package_id == model.Package.id)
    return model.Session.scalar(query.where(Table.id == submission.table_id))
