"""Whether a dataset was useful to a reader: the answer counts at once, its words are read first."""

from __future__ import annotations

from dtts.feedback.course import Course

COUNTED = "counted"
"""The state of an answer that has no words, and of one that a moderator put back."""
WITHDRAWN = "withdrawn"
"""The only state in which an answer does not count."""

COURSE = Course(
    noun={"vi": "nhận xét", "en": "comment"},
    moves={
        "waiting": {"publish": "open", "answer": "answered", "dismiss": "dismissed", "withdraw": WITHDRAWN},
        "open": {"answer": "answered", "dismiss": "dismissed", "withdraw": WITHDRAWN},
        "answered": {"reopen": "open", "withdraw": WITHDRAWN},
        "dismissed": {"publish": "open", "withdraw": WITHDRAWN},
        COUNTED: {"withdraw": WITHDRAWN},
        WITHDRAWN: {"restore": COUNTED},
    },
    states={
        "waiting": {"vi": "Chờ cơ quan đọc", "en": "Waits to be read"},
        "open": {"vi": "Đã công khai", "en": "Public"},
        "answered": {"vi": "Đã trả lời", "en": "Answered"},
        "dismissed": {"vi": "Không công khai", "en": "Not made public"},
        COUNTED: {"vi": "Đã tính, không có lời", "en": "Counted, without words"},
        WITHDRAWN: {"vi": "Đã rút, không được tính", "en": "Withdrawn, not counted"},
    },
    public=frozenset({"open", "answered"}),
    to_do=frozenset({"waiting"}),
    answering=frozenset({"answer", "dismiss", "withdraw"}),
)
"""An agency that keeps words from the public keeps the answer in the count all the same."""
