"""What others made of the data: entries of the gallery, from the form to the list and out of it again."""

from __future__ import annotations

from dtts.feedback.course import Course

COURSE = Course(
    noun={"vi": "sản phẩm", "en": "entry"},
    moves={
        "waiting": {"publish": "open", "dismiss": "dismissed"},
        "open": {"remove": "removed"},
        "removed": {"publish": "open"},
        "dismissed": {"publish": "open"},
    },
    states={
        "waiting": {"vi": "Chờ xem trước khi công khai", "en": "Waits to be looked at"},
        "open": {"vi": "Đang công khai", "en": "Public"},
        "removed": {"vi": "Đã gỡ khỏi danh sách", "en": "Taken off the list"},
        "dismissed": {"vi": "Không công khai", "en": "Not made public"},
    },
    public=frozenset({"open"}),
    to_do=frozenset({"waiting"}),
    answering=frozenset({"remove", "dismiss"}),
)
"""One that is taken off leaves a page that says when and why."""
