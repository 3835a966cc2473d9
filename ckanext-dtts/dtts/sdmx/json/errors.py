"""An error in SDMX-JSON."""

from __future__ import annotations

from dtts.sdmx.json.words import dumped
from dtts.sdmx.query.problem import Problem


def error_message(problem: Problem) -> str:
    """The problem in both languages."""
    titles = {"vi": problem.vi, "en": problem.en}
    return dumped({"errors": [{"code": problem.code, "title": problem.vi, "titles": titles}]})
