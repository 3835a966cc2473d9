"""Monitoring from the visit to the finding that was followed up: the published rows of a dataset joined, the
standing of each recommendation on a day, and figures by agency and year."""

from dtts.followup.asked import Asked
from dtts.followup.evaluation import Answer, Evaluation
from dtts.followup.figures import Figure, figures
from dtts.followup.finding import Finding
from dtts.followup.moves import CLOSED, MOVES, SIDES, STAGES, Move, Side, Stage, code_after, stage_of
from dtts.followup.plan import Plan
from dtts.followup.rating import Rating
from dtts.followup.read import recommendations_of, rows_of, steps_of
from dtts.followup.recommendation import Recommendation, Step
from dtts.followup.record import SCHEMAS, Record, record_of
from dtts.followup.standing import STATES, Standing, State, standing, standings
from dtts.followup.visit import Site, Visit

__all__ = [
    "CLOSED",
    "MOVES",
    "SCHEMAS",
    "SIDES",
    "STAGES",
    "STATES",
    "Answer",
    "Asked",
    "Evaluation",
    "Figure",
    "Finding",
    "Move",
    "Plan",
    "Rating",
    "Recommendation",
    "Record",
    "Side",
    "Site",
    "Stage",
    "Standing",
    "State",
    "Step",
    "Visit",
    "code_after",
    "figures",
    "recommendations_of",
    "record_of",
    "rows_of",
    "stage_of",
    "standing",
    "standings",
    "steps_of",
]
