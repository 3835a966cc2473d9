"""The keys under which a visit hands over its tables: nobody else may use such a key (`is_reserved`)."""

from __future__ import annotations

from ckanext.dtts.model import FieldVisit, Submission

KEY = "visit:"


def of(visit: FieldVisit, schema: str) -> str:
    """That of one table in one attempt."""
    return f"{KEY}{visit.id}:{schema}:{visit.attempt}"


def is_part(visit: FieldVisit, submission: Submission) -> bool:
    """Whether the submission has rows of the visit as it was sent last, also before the visit knows it."""
    mine = submission.actor_id == visit.owner_id
    return mine and submission.idempotency_key == of(visit, submission.schema_name)


def is_reserved(key: str | None) -> bool:
    """Whether a key that somebody sent along might pass for that of a visit."""
    return key is not None and key.startswith(KEY)
