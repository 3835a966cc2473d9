"""What one person may do for which agencies, as the database has it now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Agency
from ckanext.dtts.rights.refusal import ANOTHER_AGENCY, NOBODY, OWN_SUBMISSION, Refusal
from ckanext.dtts.rights.tree import Placed, below

SENDERS: Set[str] = frozenset({"editor", "admin"})
APPROVER = "admin"
"""Roles inside an agency, as CKAN calls them; `member` reads."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Ids of agencies: `member` has CKAN's capacity in each of one's own, `approves` also those below.

    `alone` are one's own agencies whose only approver may decide on what they sent themselves. `person` is
    the user's id, None for nobody, a suspended account and the portal's own user.
    """

    person: str | None
    member: Mapping[str, str]
    approves: Set[str]
    alone: Set[str]

    @property
    def sends(self) -> Set[str]:
        """The agencies whose files this person sends."""
        return frozenset(agency for agency, capacity in self.member.items() if capacity in SENDERS)

    def against_deciding(self, sender: str, agency: str | None) -> Refusal | None:
        """What stands against this person deciding on what `sender` sent for `agency`; None when nothing."""
        if self.person is None:
            return NOBODY
        if agency is None or agency not in self.approves:
            return ANOTHER_AGENCY
        if sender == self.person and agency not in self.alone:
            return OWN_SUBMISSION
        return None


NONE = Rights(None, {}, frozenset(), frozenset())


def of(user: model.User | None) -> Rights:
    """The rights of a person; a portal administrator approves for every agency."""
    if user is None or not user.is_active or user.name == tk.config["ckan.site_id"]:
        return NONE
    member = dict(_memberships(user.id))
    own = {agency for agency, capacity in member.items() if capacity == APPROVER}
    if not own and not user.sysadmin:
        return Rights(user.id, member, frozenset(), frozenset())
    agencies = placed()
    reached = {each.id for each in agencies} if user.sysadmin else own | below(agencies, own)
    return Rights(user.id, member, frozenset(reached), frozenset(_alone(agencies, own)))


def approves_for(user: model.User | None) -> list[str]:
    """Ids of the agencies whose submissions this person decides on: their own and those below."""
    return sorted(of(user).approves)


def sends_for(user: model.User | None) -> list[str]:
    """Ids of the agencies whose files this person sends: their own only."""
    return sorted(of(user).sends)


def placed() -> list[Placed]:
    """Every active agency with its place."""
    query = (
        sa.select(model.Group.id, Agency.area_id, Agency.one_person)
        .outerjoin(Agency, Agency.agency_id == model.Group.id)
        .where(model.Group.is_organization.is_(True), model.Group.state == model.State.ACTIVE)
    )
    rows = model.Session.execute(query).tuples()
    return [Placed(agency, area_id, bool(one_person)) for agency, area_id, one_person in rows]


def _memberships(user_id: str) -> Iterator[tuple[str, str]]:
    query = (
        sa.select(model.Member.group_id, model.Member.capacity)
        .join(model.Group, model.Group.id == model.Member.group_id)
        .where(
            model.Member.table_name == "user",
            model.Member.table_id == user_id,
            model.Member.state == model.State.ACTIVE,
            model.Group.is_organization.is_(True),
            model.Group.state == model.State.ACTIVE,
        )
        # CKAN keeps one membership a person and agency; were there several, the last one read holds.
        .order_by(model.Member.capacity.desc())
    )
    yield from model.Session.execute(query).tuples()


def _alone(agencies: list[Placed], own: Set[str]) -> Iterator[str]:
    return (each.id for each in agencies if each.one_person and each.id in own)
