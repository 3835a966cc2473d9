"""The catalogue of what must be published (danh mục dữ liệu mở): what is due, what is fresh, what is late.

Entries stand apart from datasets, so that what nobody has published yet is counted too.
"""

from dtts.duties.deadline import Deadline
from dtts.duties.entry import Entry
from dtts.duties.frequency import NAMES, Frequency, read_frequency
from dtts.duties.places import province_on
from dtts.duties.publication import NOTHING, Publication, Published, Span, contained, spans_of
from dtts.duties.rules import read_deadlines
from dtts.duties.schedule import Obligation, Refused, Schedule, read_schedule
from dtts.duties.share import HOW, Share, by, share
from dtts.duties.standing import DUE, STATES, Kept, Standing, State, past, share_of, standing

__all__ = [
    "DUE",
    "HOW",
    "NAMES",
    "NOTHING",
    "STATES",
    "Deadline",
    "Entry",
    "Frequency",
    "Kept",
    "Obligation",
    "Publication",
    "Published",
    "Refused",
    "Schedule",
    "Share",
    "Span",
    "Standing",
    "State",
    "by",
    "contained",
    "past",
    "province_on",
    "read_deadlines",
    "read_frequency",
    "read_schedule",
    "share",
    "share_of",
    "spans_of",
    "standing",
]
