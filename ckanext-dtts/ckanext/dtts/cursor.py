"""Where the next page of a sorted list begins, as a short text that a reader gives back."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence

Position = list[str | int]


class WrongCursor(ValueError):  # noqa: N818 - a word of the reader's, not of ours
    """`after` was not taken from an answer of ours."""


def encode(position: Sequence[str | int]) -> str:
    """The sort key of the last row that was shown."""
    text = json.dumps(list(position), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(given: str, kinds: Sequence[type]) -> Position:
    """The sort key, each part of its kind (str or int); WrongCursor when it is anything else."""
    try:
        read = json.loads(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))
    except ValueError as wrong:
        raise WrongCursor from wrong
    parts = read if isinstance(read, list) else []
    # PostgreSQL keeps no text with a zero in it, and says so by an error.
    if [type(part) for part in parts] != list(kinds) or any("\0" in str(part) for part in parts):
        raise WrongCursor
    return parts
