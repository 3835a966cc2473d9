"""Notices to the staff about requests, and mails to who left an address for the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.feedback import addresses
from ckanext.dtts.feedback.requests import areas
from ckanext.dtts.model import Agency, DataRequest, FeedbackAddress
from ckanext.dtts.notices import sweep
from ckanext.dtts.rights import people
from ckanext.dtts.rights.person import APPROVER, SENDERS
from dtts import formats

Words = Mapping[str, str]
KINDS = ("request-received", "request-assigned", "request-due")
_TITLES: Mapping[str, Words] = {
    "request-received": {
        "vi": "Yêu cầu dữ liệu số {number} chờ chọn cơ quan trả lời",
        "en": "Request for data no. {number} waits to be given to an agency",
    },
    "request-assigned": {
        "vi": "Yêu cầu dữ liệu số {number} được chuyển đến cơ quan bạn",
        "en": "Request for data no. {number} was given to your agency",
    },
    "request-due": {
        "vi": "Yêu cầu dữ liệu số {number} đến hạn",
        "en": "Request for data no. {number} is due",
    },
}


def of_new(request: DataRequest) -> None:
    """Tell those who say which agency shall answer, in the caller's transaction.

    The reader's words stay out of mails until somebody has read them.
    """
    sweep.plan()
    notices.tell(
        "request-received", f"request:{request.id}", triage(request), _details("request-received", request)
    )


def of_agency(request: DataRequest, *, but: str) -> None:
    """Tell the people of the agency that a request was given to, in the caller's transaction."""
    told = [person for person in answering(request) if person != but]
    occasion = f"request-assigned:{request.id}:{request.changed.isoformat()}"
    notices.tell("request-assigned", occasion, told, _details("request-assigned", request))


def of_day(request: DataRequest, step: int, day: str) -> None:
    """Remind of an answer or a planned day, in the caller's transaction; `step`: days after the day."""
    told = answering(request) if request.agency_id else triage(request)
    text = {lang: _due(request, lang, day) for lang in ("vi", "en")}
    occasion = f"request-due:{request.id}:{day}:{step}"
    notices.tell("request-due", occasion, told, {**_details("request-due", request), "text": text})


def of_move(request: DataRequest) -> None:
    """Plan the mails that tell the answer, in the caller's transaction; who has not confirmed gets none."""
    if request.state in request.course.to_do:
        return
    for address in addresses.of(request):
        if address.confirmed is None:
            model.Session.delete(address)
        else:
            addresses.write_to(address, "answer")


def ask_address(request: DataRequest, address: str) -> FeedbackAddress | None:
    """Keep an address, if there is one, and ask its owner, in the caller's transaction."""
    if not address or request.state not in request.course.to_do:
        return None
    kept = addresses.keep(request, address)
    if kept.confirmed is None:
        addresses.write_to(kept, "confirm")
    return kept


def triage(request: DataRequest) -> list[str]:
    """Ids of the approvers of agencies at the very place asked about; else of portal administrators."""
    query = sa.select(Agency.agency_id).where(Agency.area_id == request.area_id)
    near = people.holders(set(model.Session.scalars(query)), {APPROVER}).values()
    told = sorted({person for each in near for person in each})
    admins = sa.select(model.User.id).where(
        model.User.sysadmin.is_(True), model.User.state == model.State.ACTIVE
    )
    return told or list(model.Session.scalars(admins.order_by(model.User.id)))


def answering(request: DataRequest) -> list[str]:
    """Ids of the senders and approvers of the agency that shall answer."""
    return people.holders({request.agency_id or ""}, SENDERS).get(request.agency_id or "", [])


def _details(kind: str, request: DataRequest) -> dict[str, Any]:
    title = {lang: words.format(number=request.number) for lang, words in _TITLES[kind].items()}
    path = f"/ban-lam-viec/yeu-cau-du-lieu/{request.number}"
    return {"title": title, "text": dict(areas.name(request.area_id)), "path": path, "demo": request.demo}


def _due(request: DataRequest, lang: str, day: str) -> str:
    planned = request.state == "planned"
    words = {
        "vi": "Dự kiến công bố ngày {day}." if planned else "Cần trả lời trước ngày {day}.",
        "en": "Planned to be published on {day}." if planned else "To be answered by {day}.",
    }
    return words[lang].format(day=formats.day(day, lang))
