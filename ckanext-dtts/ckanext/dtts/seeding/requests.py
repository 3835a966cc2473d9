"""Demonstration requests for data: taken as from a form, answered by the actions of demonstration users."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta

from ckan import model

from ckanext.dtts.feedback.requests import supporting, taking
from ckanext.dtts.model import DataRequest
from ckanext.dtts.registers import today
from ckanext.dtts.seeding.acting import act, act_as
from dtts.samples import RequestPlan

Say = Callable[[str], None]
NAMESPACE = uuid.UUID("6f1c3c0e-98a4-4b5e-8a43-1d5b6d1f7a52")
"""Ids of demonstration requests are made from it and their keys, so that a second run makes none."""


def seed(plans: Sequence[RequestPlan], say: Say) -> None:
    """Make what is not there yet; what people have done with one since is left as it is."""
    for plan in plans:
        identifier = uuid.uuid5(NAMESPACE, plan.key)
        known = model.Session.get(DataRequest, identifier)
        request = known or _make(identifier, plan)
        say(f"request {plan.key}: {request.state}")


def _make(identifier: uuid.UUID, plan: RequestPlan) -> DataRequest:
    first, last = plan.years or (None, None)
    asked = taking.Asked(plan.text, plan.area_id, plan.places, first, last, plan.purpose)
    request = taking.take(identifier, asked, demo=True)
    for number in range(plan.support):
        supporting.add(request, uuid.uuid5(identifier, str(number)))
    model.Session.commit()
    if plan.to:
        act("dtts_request_assign", {"number": request.number, "agency": plan.to})
    for move in plan.moves:
        said = {name: each for name, each in move.items() if name != "days"}
        due = {"due": (today() + timedelta(days=move["days"])).isoformat()} if "days" in move else {}
        act_as(plan.by, "dtts_request_decide", {"number": request.number, **said, **due})
    return request
