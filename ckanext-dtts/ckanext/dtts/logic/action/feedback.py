"""Actions on reports of readers: the public ones, one with its log, and what the agency decides.

None takes a report: that is what the form is for, which machines are kept from.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import translated
from ckanext.dtts.feedback import lookup, states
from ckanext.dtts.feedback.reports import listing, show, telling
from ckanext.dtts.logic import feedback_schema as schema
from ckanext.dtts.model import Report

Row = dict[str, Any]


@tk.side_effect_free
@validate(schema.feedback_list)
def dtts_feedback_list(context: Context, data_dict: Row) -> Row:
    """What readers reported and the agencies made public, newest first.

    Args:
        dataset: name or id of a public dataset; all of them when it is left out
        limit, offset: 100 and 0 unless told

    Returns:
        `{total, reports}`; each report with its place, state, words and answer, and never who reported.
    """
    tk.check_access("dtts_feedback_list", context, data_dict)
    of = lookup.public_dataset(data_dict["dataset"]).id if data_dict.get("dataset") else None
    found, total = listing.public(of, data_dict["limit"], data_dict["offset"])
    return {"total": total, "reports": show.public_dicts(found)}


@tk.side_effect_free
@validate(schema.feedback)
def dtts_feedback_show(context: Context, data_dict: Row) -> Row:
    """One report with the reader's words, its log, and what the caller may do with it now.

    Args:
        number: the report's number
    """
    tk.check_access("dtts_feedback_show", context, data_dict)
    return show.whole_dict(lookup.one(Report, data_dict["number"]), model.User.get(context["user"]))


@validate(schema.feedback_decide)
def dtts_feedback_decide(context: Context, data_dict: Row) -> Row:
    """Make a report public, answer it, dismiss it or open it again, for the agency whose dataset it is about.

    Args:
        number: the report's number
        move: `publish`, `correct`, `keep`, `dismiss` or `reopen`
        answer: what the agency says; needed with `correct`, `keep` and `dismiss`; no personal data
        shown: what the public reads in place of the reader's words (optional; else these, identifiers masked)
        seen: the state that the caller looked at; refused when it has moved since (optional)

    Returns:
        The report, as `dtts_feedback_show` gives it.
    """
    tk.check_access("dtts_feedback_decide", context, data_dict)
    user = model.User.get(context["user"])
    with translated():
        report = states.hold(lookup.one(Report, data_dict["number"]))
        words = states.Words.of(data_dict)
        states.move(report, data_dict["move"], user, words)
        telling.of_move(report, data_dict["move"])
        model.Session.commit()
    return show.whole_dict(report, user)
