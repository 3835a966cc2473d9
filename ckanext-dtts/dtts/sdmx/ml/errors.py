"""An error in SDMX-ML."""

from __future__ import annotations

from dtts.sdmx.ml.dialect import Dialect, texts
from dtts.sdmx.ml.xml import element
from dtts.sdmx.query.problem import Problem


def error_message(problem: Problem, dialect: Dialect) -> str:
    """The problem in both languages."""
    said = texts("com:Text", {"vi": problem.vi, "en": problem.en})
    told = element("mes:ErrorMessage", {"code": str(problem.code)}, said)
    names = {
        name: value for name, value in dialect.namespaces().items() if name in ("xmlns:mes", "xmlns:com")
    }
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + element("mes:Error", names, told)
