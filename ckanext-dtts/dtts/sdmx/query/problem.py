"""Why a question cannot be answered, with SDMX's number for it and what is possible instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from dtts.errors import UsageError

NO_RESULTS, TOO_LARGE, SYNTAX, SEMANTIC, NOT_OFFERED = 100, 130, 140, 150, 501
_STATUS = {NO_RESULTS: 404, TOO_LARGE: 413, SYNTAX: 400, SEMANTIC: 422, NOT_OFFERED: 501}
_SHOWN, _WHOLE = 12, 40


@dataclass(frozen=True)
class Problem:
    """`code` is SDMX's; `vi` and `en` say what to change; `status` is HTTP's, by the code unless told."""

    code: int
    vi: str
    en: str
    http_status: int | None = None

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return self.http_status or _STATUS.get(self.code, 500)


class Refused(UsageError):  # noqa: N818 - what becomes of a question
    """A question that is not answered; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem


def refused(code: int, vi: str, en: str) -> Refused:
    """What to raise."""
    return Refused(Problem(code, vi, en))


def unknown(what: str, value: str, possible: Iterable[str]) -> Refused:
    """A value that does not exist, with all that do, or of many with those that look most like it."""
    listed = list(possible)
    if len(listed) > _WHOLE:
        listed = difflib.get_close_matches(value, listed, _SHOWN, 0.3) or sorted(listed)[:_SHOWN]
    shown = ", ".join(listed)
    return refused(
        SEMANTIC,
        f"“{what}” không có giá trị “{value}”. Có thể là: {shown}.",
        f"“{what}” has no value “{value}”. Possible: {shown}.",
    )
