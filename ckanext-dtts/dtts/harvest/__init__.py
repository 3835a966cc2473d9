"""What a harvest decides, without network or database: what becomes of a record, what may be taken away,
when a source runs next, and how it is.
"""

from dtts.harvest.balance import OUTCOMES, Outcome
from dtts.harvest.health import HEALTH, Health, Past, health
from dtts.harvest.removals import SHARE, Gathered, allowed, verdict
from dtts.harvest.schedule import after_failure
from dtts.harvest.step import Known, Policy, Step, step

__all__ = [
    "HEALTH",
    "OUTCOMES",
    "SHARE",
    "Gathered",
    "Health",
    "Known",
    "Outcome",
    "Past",
    "Policy",
    "Step",
    "after_failure",
    "allowed",
    "health",
    "step",
    "verdict",
]
