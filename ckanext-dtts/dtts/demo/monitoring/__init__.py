"""Kind `monitoring_year`: the tables of one year of monitoring, drawn together so that they agree.

Plan → visits → sites → findings → recommendations → responses, then an evaluation and ratings. All tables are
drawn each time, in one order, and the one that the parameters name by `schema` is given.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from dtts.demo.monitoring.evaluated import evaluation_rows, rating_rows
from dtts.demo.monitoring.findings import finding_rows
from dtts.demo.monitoring.following import follow
from dtts.demo.monitoring.summary import summed_up
from dtts.demo.monitoring.visits import plan_rows, site_rows, visit_rows
from dtts.demo.parameters import Parameters
from dtts.errors import UsageError

Rows = list[dict[str, Any]]


def monitoring_rows(parameters: Parameters, chance: random.Random) -> Rows:
    """The rows of the table of the year that `schema` names; UsageError when the year has none such."""
    tables = _year(parameters, chance)
    if parameters["schema"] not in tables:
        raise UsageError(
            f"a monitoring year has no {parameters['schema']!r}: write one of {', '.join(tables)}"
        )
    return tables[parameters["schema"]]()


def _year(parameters: Parameters, chance: random.Random) -> Mapping[str, Callable[[], Rows]]:
    plans = plan_rows(parameters, chance)
    visits = visit_rows(parameters, plans, chance)
    sites = site_rows(parameters, visits, chance)
    findings = finding_rows(parameters, visits, sites, chance)
    recommendations, steps = follow(parameters, visits, findings, chance)
    ratings = rating_rows(parameters, visits, chance)
    return {
        "monitoring_plans": lambda: plans,
        "monitoring_visits": lambda: [
            summed_up(one, sites, findings, recommendations, steps) for one in visits
        ],
        "visit_sites": lambda: sites,
        "findings": lambda: [_shown(one) for one in findings],
        "recommendations": lambda: recommendations,
        "recommendation_responses": lambda: steps,
        "evaluations": lambda: evaluation_rows(parameters),
        "beneficiary_ratings": lambda: ratings,
    }


def _shown(finding: Mapping[str, Any]) -> dict[str, Any]:
    """A finding without what is asked for because of it, which is a recommendation's."""
    return {name: value for name, value in finding.items() if not name.startswith("recommendation")}
