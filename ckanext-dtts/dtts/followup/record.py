"""What one dataset has published of its monitoring, its tables joined by the ids that rows name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import polars as pl

from dtts.followup.evaluation import Answer, Evaluation, evaluations_of
from dtts.followup.finding import Finding
from dtts.followup.plan import Plan
from dtts.followup.rating import Rating
from dtts.followup.read import rows_of
from dtts.followup.recommendation import Recommendation, Step
from dtts.followup.standing import Standing, standings
from dtts.followup.visit import Site, Visit

Row = TypeVar("Row")
SCHEMAS: Mapping[str, tuple[str, type]] = MappingProxyType(
    {
        "monitoring_plans": ("plans", Plan),
        "monitoring_visits": ("visits", Visit),
        "visit_sites": ("sites", Site),
        "findings": ("findings", Finding),
        "recommendations": ("recommendations", Recommendation),
        "recommendation_responses": ("steps", Step),
        "evaluations": ("answers", Answer),
        "beneficiary_ratings": ("ratings", Rating),
    }
)
"""Table schemas of monitoring, in the order in which they refer to each other: the part of a record that
each fills, and what its rows are."""


@dataclass(frozen=True)
class Record:
    """Rows of all tables of one dataset, in the order of their tables. Ids are unique within a dataset."""

    plans: tuple[Plan, ...] = ()
    visits: tuple[Visit, ...] = ()
    sites: tuple[Site, ...] = ()
    findings: tuple[Finding, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    steps: tuple[Step, ...] = ()
    answers: tuple[Answer, ...] = ()
    ratings: tuple[Rating, ...] = ()

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Its answers, by the evaluation that they name."""
        return evaluations_of(self.answers)

    def standings(self, on: date) -> tuple[Standing, ...]:
        """How each recommendation that was issued by the day stands on it."""
        return standings(self.recommendations, self.steps, on)

    @cached_property
    def plan(self) -> Mapping[str, Plan]:
        """By id."""
        return {one.id: one for one in self.plans}

    @cached_property
    def visit(self) -> Mapping[str, Visit]:
        """By id."""
        return {one.id: one for one in self.visits}

    @cached_property
    def site(self) -> Mapping[tuple[str, str | None], Site]:
        """By visit and id."""
        return {(one.visit_id, one.id): one for one in self.sites}

    @cached_property
    def finding(self) -> Mapping[str, Finding]:
        """By id."""
        return {one.id: one for one in self.findings}

    @cached_property
    def sites_of(self) -> Mapping[str, tuple[Site, ...]]:
        """By visit."""
        return _grouped(self.sites, lambda one: one.visit_id)

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """By visit."""
        return _grouped(self.findings, lambda one: one.visit_id)

    @cached_property
    def recommendations_of(self) -> Mapping[str, tuple[Recommendation, ...]]:
        """By finding."""
        return _grouped(self.recommendations, lambda one: one.finding_id)

    @cached_property
    def steps_of(self) -> Mapping[str, tuple[Step, ...]]:
        """By recommendation, in the order in which they were taken."""
        ordered = sorted(self.steps, key=lambda one: (one.on, one.id))
        return _grouped(ordered, lambda one: one.recommendation_id)

    def visit_of(self, recommendation: Recommendation) -> Visit | None:
        """The visit whose finding it answers."""
        finding = self.finding.get(recommendation.finding_id)
        return self.visit.get(finding.visit_id) if finding else None


def record_of(tables: Iterable[tuple[str, str, pl.DataFrame]]) -> Record:
    """The record of a dataset's tables, each `(schema, address within the dataset, its rows)`; those of
    schemas that are not in `SCHEMAS` are left out."""
    parts: dict[str, tuple[Any, ...]] = defaultdict(tuple)
    for schema, address, frame in tables:
        if schema in SCHEMAS:
            part, kind = SCHEMAS[schema]
            parts[part] += rows_of(frame, kind, address)
    return Record(**parts)


def _grouped(rows: Iterable[Row], by: Callable[[Row], str]) -> Mapping[str, tuple[Row, ...]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    return {key: tuple(own) for key, own in groups.items()}
