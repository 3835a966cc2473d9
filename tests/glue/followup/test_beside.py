"""A file is examined beside the other tables that its dataset has published."""

from __future__ import annotations

import csv
import io

import pytest

from glue.followup.conftest import Office


def changed(content: bytes, row: int, **cells: str) -> bytes:
    """The CSV with cells of a row changed; `row` is that of the sheet."""
    reader = csv.DictReader(io.StringIO(content.decode()))
    rows, out = list(reader), io.StringIO()
    rows[row - 2] |= cells
    writer = csv.DictWriter(out, list(reader.fieldnames or ()), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def test_a_visit_of_a_plan_that_is_not_there_is_refused_with_its_cell(
    office: Office, drawn: dict[str, bytes]
) -> None:
    visits = changed(drawn["monitoring_visits"], 3, plan_id="MH-KH-99")
    office.makes("ke-hoach")
    assert office.sends("ke-hoach", "monitoring_plans", drawn["monitoring_plans"])["state"] == "published"
    found = office.sends("ke-hoach", "monitoring_visits", visits)
    (fault,) = found["report"]["faults"]
    column = visits.decode().splitlines()[0].split(",").index("plan_id")
    assert found["state"] == "invalid"
    assert (fault["rule"], fault["cell"]) == ("table-key", f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column]}3")
    assert office.sends("ke-hoach", "monitoring_visits", drawn["monitoring_visits"])["state"] == "published"


def test_a_visit_outside_the_period_of_its_plan_says_why_or_is_refused(
    office: Office, drawn: dict[str, bytes]
) -> None:
    office.makes("ngoai-ky")
    office.sends("ngoai-ky", "monitoring_plans", drawn["monitoring_plans"])
    early = changed(drawn["monitoring_visits"], 3, visit_date="2025-07-01", plan_id="MH-KH-01")
    found = office.sends("ngoai-ky", "monitoring_visits", early)
    assert [fault["rule"] for fault in found["report"]["faults"]] == ["against:within-plan-start"]


@pytest.mark.parametrize("dataset", ["chua-co-ke-hoach"])
def test_nothing_is_claimed_of_a_table_that_another_dataset_has_published(
    office: Office, drawn: dict[str, bytes], dataset: str
) -> None:
    office.makes(dataset)
    visits = changed(drawn["monitoring_visits"], 3, plan_id="MH-KH-99")
    assert office.sends(dataset, "monitoring_visits", visits)["state"] == "published"
