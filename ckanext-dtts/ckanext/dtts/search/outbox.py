"""The index follows the database through an outbox.

CKAN's actions write to Solr before they commit: a crash in between leaves the two apart, and with
Solr down nobody can edit. Here an action only notes, in its own transaction, that a dataset changed.
"""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.lib.search.index import PackageSearchIndex

from ckanext.dtts.model.outbox import Outbox

TOPIC = "search"


def enqueue(package_id: str) -> None:
    """Note that the dataset of this id or name must be indexed anew, or taken out if it is gone.

    The note is kept when the caller's transaction of `model.Session` commits, and lost with it. With
    `dtts.search.synchronous` nothing is noted: the index is written by the next action on the dataset,
    and a note passed on meanwhile could put an older state over it.
    """
    if not tk.config["dtts.search.synchronous"]:
        model.Session.add(Outbox(topic=TOPIC, key=package_id))


def note(package_id: str) -> None:
    """Note, in the caller's transaction and in any case, that the dataset must be indexed anew: for what
    writes a dataset and leaves the commit, and the index with it, to its caller."""
    model.Session.add(Outbox(topic=TOPIC, key=package_id))


def enqueue_all() -> None:
    """Note that every dataset must be indexed anew, since names that the index holds have changed.

    Noted in any case: no action on these datasets follows that would write the index.
    """
    query = sa.select(model.Package.id).where(model.Package.state == model.State.ACTIVE)
    model.Session.add_all(Outbox(topic=TOPIC, key=each) for each in model.Session.scalars(query))


class OutboxIndex(PackageSearchIndex):
    """What CKAN's actions take for the index of datasets."""

    def update_dict(self, pkg_dict: dict[str, Any], defer_commit: bool = False) -> None:
        """Note the change; with `dtts.search.synchronous`, index it here and now."""
        if tk.config["dtts.search.synchronous"]:
            super().update_dict(pkg_dict, defer_commit)
        else:
            enqueue(pkg_dict["id"])

    def remove_dict(self, pkg_dict: dict[str, Any]) -> None:
        """Note the removal; with `dtts.search.synchronous`, remove it here and now."""
        if tk.config["dtts.search.synchronous"]:
            super().remove_dict(pkg_dict)
        else:
            enqueue(pkg_dict["id"])
