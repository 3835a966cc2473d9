"""Phản ánh on the desk: what readers reported about the agency's datasets, and forms for who may answer."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.dtts.feedback.reports import listing, show
from ckanext.dtts.views.desk_kind import Desk, pages
from dtts.feedback.reports import COURSE

DESK = Desk(
    "feedback",
    COURSE,
    listing.of_agencies,
    lambda found, _user: show.staff_dicts(found),
    unknown=lambda: tk._("There is no report of this number."),
    hidden=lambda: tk._("Only the agency of the dataset, and those above, see it here."),
    denied=lambda: tk._("Senders and approvers of the agency answer this."),
)
blueprint = pages("dtts_desk_feedback", "/ban-lam-viec/phan-anh", DESK)
