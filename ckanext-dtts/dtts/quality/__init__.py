"""How good a dataset is: what of it was checked, on time, described, open, and whether its links work.

Facts come in as plain values and go out as parts with a sentence each and a score out of 100; weights and
lists are data (`schemas/quality.yaml`).
"""

from dtts.quality.facts import Facts, Freshness, Links
from dtts.quality.freshness import by_frequency
from dtts.quality.method import Method, Part, method
from dtts.quality.openness import stars
from dtts.quality.rules import rules_of
from dtts.quality.score import Quality, Result, assess

__all__ = [
    "Facts",
    "Freshness",
    "Links",
    "Method",
    "Part",
    "Quality",
    "Result",
    "assess",
    "by_frequency",
    "method",
    "rules_of",
    "stars",
]
