"""Hooks CKAN's search into ours."""

from __future__ import annotations

from typing import Any

import ckan.lib.search as ckan_search
import ckan.lib.search.index as ckan_index
import ckan.plugins as p

from ckanext.dtts.search import document, query, solr
from ckanext.dtts.search.outbox import OutboxIndex


def follow_database() -> None:
    """Let CKAN's actions note changes of datasets instead of writing them to Solr."""
    # `index_for`, which every action calls, takes the class from this table: the one seam there is.
    ckan_search._INDICES["package"] = OutboxIndex
    # Its class asks this name for a connection, each time anew: where many documents become one request.
    ckan_index.make_connection = solr.connection


class SearchMixin(p.SingletonPlugin):
    """Dataset documents, query defaults, and the outbox in place of CKAN's writes to Solr."""

    p.implements(p.IPackageController, inherit=True)

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """Add our facets; see `document.shaped`."""
        return document.shaped(pkg_dict)

    def before_dataset_search(self, search_params: dict[str, Any]) -> dict[str, Any]:
        """Add fields, weights and minimum match; see `query.with_defaults`."""
        return query.with_defaults(search_params)
