"""Actions on readers' answers on the usefulness of datasets: counts and public words, one answer, decisions.

None takes an answer: that is what the form is for, which machines are kept from.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import translated
from ckanext.dtts.feedback import lookup, states
from ckanext.dtts.feedback.ratings import listing, show
from ckanext.dtts.logic import rating_schema as schema
from ckanext.dtts.model import Rating

Row = dict[str, Any]


@tk.side_effect_free
@validate(schema.rating_list)
def dtts_rating_list(context: Context, data_dict: Row) -> Row:
    """Whether a dataset was useful to its readers: how many answered, the counts, and their public words.

    Args:
        dataset: name or id of a public dataset
        limit, offset: of the words; 100 and 0 unless told

    Returns:
        `{answered, useful, partly, not, withdrawn, least, total, comments}`; the counts by verdict are null
        while fewer than `least` have answered.
    """
    tk.check_access("dtts_rating_list", context, data_dict)
    package = lookup.public_dataset(data_dict["dataset"])
    found, total = listing.public(package.id, data_dict["limit"], data_dict["offset"])
    told = show.as_told(listing.summary(package.id))
    return {**told, "total": total, "comments": [show.public_dict(each) for each in found]}


@tk.side_effect_free
@validate(schema.rating)
def dtts_rating_show(context: Context, data_dict: Row) -> Row:
    """One answer with the reader's words, its log, and what the caller may do with it now.

    Args:
        number: its number
    """
    tk.check_access("dtts_rating_show", context, data_dict)
    return show.whole_dict(lookup.one(Rating, data_dict["number"]), model.User.get(context["user"]))


@validate(schema.rating_decide)
def dtts_rating_decide(context: Context, data_dict: Row) -> Row:
    """Make a reader's words public, answer them, keep them back, or withdraw the answer from the count.

    Args:
        number: its number
        move: `publish`, `answer`, `reopen`, `dismiss`, `withdraw` or `restore`
        answer: what the agency says; needed with `answer`, `dismiss` and `withdraw`; public, no personal data
        shown: what the public reads in place of the reader's words (optional; else these, identifiers masked)
        seen: the state that the caller looked at; refused when it has moved since (optional)

    Returns:
        The answer, as `dtts_rating_show` gives it.
    """
    tk.check_access("dtts_rating_decide", context, data_dict)
    user = model.User.get(context["user"])
    with translated():
        rating = states.hold(lookup.one(Rating, data_dict["number"]))
        states.move(rating, data_dict["move"], user, states.Words.of(data_dict))
        model.Session.commit()
    return show.whole_dict(rating, user)
