"""Requests for data that the portal does not have: from the reader's words to a dataset, or a reason."""

from __future__ import annotations

from dtts.feedback.course import Course

_ENDS = {"fulfil": "published", "refuse": "refused", "merge": "duplicate"}

COURSE = Course(
    noun={"vi": "yêu cầu", "en": "request"},
    moves={
        "waiting": {"publish": "open", "plan": "planned", **_ENDS, "dismiss": "dismissed"},
        "open": {"plan": "planned", **_ENDS, "dismiss": "dismissed"},
        "planned": {"plan": "planned", **_ENDS},
        "published": {"reopen": "open"},
        "refused": {"reopen": "open"},
        "duplicate": {"reopen": "open"},
        "dismissed": {"publish": "open"},
    },
    states={
        "waiting": {"vi": "Chờ tiếp nhận", "en": "Waits to be looked at"},
        "open": {"vi": "Đã tiếp nhận, đang xem xét", "en": "Taken up, being looked into"},
        "planned": {"vi": "Đã có kế hoạch công bố", "en": "Planned"},
        "published": {"vi": "Đã công bố dữ liệu", "en": "Published"},
        "refused": {"vi": "Không công bố, có lý do", "en": "Refused, with the reason"},
        "duplicate": {"vi": "Trùng với yêu cầu khác", "en": "The same as another request"},
        "dismissed": {"vi": "Không công khai", "en": "Not made public"},
    },
    public=frozenset({"open", "planned", "published", "refused", "duplicate"}),
    to_do=frozenset({"waiting", "open", "planned"}),
    answering=frozenset({"refuse", "dismiss"}),
)
"""`plan` names the day, `fulfil` the dataset, `refuse` a ground, `merge` the other request. A plan may get
another day. An answer at once makes the request public too."""
