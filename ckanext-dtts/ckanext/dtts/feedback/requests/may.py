"""Who may do what with a request for data: until an agency has it, whoever approves for any; then its people.

Everything is denied that is not said here. Who answers speaks for the agency itself, as with reports.
"""

from __future__ import annotations

from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import DataRequest
from ckanext.dtts.rights.person import SENDERS


def sees(user: model.User | None, request: DataRequest) -> bool:
    """Approvers, while no agency has it; then the agency's people and the approvers of those above it."""
    mine = rights.of(user)
    if request.agency_id is None:
        return bool(mine.approves)
    return request.agency_id in mine.member or request.agency_id in mine.approves


def hands_on(user: model.User | None, request: DataRequest) -> bool:
    """Who may say which agency shall answer: approvers; once one has it, its senders and who is above it."""
    mine = rights.of(user)
    if request.state not in request.course.to_do:
        return False
    return bool(mine.approves) if request.agency_id is None else _is_its(mine, request)


def decides(user: model.User | None, request: DataRequest) -> bool:
    """Senders and approvers of the agency that shall answer."""
    return rights.of(user).member.get(request.agency_id or "") in SENDERS


def moves(user: model.User | None, request: DataRequest) -> list[str]:
    """What this person may do with it now."""
    return list(request.course.moves[request.state]) if decides(user, request) else []


def _is_its(mine: rights.Rights, request: DataRequest) -> bool:
    return request.agency_id in mine.sends or request.agency_id in mine.approves
