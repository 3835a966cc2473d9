"""Who may do what: each action of the portal, asked for everybody and about every agency.

`tests/fixtures/rights/matrix.csv` says what is expected, one action a row and one role a column. A cell of an
action on something of an agency names the agencies, as they stand to that of the person who asks:

    own      one's own
    below    one whose place lies below: a commune, to the people of its province
    above    one whose place lies above
    sibling  another commune of the same province
    other    one of another province

(`all` for all five) and a cell of any other action is `yes` or `no`.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk

from glue.rights.subjects import OF_AGENCIES, Subjects
from glue.rights.world import CAPACITIES, World

FILE = Path(__file__).parents[2] / "fixtures" / "rights" / "matrix.csv"
RELATIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "own": (("tinh", "tinh"), ("xa", "xa")),
    "below": (("tinh", "xa"),),
    "above": (("xa", "tinh"),),
    "sibling": (("xa", "xa-ben"),),
    "other": (("tinh", "tinh-khac"),),
}
"""The agency of the person who asks, and the one asked about."""
ROLES = (
    "anonymous",
    "reader",
    "sender",
    "approver",
    "register_keeper",
    "harvest_keeper",
    "portal_admin",
    "suspended",
)
"""`suspended` is an approver of the province whose account is closed."""


NOT_ASKED = {
    "package_relationship_delete": "asks package_relationship_create about a relationship; there are none here",
    "resource_view_delete": "asks resource_delete about a view; the portal makes none",
    "resource_view_show": "asks resource_show about a view; the portal makes none",
    "scheming_dataset_schema_list": "the forms of dataset types are public",
    "scheming_dataset_schema_show": "the forms of dataset types are public",
    "task_status_update_many": "calls task_status_update for each",
    "term_translation_update_many": "calls term_translation_update for each",
}
"""Actions that have no row, and why."""


class Row(NamedTuple):
    """One action: what it is done to, and which role may, as a cell of the file says it."""

    action: str
    on: str
    may: Mapping[str, str]


def rows() -> list[Row]:
    """The file, in its order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Row(row["action"], row["on"], {role: row[role] for role in ROLES}) for row in csv.DictReader(file)
        ]


def found(world: World, subjects: Subjects, row: Row) -> dict[str, str]:
    """What the portal answers now, in the words of the file."""
    return {role: _cell(world, subjects, row, role) for role in ROLES}


def _cell(world: World, subjects: Subjects, row: Row, role: str) -> str:
    if row.on not in OF_AGENCIES:
        who = _person(role, "tinh")
        return _word(ask(world, who, row.action, subjects.of(row.on, row.action, who=who)))
    if role not in CAPACITIES:
        targets = {target for pairs in RELATIONS.values() for _home, target in pairs}
        answers = {_asked(world, subjects, row, role, target) for target in targets}
        assert len(answers) == 1, f"{row.action}: {role} belongs to no agency and may for some"
        return _word(answers.pop())
    may = [name for name, pairs in RELATIONS.items() if _for_all(world, subjects, row, role, pairs)]
    return "all" if len(may) == len(RELATIONS) else " ".join(may) or "no"


def _for_all(world: World, subjects: Subjects, row: Row, role: str, pairs: Any) -> bool:
    answers = {_asked(world, subjects, row, f"{role}@{home}", target) for home, target in pairs}
    assert len(answers) == 1, f"{row.action}: {role} may in some of {pairs} and not in others"
    return answers.pop()


def _asked(world: World, subjects: Subjects, row: Row, role: str, target: str) -> bool:
    who = _person(role, "tinh")
    return ask(world, who, row.action, subjects.of(row.on, row.action, target=target, who=who))


def _person(role: str, home: str) -> str | None:
    if role == "anonymous":
        return None
    return f"{role}@{home}" if role in CAPACITIES else role


def ask(world: World, who: str | None, action: str, parameters: dict[str, Any]) -> bool:
    """Whether the authorisation function lets the person."""
    try:
        tk.check_access(action, world.people.context(who), parameters)
    except tk.NotAuthorized:
        return False
    return True


def _word(answer: bool) -> str:
    return "yes" if answer else "no"
