"""Persons' identifiers are told from what only looks like them."""

from __future__ import annotations

import pytest

from core.personal.columns import PERSONS, Column, clean_columns, personal_columns
from core.personal.confusion import published_columns, tell

PERSONAL = list(personal_columns())


def test_there_are_500_persons_in_every_column_and_every_kind_is_tried() -> None:
    assert {len(column.values) for column in PERSONAL} == {PERSONS} == {500}
    assert len(PERSONAL) > 100


def test_the_same_seed_draws_the_same_persons() -> None:
    again = list(personal_columns())
    assert all(one.values.equals(other.values) for one, other in zip(PERSONAL, again, strict=True))


def test_at_least_99_of_100_columns_of_identifiers_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    told = [tell(column) for column in PERSONAL]
    missed = [one.column.title for one in told if not one.found]
    with capsys.disabled():
        print(f"\npersonal data: {len(told) - len(missed)} of {len(told)} columns found")
    assert len(missed) <= 0.01 * len(told), missed


def test_at_most_2_of_100_clean_columns_are_taken_for_persons(capsys: pytest.CaptureFixture[str]) -> None:
    told = [tell(column) for column in (*clean_columns(), *published_columns())]
    alarms = [one.column.label for one in told if one.found]
    with capsys.disabled():
        print(f"\npersonal data: {len(alarms)} false alarms in {len(told)} clean columns")
    assert len(told) > 400
    assert len(alarms) <= 0.02 * len(told), alarms


@pytest.mark.parametrize("column", PERSONAL, ids=lambda column: column.title)
def test_nearly_all_cells_of_a_column_that_is_found_are_named(column: Column) -> None:
    assert tell(column).cells >= 0.95 * column.values.count()
