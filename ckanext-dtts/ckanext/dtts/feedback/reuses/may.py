"""Who may do what with an entry: the people of the agencies whose datasets it uses, and the portal's.

Everything is denied that is not said here. An entry speaks for its maker and not for an agency, so whoever
keeps the portal may decide on it too.
"""

from __future__ import annotations

from collections.abc import Set

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import Reuse, ReuseDataset
from dtts.feedback.course import FIRST


def owners_of(entry: Reuse) -> Set[str]:
    """Ids of the agencies whose datasets it uses."""
    query = sa.select(model.Package.owner_org).join(ReuseDataset, ReuseDataset.package_id == model.Package.id)
    found = model.Session.scalars(query.where(ReuseDataset.reuse_id == entry.id))
    return frozenset(each for each in found if each)


def sees(user: model.User | None, entry: Reuse) -> bool:
    """The agencies' people, the approvers of agencies above them, and portal administrators."""
    mine = rights.of(user)
    return bool(owners_of(entry) & (mine.member.keys() | mine.approves))


def decides(user: model.User | None, entry: Reuse) -> bool:
    """Senders and approvers of the agencies, and portal administrators."""
    return bool(owners_of(entry) & deciding_for(user))


def deciding_for(user: model.User | None) -> Set[str]:
    """Ids of the agencies on whose entries a person decides."""
    mine = rights.of(user)
    return mine.approves if user is not None and user.sysadmin else mine.sends


def moves(user: model.User | None, entry: Reuse) -> list[str]:
    """What this person may do with it now; what was deleted is not made public again."""
    if not decides(user, entry) or (entry.address is None and entry.state != FIRST):
        return []
    return list(entry.course.moves[entry.state])
