"""Ties the gateway to CKAN: a dataset that is public no more, or is again."""

from __future__ import annotations

import ckan.plugins as p
from ckan import model

from ckanext.dtts.pushing import queueing


class PushingMixin(p.SingletonPlugin):
    """Hooks within the transaction of CKAN's action; no logic."""

    p.implements(p.IPackageController, inherit=True)

    def edit(self, entity: model.Package) -> None:
        """It may have been made private, or public."""
        queueing.dataset_changed(entity)

    def delete(self, entity: model.Package) -> None:
        """It is about to be deleted: its versions are public no more."""
        queueing.dataset_changed(entity, is_going=True)
