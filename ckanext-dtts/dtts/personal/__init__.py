"""Data about persons, which no table may publish: how it is told, and how a report speaks of it."""

from dtts.personal.detect import Found, find_personal
from dtts.personal.kinds import Kind, kinds
from dtts.personal.labels import kinds_of_label
from dtts.personal.mask import holds_identifier, masked, masked_inside

__all__ = [
    "Found",
    "Kind",
    "find_personal",
    "holds_identifier",
    "kinds",
    "kinds_of_label",
    "masked",
    "masked_inside",
]
