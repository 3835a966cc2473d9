"""Actions on the gallery of works that use the data: the public ones, one with its log, and what is decided.

None takes an entry: that is what the form is for, which machines are kept from.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.errors import translated
from ckanext.dtts.feedback import lookup, states
from ckanext.dtts.feedback.reuses import listing, show, taking
from ckanext.dtts.logic import reuse_schema as schema
from ckanext.dtts.model import Reuse

Row = dict[str, Any]


@tk.side_effect_free
@validate(schema.reuse_list)
def dtts_reuse_list(context: Context, data_dict: Row) -> Row:
    """Works that use the data, newest first, as the gallery has them.

    Args:
        dataset: name or id of a public dataset; all of them when it is left out
        work: a kind of work, such as `map`; all of them when it is left out
        limit, offset: 100 and 0 unless told

    Returns:
        `{total, entries}`; each entry with its titles, address, maker, licence and datasets.
    """
    tk.check_access("dtts_reuse_list", context, data_dict)
    of = lookup.public_dataset(data_dict["dataset"]).id if data_dict.get("dataset") else ""
    asked = listing.Asked(data_dict.get("work") or "", of)
    found, total = listing.public(asked, data_dict["limit"], data_dict["offset"])
    return {"total": total, "entries": show.public_dicts(found)}


@tk.side_effect_free
@validate(schema.reuse)
def dtts_reuse_show(context: Context, data_dict: Row) -> Row:
    """One entry with its log, what the look at its address found, and what the caller may do with it now.

    Args:
        number: the entry's number
    """
    tk.check_access("dtts_reuse_show", context, data_dict)
    return show.whole_dict(lookup.one(Reuse, data_dict["number"]), model.User.get(context["user"]))


@validate(schema.reuse_decide)
def dtts_reuse_decide(context: Context, data_dict: Row) -> Row:
    """Make an entry public, dismiss it or take it off the list.

    Args:
        number: the entry's number
        move: `publish`, `dismiss` or `remove`
        answer: why; needed with `dismiss` and `remove`, and public; no personal data
        shown: what the public reads in place of the maker's words (optional; else these, identifiers masked)
        seen: the state that the caller looked at; refused when it has moved since (optional)

    Returns:
        The entry, as `dtts_reuse_show` gives it.
    """
    tk.check_access("dtts_reuse_decide", context, data_dict)
    user = model.User.get(context["user"])
    with translated():
        entry = states.hold(lookup.one(Reuse, data_dict["number"]))
        taking.refuse_emptied(entry, data_dict["move"])
        states.move(entry, data_dict["move"], user, states.Words.of(data_dict))
        model.Session.commit()
    return show.whole_dict(entry, user)
