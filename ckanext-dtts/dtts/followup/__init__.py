"""What became of recommendations: the standing of each on a day, and figures by agency and year."""

from dtts.followup.figures import Figure, figures
from dtts.followup.read import recommendations_of, steps_of
from dtts.followup.recommendation import Recommendation, Step
from dtts.followup.standing import STATES, Standing, State, standing, standings

__all__ = [
    "STATES",
    "Figure",
    "Recommendation",
    "Standing",
    "State",
    "Step",
    "figures",
    "recommendations_of",
    "standing",
    "standings",
    "steps_of",
]
