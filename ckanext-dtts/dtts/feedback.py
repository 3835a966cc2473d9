"""What readers report about published data: the states that a report goes through, and what leads where.

Named as in the W3C's Dataset Usage Vocabulary (`duv:UserFeedback`). Whoever reports sees each state;
the words of a report are public in `PUBLIC` states only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

State = Literal["waiting", "open", "corrected", "kept", "dismissed"]
Move = Literal["publish", "correct", "keep", "dismiss", "reopen"]
Words = Mapping[str, str]

MOVES: Mapping[State, Mapping[Move, State]] = MappingProxyType(
    {
        "waiting": {"publish": "open", "correct": "corrected", "keep": "kept", "dismiss": "dismissed"},
        "open": {"correct": "corrected", "keep": "kept", "dismiss": "dismissed"},
        "corrected": {"reopen": "open"},
        "kept": {"reopen": "open"},
        "dismissed": {"publish": "open"},
    }
)
"""What the agency may do in each state, and where it leads. An answer at once makes the report public too."""

STATES: Mapping[State, Words] = MappingProxyType(
    {
        "waiting": {"vi": "Chờ cơ quan tiếp nhận", "en": "Waits to be looked at"},
        "open": {"vi": "Đã tiếp nhận, đang xem xét", "en": "Taken up, being looked into"},
        "corrected": {"vi": "Đã sửa số liệu", "en": "Answered: corrected"},
        "kept": {"vi": "Đã trả lời, số liệu giữ nguyên", "en": "Answered: the data stand"},
        "dismissed": {"vi": "Không công khai", "en": "Not made public"},
    }
)
"""Each state as people read it."""

PUBLIC: frozenset[State] = frozenset({"open", "corrected", "kept"})
TO_DO: frozenset[State] = frozenset({"waiting", "open"})
ANSWERING: frozenset[Move] = frozenset({"correct", "keep", "dismiss"})
"""Moves that are nothing without words for the one who reported."""
