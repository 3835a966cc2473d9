"""What the staff decides about a request: who answers it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import lookup, states
from ckanext.dtts.feedback.requests import telling
from ckanext.dtts.feedback.states import Words
from ckanext.dtts.model import DataRequest
from ckanext.dtts.registers import today
from ckanext.dtts.road.states import Actor
from dtts.feedback.grounds import grounds

Values = dict[str, Any]
_NO_OUTCOME: Mapping[str, None] = MappingProxyType(
    dict.fromkeys(("planned_for", "package_id", "ground", "duplicate_of"))
)


def hand_on(request: DataRequest, agency: str, user: model.User) -> None:
    """Say which agency shall answer what is held, and tell its people, in the caller's transaction."""
    found = model.Group.get(agency) if agency and "\x00" not in agency else None
    if found is None or not found.is_organization or found.state != model.State.ACTIVE:
        raise RefusedError(
            "agency", "unknown-agency", "Hãy chọn một cơ quan của cổng.", "Choose an agency of the portal."
        )
    if found.id == request.agency_id:
        raise RefusedError(
            "agency", "same-agency", "Cơ quan này đang phụ trách rồi.", "This agency has it already."
        )
    request.agency_id = found.id
    states.record(request, "assign", Actor("person", str(user.id)), to=None, details={"agency": found.id})
    telling.of_agency(request, but=str(user.id))


def decide(request: DataRequest, what: str, user: model.User, said: Words, given: Mapping[str, str]) -> None:
    """Move a request that is held, in the caller's transaction; `given` may hold `due`, `dataset`, `ground`
    and `of`, of which each move asks for its own. RefusedError as in `states.move`."""
    states.destination(request, what, said.seen)
    outcome = _OUTCOMES[what](request, given) if what in _OUTCOMES else {}
    told = {_LOGGED[name]: str(each) for name, each in outcome.items()}
    states.move(request, what, user, said, told)
    for name, each in {**_NO_OUTCOME, **outcome}.items():
        setattr(request, name, each)
    model.Session.flush()
    telling.of_move(request)


def _day(request: DataRequest, given: Mapping[str, str]) -> Values:
    try:
        day = date.fromisoformat(given.get("due", ""))
    except ValueError as wrong:
        raise RefusedError(
            "due", "bad-date", "Hãy ghi ngày dự kiến công bố.", "Give the day on which it is planned."
        ) from wrong
    if day < today():
        raise RefusedError(
            "due", "day-past", "Ngày dự kiến phải từ hôm nay trở đi.", "The planned day is past."
        )
    return {"planned_for": day}


def _dataset(request: DataRequest, given: Mapping[str, str]) -> Values:
    """By its name, or the address of its page."""
    name = given.get("dataset", "").strip().rstrip("/").partition("?")[0].rpartition("/")[2]
    try:
        return {"package_id": lookup.public_dataset(name).id}
    except tk.ObjectNotFound as wrong:
        raise RefusedError(
            "dataset",
            "not-public",
            "Không có bộ dữ liệu công khai nào mang tên này; hãy công bố trước.",
            "No public dataset has this name; publish it first.",
        ) from wrong


def _ground(request: DataRequest, given: Mapping[str, str]) -> Values:
    code = given.get("ground", "")
    if code not in grounds():
        raise RefusedError(
            "ground", "ground-missing", "Hãy chọn lý do.", "Choose the reason.", tuple(grounds())
        )
    return {"ground": code}


def _other(request: DataRequest, given: Mapping[str, str]) -> Values:
    try:
        other = lookup.one(DataRequest, given.get("of", "").strip())
    except tk.ObjectNotFound:
        other = None
    if other is None or other.id == request.id or other.state not in other.course.public - {"duplicate"}:
        raise RefusedError(
            "of",
            "no-such-request",
            "Hãy ghi số của một yêu cầu công khai khác, không phải yêu cầu trùng.",
            "Give the number of another public request that is no duplicate itself.",
        )
    if model.Session.scalar(sa.select(sa.exists().where(DataRequest.duplicate_of == request.id))):
        raise RefusedError(
            "of",
            "has-duplicates",
            "Yêu cầu khác đã được gộp vào yêu cầu này; hãy gộp theo chiều ngược lại.",
            "Other requests are duplicates of this one; make the other one a duplicate of it.",
        )
    return {"duplicate_of": other.id}


_OUTCOMES: Mapping[str, Callable[[DataRequest, Mapping[str, str]], Values]] = MappingProxyType(
    {"plan": _day, "fulfil": _dataset, "refuse": _ground, "merge": _other}
)
_LOGGED: Mapping[str, str] = MappingProxyType(
    {
        "planned_for": "planned_for",
        "package_id": "dataset",
        "ground": "ground",
        "duplicate_of": "duplicate_of",
    }
)
