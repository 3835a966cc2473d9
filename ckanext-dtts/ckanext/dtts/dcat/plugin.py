"""Hooks CKAN's feeds into ours."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p

from ckanext.dtts.dcat import feeds


class DoorsMixin(p.SingletonPlugin):
    """Feeds in the portal's words."""

    p.implements(p.IFeed)

    def get_feed_class(self) -> type[feeds.PortalFeed]:
        """The class that every feed of CKAN is made with."""
        return feeds.PortalFeed

    def get_item_additional_fields(self, dataset_dict: dict[str, Any]) -> dict[str, Any]:
        """Hand the dataset through to the feed."""
        return {feeds.PASSED: dataset_dict}
