"""Money of the programmes as a cube: programme and item, place, years, source, nature, plan year, stage.

A fact is an amount in whole dong with what the source printed beside it. Sums are made over closed lists
only and never from a part of them; a share is of two amounts of one scope and one as-of date.
"""

from dtts.finance.axes import AXES, CLOSED, STAGES, axis_words, stage_words
from dtts.finance.facts import COLUMNS, facts_of, feeds_finance
from dtts.finance.shares import shares
from dtts.finance.sums import sum_over
from dtts.finance.wholes import wholes_of

__all__ = [
    "AXES",
    "CLOSED",
    "COLUMNS",
    "STAGES",
    "axis_words",
    "facts_of",
    "feeds_finance",
    "shares",
    "stage_words",
    "sum_over",
    "wholes_of",
]
