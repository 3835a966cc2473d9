"""Who says yes: a person, or a named policy, which approves whatever is valid.

`auto` is what an agency chose, or the portal for all; `seed` is the portal's own set-up; `registers` compares
a version of a register with the one in force; `source` is what a harvested source's file says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import RegisterVersion, Submission, Table
from ckanext.dtts.registers import verdict
from ckanext.dtts.road import gate, harvested
from ckanext.dtts.road.states import Actor

AUTO, SEED, REGISTERS, SOURCE = (Actor("policy", name) for name in ("auto", "seed", "registers", "source"))
HARVEST = "harvest"


class Decision(NamedTuple):
    """The policy that decides at once, or None when a person must; `against` is its reason to say no."""

    by: Actor | None
    against: Mapping[str, str] | None = None


def decide(submissions: Sequence[Submission]) -> Decision:
    """What becomes of valid submissions that are published together: one, or a register's version."""
    first = submissions[0]
    if first.register_version_id is not None:
        version = model.Session.get_one(RegisterVersion, first.register_version_id)
        return Decision(REGISTERS, verdict.against(version, submissions))
    if gate.is_seeded(first.door, first.actor_id):
        return Decision(SEED)
    held = gate.held_by(model.Session.get_one(Table, first.table_id))
    if held is not None:
        return Decision(REGISTERS, gate.not_by_the_keepers_road(held.register))
    if first.door == HARVEST:
        return Decision(SOURCE if harvested.is_published(first) else None)
    return Decision(AUTO if rights.approval_of(rights.owner_of(first)) == "auto" else None)
