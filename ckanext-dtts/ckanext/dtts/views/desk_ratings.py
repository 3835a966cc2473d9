"""Nhận xét on the desk: whether the agency's datasets were useful, and forms for who may answer."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.dtts.feedback.ratings import listing, show
from ckanext.dtts.views.desk_kind import Desk, pages
from dtts.feedback.ratings import COURSE

DESK = Desk(
    "rating",
    COURSE,
    listing.of_agencies,
    lambda found, user: [show.whole_dict(each, user) for each in found],
    unknown=lambda: tk._("There is no answer of this number."),
    hidden=lambda: tk._("Only the agency of the dataset, and those above, see it here."),
    denied=lambda: tk._("Senders and approvers of the agency answer this."),
)
blueprint = pages("dtts_desk_ratings", "/ban-lam-viec/nhan-xet", DESK)
