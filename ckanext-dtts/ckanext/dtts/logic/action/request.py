"""Actions on requests for data: the public ones, one with its log, who answers, and what is decided.

None takes a request: that is what the form is for, which machines are kept from.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import translated
from ckanext.dtts.feedback import lookup, states
from ckanext.dtts.feedback.requests import deciding, listing, show
from ckanext.dtts.feedback.requests.listing import Narrowed
from ckanext.dtts.logic import request_schema as schema
from ckanext.dtts.model import DataRequest

Row = dict[str, Any]


@tk.side_effect_free
@validate(schema.request_list)
def dtts_request_list(context: Context, data_dict: Row) -> Row:
    """Requests for data that readers made and agencies made public, newest first.

    Args:
        state: `open`, `planned`, `published`, `refused` or `duplicate`; all of them when it is left out
        area_id: of a province, or `VN` for requests about the whole country
        agency: name or id of the agency that answers
        q: words that all stand in the request
        limit, offset: 100 and 0 unless told

    Returns:
        `{total, states, requests}`; `states` counts those in each state, whatever `state` is asked for; each
        request with its words, place, years, state, answer and how many need it too, and never who asked.
    """
    tk.check_access("dtts_request_list", context, data_dict)
    agency = model.Group.get(data_dict["agency"]) if data_dict.get("agency") else None
    if data_dict.get("agency") and agency is None:
        raise tk.ObjectNotFound("agency")
    asked = {
        name: data_dict.get(key, "")
        for name, key in (("state", "state"), ("area_id", "area_id"), ("words", "q"))
    }
    to = Narrowed(**asked, agency_id=agency.id if agency else "")
    found, total = listing.public(to, data_dict["limit"], data_dict["offset"])
    return {"total": total, "states": dict(listing.count_states(to)), "requests": show.public_dicts(found)}


@tk.side_effect_free
@validate(schema.request)
def dtts_request_show(context: Context, data_dict: Row) -> Row:
    """One request with the reader's words, its log, and what the caller may do with it now.

    Args:
        number: the request's number
    """
    tk.check_access("dtts_request_show", context, data_dict)
    return show.whole_dict(lookup.one(DataRequest, data_dict["number"]), model.User.get(context["user"]))


@validate(schema.request_assign)
def dtts_request_assign(context: Context, data_dict: Row) -> Row:
    """Say which agency shall answer a request.

    Args:
        number: the request's number
        agency: name or id of the agency

    Returns:
        `{number, agency}`; who handed it on may see it no more.
    """
    tk.check_access("dtts_request_assign", context, data_dict)
    with translated():
        request = states.hold(lookup.one(DataRequest, data_dict["number"]))
        deciding.hand_on(request, data_dict["agency"], model.User.get(context["user"]))
        model.Session.commit()
    return {"number": request.number, "agency": show.agency(request)}


@validate(schema.request_decide)
def dtts_request_decide(context: Context, data_dict: Row) -> Row:
    """Make a request public, plan, fulfil, refuse, merge or dismiss it, or open it again.

    Args:
        number: the request's number
        move: `publish`, `plan`, `fulfil`, `refuse`, `merge`, `dismiss` or `reopen`
        due: with `plan`, the day on which the data are to be published (YYYY-MM-DD)
        dataset: with `fulfil`, the name or address of the public dataset
        ground: with `refuse`, one of the grounds in `schemas/refusal_grounds.yaml`
        of: with `merge`, the number of the public request that says the same
        answer: what the agency says; needed with `refuse` and `dismiss`; no personal data
        shown: what the public reads in place of the reader's words (optional; else these, identifiers masked)
        seen: the state that the caller looked at; refused when it has moved since (optional)

    Returns:
        The request, as `dtts_request_show` gives it.
    """
    tk.check_access("dtts_request_decide", context, data_dict)
    user = model.User.get(context["user"])
    with translated():
        request = states.hold(lookup.one(DataRequest, data_dict["number"]))
        given = {name: data_dict.get(name) or "" for name in schema.GIVEN}
        deciding.decide(request, data_dict["move"], user, states.Words.of(data_dict), given)
        model.Session.commit()
    return show.whole_dict(request, user)
