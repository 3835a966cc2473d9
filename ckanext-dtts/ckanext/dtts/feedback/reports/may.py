"""Who may do what with a report or a comment: the people of the agency whose dataset it is about.

Everything is denied that is not said here. Rights over agencies below give a look and no hand: who answers
speaks for the agency itself.
"""

from __future__ import annotations

from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import Feedback
from ckanext.dtts.rights.person import SENDERS


def owner_of(report: Feedback) -> str | None:
    """Id of the agency whose dataset it is about."""
    package = model.Session.get(model.Package, report.package_id)
    return package.owner_org if package is not None else None


def sees(user: model.User | None, report: Feedback) -> bool:
    """The agency's people, and the approvers of agencies above it."""
    mine, owner = rights.of(user), owner_of(report)
    return owner is not None and (owner in mine.member or owner in mine.approves)


def decides(user: model.User | None, report: Feedback) -> bool:
    """Senders and approvers of the agency."""
    return rights.of(user).member.get(owner_of(report) or "") in SENDERS


def moves(user: model.User | None, report: Feedback) -> list[str]:
    """What this person may do with it now."""
    return list(report.course.moves[report.state]) if decides(user, report) else []
