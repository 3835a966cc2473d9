"""The few things that are asked of Solr besides searching. No call here commits but `commit`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pysolr
from ckan.lib.search.common import make_connection
from ckan.lib.search.index import PackageSearchIndex
from ckan.lib.search.query import solr_literal

_PAGE = 1000


def add(pkg_dict: dict[str, Any]) -> None:
    """Send one dataset, as CKAN's own index class makes the document of it."""
    PackageSearchIndex().index_package(pkg_dict, defer_commit=True)


def remove(key: str) -> None:
    """Take the dataset of this id or name out; nothing happens when it is not in."""
    site = solr_literal(tk.config["ckan.site_id"])
    literal = solr_literal(key)
    make_connection().delete(
        q=f"+entity_type:package +(id:{literal} OR name:{literal}) +site_id:{site}", commit=False
    )


def commit() -> None:
    """Make everything sent before visible to readers, and wait until it is."""
    make_connection().commit()


def answers() -> bool:
    """Whether Solr can be reached and asked at all."""
    try:
        make_connection().search("*:*", rows=0)
    except (pysolr.SolrError, OSError):
        return False
    return True


def held() -> Iterator[tuple[str, str]]:
    """Every dataset in the index, in whatever state: id and `metadata_modified` (ISO, UTC, milliseconds)."""
    connection = make_connection(decode_dates=False)
    site = f"+entity_type:package +site_id:{solr_literal(tk.config['ckan.site_id'])}"
    cursor, after = None, "*"
    while cursor != after:
        cursor = after
        found = connection.search(
            "*:*", fq=site, rows=_PAGE, sort="index_id asc", fl="id,metadata_modified", cursorMark=cursor
        )
        for document in found.docs:
            yield document["id"], document["metadata_modified"]
        after = found.nextCursorMark
