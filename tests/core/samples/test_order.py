"""Tables of a dataset are published after those that their rows refer to."""

from __future__ import annotations

from dtts.catalogue import table_schema
from dtts.checks.beside import tables_beside
from dtts.samples import load_manifest, waves


def test_the_monitoring_year_goes_from_the_plan_to_what_became_of_recommendations() -> None:
    (plan,) = [one for one in load_manifest().datasets if one.name == "minh-hoa-nam-giam-sat"]
    schemas = [[table.schema for table in wave] for wave in waves(plan.tables)]
    assert schemas == [
        ["monitoring_plans", "evaluations"],
        ["monitoring_visits"],
        ["visit_sites", "beneficiary_ratings"],
        ["findings"],
        ["recommendations"],
        ["recommendation_responses"],
    ]


def test_every_table_of_the_manifest_is_sent_once_and_after_those_that_it_refers_to() -> None:
    for plan in load_manifest().datasets:
        ordered = waves(plan.tables)
        assert sorted(table.slug for wave in ordered for table in wave) == sorted(
            table.slug for table in plan.tables
        )
        for number, wave in enumerate(ordered):
            later = {table.schema for turn in ordered[number:] for table in turn}
            for table in wave:
                assert not later.intersection(tables_beside(table_schema(table.schema)))
