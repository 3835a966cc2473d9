"""The search index against the database: every dataset is found as it is, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Outbox
from ckanext.dtts.reconcile.difference import Difference, Look
from ckanext.dtts.search import TOPIC, drift, solr
from ckanext.dtts.search.drain import index_now

SAYS = {
    "missing": "the dataset is not in the index",
    "stale": "the index holds the dataset as it no longer is",
    "orphaned": "the index holds a dataset that is gone",
}


def find(look: Look) -> Iterator[Difference]:
    """Datasets that differ and of which no note waits in the outbox."""
    found = drift.drift()
    noted = set(model.Session.scalars(sa.select(Outbox.key).where(Outbox.topic == TOPIC)))
    names = dict(model.Session.execute(sa.select(model.Package.id, model.Package.name)).tuples().all())
    for kind, says in SAYS.items():
        for key in getattr(found, kind):
            if look.covers(key) and not {key, names.get(key)} & noted:
                yield Difference("index", kind, key, says)


def repair(found: Difference) -> None:
    """Index this dataset again, or take it out."""
    index_now(found.subject)
    solr.commit()
