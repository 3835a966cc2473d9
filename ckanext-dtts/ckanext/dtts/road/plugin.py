"""Ties the road to CKAN: file storages, and addresses of tables in what CKAN shows."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan.lib.files import Storage
from ckan.types import Context

from ckanext.dtts.road import resource
from ckanext.dtts.road.storage import DurableFsStorage


class RoadMixin(p.SingletonPlugin):
    """Hooks of the road; no logic."""

    p.implements(p.IFiles, inherit=True)
    p.implements(p.IPackageController, inherit=True)

    def files_get_storage_adapters(self) -> dict[str, type[Storage]]:
        """Offer the storage whose files are whole or absent."""
        return {"dtts:fs": DurableFsStorage}

    def after_dataset_show(self, _context: Context, pkg_dict: dict[str, Any]) -> None:
        """Show each table at its present address."""
        resource.show_addresses(pkg_dict)
