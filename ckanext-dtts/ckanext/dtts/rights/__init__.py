"""Who may do what: people, their agencies, and the places that tie one agency to another.

Everything is denied that is not said here to be allowed. `of(person)` asks the database twice, however many
agencies and submissions are then asked about.
"""

from ckanext.dtts.rights.approval import approval_of
from ckanext.dtts.rights.deciders import deciders
from ckanext.dtts.rights.person import Rights, approves_for, of, sends_for
from ckanext.dtts.rights.refusal import Refusal
from ckanext.dtts.rights.submission import may_decide, oversees, owner_of, sees

__all__ = [
    "Refusal",
    "Rights",
    "approval_of",
    "approves_for",
    "deciders",
    "may_decide",
    "of",
    "oversees",
    "owner_of",
    "sees",
    "sends_for",
]
