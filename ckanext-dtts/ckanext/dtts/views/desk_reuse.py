"""Sử dụng lại on the desk: what was told of works that use the data, and forms for who may decide on it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.dtts.feedback.reuses import listing, show
from ckanext.dtts.views.desk_kind import Desk, pages
from dtts.feedback.reuses import COURSE

DESK = Desk(
    "reuse",
    COURSE,
    listing.of_agencies,
    lambda found, user: [show.whole_dict(each, user) for each in found],
    unknown=lambda: tk._("There is no entry of this number."),
    hidden=lambda: tk._("Only the agencies whose data it uses, and those above, see it here."),
    denied=lambda: tk._("Senders and approvers of an agency whose data it uses decide on this."),
)
blueprint = pages("dtts_desk_reuse", "/ban-lam-viec/su-dung-lai", DESK)
