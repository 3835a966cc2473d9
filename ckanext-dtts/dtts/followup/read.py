"""Recommendations and steps from the rows of their tables, as they were checked and published."""

from __future__ import annotations

import polars as pl

from dtts.followup.recommendation import Recommendation, Step


def recommendations_of(frame: pl.DataFrame) -> tuple[Recommendation, ...]:
    """The rows of a table that is valid by the schema `recommendations`."""
    columns = ("recommendation_id", "addressed_to", "issued_on", "due_on", "withdrawn_on")
    return tuple(Recommendation(*row) for row in frame.select(columns).iter_rows())


def steps_of(frame: pl.DataFrame) -> tuple[Step, ...]:
    """The rows of a table that is valid by the schema `recommendation_responses`."""
    columns = ("response_id", "recommendation_id", "step", "responded_on", "completed_on")
    return tuple(Step(*row) for row in frame.select(columns).iter_rows())
