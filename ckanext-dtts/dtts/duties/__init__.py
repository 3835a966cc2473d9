"""The catalogue of what must be published (danh mục dữ liệu mở): what is due, what is fresh, what is late.

Entries stand apart from datasets, so that what nobody has published yet is counted too.
"""

from dtts.duties.deadline import Deadline
from dtts.duties.entry import Entry
from dtts.duties.frequency import NAMES, Frequency, read_frequency
from dtts.duties.places import province_on
from dtts.duties.publication import Publication, Span, contained, first_answer, spans_of
from dtts.duties.rules import read_deadlines
from dtts.duties.schedule import Obligation, Refused, Schedule, read_schedule
from dtts.duties.share import HOW, Share, by, share
from dtts.duties.standing import DUE, STATES, Kept, Standing, State, past, standing

__all__ = [
    "DUE",
    "HOW",
    "NAMES",
    "STATES",
    "Deadline",
    "Entry",
    "Frequency",
    "Kept",
    "Obligation",
    "Publication",
    "Refused",
    "Schedule",
    "Share",
    "Span",
    "Standing",
    "State",
    "by",
    "contained",
    "first_answer",
    "past",
    "province_on",
    "read_deadlines",
    "read_frequency",
    "read_schedule",
    "share",
    "spans_of",
    "standing",
]
