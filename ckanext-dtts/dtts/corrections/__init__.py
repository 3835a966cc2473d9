"""Corrections: which of those that a report proposes a person accepts, and the file given back with them."""

from dtts.corrections.accepted import EVERY_GROUP, Accepted, accept, fingerprint
from dtts.corrections.child import correct_in_child
from dtts.corrections.remarks import Remark
from dtts.corrections.run import Corrected, correct

__all__ = [
    "EVERY_GROUP",
    "Accepted",
    "Corrected",
    "Remark",
    "accept",
    "correct",
    "correct_in_child",
    "fingerprint",
]
