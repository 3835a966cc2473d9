"""What keeps machines from the form: a signed word with its time, and a field that people do not see.

Nobody else is asked, and nothing is kept of who fills in a form.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timezone

import ckan.plugins.toolkit as tk
from itsdangerous import BadData, URLSafeTimedSerializer

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model.columns import now

LONGEST_S = 12 * 3600
"""Seconds for which a form may lie open."""


def word() -> str:
    """A word for one form: it holds the id of the report to be, so that a form sent twice is one report."""
    return str(_signed().dumps(str(uuid.uuid4())))


def admit(given: str, trap: str) -> uuid.UUID:
    """The id that a form's word holds; RefusedError when it was hardly filled in by hand."""
    if trap:
        raise RefusedError(
            "trap",
            "trap-filled",
            "Ô “Để trống” phải để trống; ô này chỉ để chặn thư rác. Hãy gửi lại.",
            "The field “Leave empty” must stay empty; it is there against spam. Please send again.",
        )
    try:
        text, made = _signed().loads(given, max_age=LONGEST_S, return_timestamp=True)
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


def _signed() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(tk.config["SECRET_KEY"], salt="dtts-feedback")
