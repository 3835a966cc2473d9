"""Answers as lists read them: counts, public words, and what waits for a person's agencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.feedback import lookup
from ckanext.dtts.model import Rating
from dtts.feedback.ratings import COURSE, WITHDRAWN
from dtts.rating import Summary, summed

Found = tuple[Sequence[Rating], int]


def summary(package_id: str) -> Summary:
    """What may be told of the answers for one dataset."""
    return summaries([package_id]).get(package_id) or summed({}, 0)


def summaries(package_ids: Collection[str] | None = None) -> Mapping[str, Summary]:
    """The same by dataset, for these or for all that have an answer; one query."""
    is_withdrawn = (Rating.state == WITHDRAWN).label("withdrawn")
    query = sa.select(Rating.package_id, Rating.verdict, is_withdrawn, sa.func.count())
    if package_ids is not None:
        query = query.where(Rating.package_id.in_(package_ids))
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    withdrawn: dict[str, int] = defaultdict(int)
    grouped = query.group_by(Rating.package_id, Rating.verdict, is_withdrawn)
    for package_id, verdict, out, count in model.Session.execute(grouped).tuples():
        if out:
            withdrawn[package_id] += count
        else:
            counted[package_id][verdict] = count
    return {each: summed(counted[each], withdrawn[each]) for each in {*counted, *withdrawn}}


def public(package_id: str, limit: int, offset: int) -> Found:
    """Answers with words that everybody reads, newest first, and how many there are."""
    query = sa.select(Rating).where(Rating.package_id == package_id, Rating.state.in_(COURSE.public))
    return lookup.page(query, limit, offset)


def of_agencies(agencies: Collection[str], states: Collection[str], limit: int, offset: int) -> Found:
    """Answers for datasets of these agencies in these states, newest first, and how many there are."""
    query = sa.select(Rating).join(model.Package, model.Package.id == Rating.package_id)
    return lookup.page(
        query.where(model.Package.owner_org.in_(agencies), Rating.state.in_(states)), limit, offset
    )


def count_to_do(user: model.User | None) -> int:
    """How many wait for a person who may decide on them."""
    sends = rights.of(user).sends
    return of_agencies(sends, COURSE.to_do, 0, 0)[1] if sends else 0
