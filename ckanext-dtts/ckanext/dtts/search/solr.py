"""The few things that are asked of Solr besides searching. No call here commits but `commit`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import ckan.plugins.toolkit as tk
import pysolr
from ckan.lib.search.common import make_connection
from ckan.lib.search.index import PackageSearchIndex
from ckan.lib.search.query import solr_literal

_PAGE = 1000

Document = dict[str, Any]
_kept: ContextVar[list[Document] | None] = ContextVar("kept", default=None)


class _Keeping:
    """What CKAN's index class takes for a connection: keeps the documents that it is given."""

    def __init__(self, documents: list[Document]) -> None:
        self._documents = documents

    def add(self, docs: Sequence[Document], commit: bool) -> None:
        """Nothing is sent, so that nothing is committed either."""
        self._documents.extend(docs)


def connection(decode_dates: bool = True) -> Any:
    """A connection to Solr; inside `kept`, one that only keeps."""
    documents = _kept.get()
    return make_connection(decode_dates) if documents is None else _Keeping(documents)


@contextmanager
def kept() -> Iterator[list[Document]]:
    """What `add` makes is kept in the list instead of being sent, for `send`."""
    documents: list[Document] = []
    token = _kept.set(documents)
    try:
        yield documents
    finally:
        _kept.reset(token)


def send(documents: Sequence[Document]) -> list[tuple[Document, str]]:
    """Send documents in one request; those that Solr refuses, each with why. pysolr.SolrError or OSError when
    it does not answer."""
    try:
        make_connection().add(documents, commit=False)
    except pysolr.SolrError:
        if not answers():
            raise
        return [(each, why) for each in documents if (why := _refused(each))]
    return []


def _refused(document: Document) -> str:
    """Why Solr does not take a document by itself; empty when it does."""
    try:
        make_connection().add([document], commit=False)
    except pysolr.SolrError as error:
        return str(error)
    return ""


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
