"""What keeps machines from a form: a signed word with its time, a field that people do not see, and a rate.

Nobody else is asked, and nothing is kept of who fills in a form.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timezone

import ckan.plugins.toolkit as tk
from itsdangerous import BadData, URLSafeTimedSerializer

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model.columns import now
from ckanext.dtts.web import rate

LONGEST_S = 12 * 3600
"""Seconds for which a form may lie open."""


def word(form: str) -> str:
    """A word for one form: it holds the id of what is to be kept, so that a form sent twice is kept once."""
    return str(_signed(form).dumps(str(uuid.uuid4())))


def admit(form: str, values: Mapping[str, str]) -> uuid.UUID:
    """The id that a form's `word` holds.

    RefusedError when it was hardly filled in by hand; LaterError when this network sends this form too often.
    """
    identifier = _by_hand(form, values.get("word", ""), values.get("website", ""))
    rate.admit(f"feedback-{form}", config.feedback_per_minute(), rate.REQUESTS)
    return identifier


def _by_hand(form: str, given: str, trap: str) -> uuid.UUID:
    if trap:
        raise RefusedError(
            "trap",
            "trap-filled",
            "Ô “Để trống” phải để trống; ô này chỉ để chặn thư rác. Hãy gửi lại.",
            "The field “Leave empty” must stay empty; it is there against spam. Please send again.",
        )
    try:
        text, made = _signed(form).loads(given, max_age=LONGEST_S, return_timestamp=True)
        identifier = uuid.UUID(str(text))
    except (BadData, ValueError) as error:
        raise RefusedError(
            "word",
            "form-too-old",
            "Biểu mẫu đã quá cũ. Nội dung vẫn còn dưới đây; hãy bấm gửi lần nữa.",
            "The form was too old. What you wrote is still below; please send it again.",
        ) from error
    if _age_s(made) < config.feedback_least_s():
        raise RefusedError(
            "word",
            "too-quick",
            "Biểu mẫu được gửi nhanh hơn người có thể viết. Nội dung vẫn còn dưới đây; hãy chờ vài giây rồi "
            "bấm gửi lần nữa.",
            "The form came faster than people write. What you wrote is still below; please wait some seconds "
            "and send it again.",
        )
    return identifier


def _age_s(made: datetime) -> float:
    return (now() - made.astimezone(timezone.utc)).total_seconds()


def _signed(form: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(tk.config["SECRET_KEY"], salt=f"dtts-feedback-{form}")
