"""Every action of the portal, ours and CKAN's, is for those whom `tests/fixtures/rights/matrix.csv` names."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan import authz, logic

from ckanext.dtts.logic import action as ours
from glue.rights import document
from glue.rights.matrix import NOT_ASKED, RELATIONS, ROLES, Row, found, rows
from glue.rights.subjects import OF_AGENCIES, Subjects
from glue.rights.world import CAPACITIES, World

ROWS = rows()
OURS = [row for row in ROWS if row.action in ours.__all__ and row.action.startswith("dtts_")]
DOCUMENT = Path(__file__).parents[3] / "docs" / "rights.md"


def by_name(row: Row) -> str:
    return f"{row.action} on {row.on}"


def actions() -> set[str]:
    """All that the running portal has, from whatever plugin."""
    tk.get_action("status_show")
    return set(logic._actions)


def test_every_action_of_the_portal_has_a_row_or_a_reason(world: World) -> None:
    named = {row.action for row in ROWS}
    missing = actions() - named - set(NOT_ASKED)
    assert missing == set(), "say in tests/fixtures/rights/matrix.csv who may do these"
    assert named - actions() - set(authz.auth_functions_list()) == set(), "no such action or question"


def test_every_action_of_the_portal_has_a_function_that_answers_for_it(world: World) -> None:
    assert actions() - set(authz.auth_functions_list()) - set(NOT_ASKED) == set()


@pytest.mark.parametrize("row", ROWS, ids=by_name)
def test_an_action_is_for_those_whom_its_row_names(row: Row, world: World, subjects: Subjects) -> None:
    assert found(world, subjects, row) == dict(row.may)


@pytest.mark.parametrize("row", OURS, ids=by_name)
def test_an_action_of_ours_asks_before_it_does_anything(row: Row, world: World, subjects: Subjects) -> None:
    """The action itself is called by everybody whom its row does not name."""
    for who, target in _shut_out(row):
        with pytest.raises(tk.NotAuthorized):
            world.people.does(who, row.action, **subjects.of(row.on, row.action, target=target, who=who))


def test_no_cell_of_a_suspended_account_allows_anything() -> None:
    assert {row.may["suspended"] for row in ROWS} == {"no"}


def test_the_table_for_people_is_made_of_the_file() -> None:
    assert document.table(ROWS) in DOCUMENT.read_text(encoding="utf-8"), (
        "put what `python tests/glue/rights/document.py` prints into docs/rights.md"
    )


def _shut_out(row: Row) -> list[tuple[str | None, str]]:
    """Who may not, each with the agency about which they are asked."""
    people: list[tuple[str | None, str]] = []
    for role in ROLES:
        cell = row.may[role]
        if row.on in OF_AGENCIES and role in CAPACITIES and cell != "all":
            pairs = [pair for name, each in RELATIONS.items() if name not in cell.split() for pair in each]
            people += [(f"{role}@{home}", target) for home, target in pairs]
        elif cell == "no":
            home = f"{role}@tinh" if role in CAPACITIES else role
            people.append((None if role == "anonymous" else home, "tinh"))
    return people
