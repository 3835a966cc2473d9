"""The gallery of a new portal: pages of the portal itself, entered and made public as everybody's are.

What people have done with an entry since is left as it is.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.feedback.reuses import entry as entries
from ckanext.dtts.feedback.reuses.taking import take
from ckanext.dtts.seeding.acting import act_as
from dtts.feedback.course import FIRST
from dtts.samples import ReusePlan

_NAMES = uuid.UUID("7a3e5f0c-40a1-5a5e-9a44-7f1b1d6c2e90")
"""Of the ids of demonstration entries: a second run finds those of the first."""


def seed(plans: Sequence[ReusePlan], say: Callable[[str], None]) -> None:
    """Enter what is not there yet, and make it public."""
    for plan in plans:
        say(f"gallery {plan.path}: {_ensure(plan)}")


def _ensure(plan: ReusePlan) -> str:
    address = f"{tk.config['ckan.site_url'].rstrip('/')}{plan.path}"
    entry = entries.read({**plan.given, "address": address}, " ".join(plan.datasets))
    found = take(uuid.uuid5(_NAMES, plan.path), entry, demo=True)
    model.Session.commit()
    if found.state == FIRST:
        act_as(plan.by, "dtts_reuse_decide", {"number": found.number, "move": "publish"})
    return str(found.state)
