"""What readers report about published data: a wrong cell, or something about a table or dataset."""

from __future__ import annotations

from dtts.feedback.course import Course

COURSE = Course(
    noun={"vi": "phản ánh", "en": "report"},
    moves={
        "waiting": {"publish": "open", "correct": "corrected", "keep": "kept", "dismiss": "dismissed"},
        "open": {"correct": "corrected", "keep": "kept", "dismiss": "dismissed"},
        "corrected": {"reopen": "open"},
        "kept": {"reopen": "open"},
        "dismissed": {"publish": "open"},
    },
    states={
        "waiting": {"vi": "Chờ cơ quan tiếp nhận", "en": "Waits to be looked at"},
        "open": {"vi": "Đã tiếp nhận, đang xem xét", "en": "Taken up, being looked into"},
        "corrected": {"vi": "Đã sửa số liệu", "en": "Answered: corrected"},
        "kept": {"vi": "Đã trả lời, số liệu giữ nguyên", "en": "Answered: the data stand"},
        "dismissed": {"vi": "Không công khai", "en": "Not made public"},
    },
    public=frozenset({"open", "corrected", "kept"}),
    to_do=frozenset({"waiting", "open"}),
    answering=frozenset({"correct", "keep", "dismiss"}),
)
"""An answer at once makes the report public too."""
