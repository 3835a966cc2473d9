"""Requests as actions and pages tell them: to the staff with the reader's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ckan import model

from ckanext.dtts.feedback import addresses, history, words
from ckanext.dtts.feedback.requests import areas, may, supporting
from ckanext.dtts.model import DataRequest
from ckanext.dtts.model.columns import iso
from ckanext.dtts.road import show as road_show
from dtts.feedback.course import DISMISSED
from dtts.feedback.grounds import grounds

Answer = dict[str, Any]


def public_dicts(requests: Sequence[DataRequest]) -> list[Answer]:
    """What everybody may read of these; the support of all is counted at once."""
    support = supporting.counts([each.id for each in requests])
    return [_public_dict(each, support[each.id]) for each in requests]


def public_dict(request: DataRequest) -> Answer:
    """What everybody may read: words and answer in public states only, and of a dismissed one the answer."""
    return public_dicts([request])[0]


def whole_dict(request: DataRequest, user: model.User | None) -> Answer:
    """With the reader's words, the log, how many wait for the answer, and what this person may do now."""
    return {
        **public_dict(request),
        "said": request.said,
        "places": request.places,
        "purpose": request.purpose,
        "text": request.shown,
        "to_publish": words.public(request.to_publish()),
        "answer": request.answer,
        "agency": agency(request),
        "mails_wait": len(addresses.of(request, confirmed=True)),
        "moves": may.moves(user, request),
        "hands_on": may.hands_on(user, request),
        "events": history.of(request),
    }


def agency(request: DataRequest) -> Answer | None:
    """Name and title of the agency that shall answer; None while nobody has said which."""
    found = model.Group.get(request.agency_id) if request.agency_id else None
    return {"name": found.name, "title": found.title or found.name} if found else None


def _public_dict(request: DataRequest, support: int) -> Answer:
    is_public = request.state in request.course.public
    return {
        "number": request.number,
        "state": request.state,
        "state_words": dict(request.course.states[request.state]),
        "public": is_public,
        "demo": request.demo,
        "text": request.shown if is_public else None,
        "area_id": request.area_id,
        "area": dict(areas.name(request.area_id)),
        "year_from": request.year_from,
        "year_to": request.year_to,
        "support": support,
        "agency": agency(request) if is_public else None,
        "answer": request.answer if is_public or request.state == DISMISSED else None,
        **_outcome(request),
        "asked": iso(request.created),
        "changed": iso(request.changed),
    }


def _outcome(request: DataRequest) -> Answer:
    """What belongs to the state: the day of a plan, the dataset, the ground, or the other request."""
    package = model.Session.get(model.Package, request.package_id) if request.package_id else None
    if package is not None and (package.private or package.state != model.State.ACTIVE):
        package = None
    ground = grounds().get(request.ground or "")
    other = model.Session.get(DataRequest, request.duplicate_of) if request.duplicate_of else None
    return {
        "planned_for": request.planned_for.isoformat() if request.planned_for else None,
        "dataset": package.name if package else None,
        "dataset_title": road_show.titles(package) if package else None,
        "ground": ground.code if ground else None,
        "ground_words": dict(ground.words) if ground else None,
        "law": dict(ground.law) if ground and ground.law["vi"] else None,
        "duplicate_of": other.number if other else None,
    }
