"""A dataset of another portal of this software: its fields as they are, and its tables with their files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from dtts.catalogue import dataset_type_names, table_schema_names
from dtts_harvesters.dataset import MOST_RESOURCES, cleaned, fields_of, link, tags
from dtts_harvesters.entries import EntryRefusedError, text_of
from dtts_harvesters.moments import read_moment
from dtts_harvesters.record import Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import FetchError, GuardedSession

TABLE = "dtts"
"""What `url_type` says of a resource that is a table."""
OF_ONE_DATASET = ("not-found", "too-large", "not-allowed")
"""What concerns one file; everything else that goes wrong with a request concerns the portal."""

Table = Mapping[str, Any]


class Package:
    """`given` is what `package_search` tells of the dataset. Its files are fetched by `record`."""

    def __init__(self, session: GuardedSession, root: str, given: Mapping[str, Any], report: Report) -> None:
        self._session, self._root, self._given, self._report = session, root, given, report
        self._name = text_of(given, "name")

    def record(self) -> Record:
        """The dataset with `type`, `tables` and `resources` (links) among its fields.

        EntryRefusedError for a type or schema that is not known here, and for a file that is not there or is
        not the one that the portal told of; FetchError when the portal itself fails.
        """
        content = self._fields()
        found = [*self._tables()]
        files = {each["sha256"]: self._file(each) for each in found}
        return Record(
            text_of(self._given, "id"),
            read_moment(self._given.get("metadata_modified")),
            {**content, "tables": found},
            content["title"],
            f"{self._root}/dataset/{self._name}",
            files,
        )

    def _fields(self) -> dict[str, Any]:
        given, kind = self._given, text_of(self._given, "type")
        if kind not in dataset_type_names():
            raise EntryRefusedError("unknown-type", type=kind)
        listed = given.get("resources") or []
        if len(listed) > MOST_RESOURCES:
            raise EntryRefusedError("too-many-files", count=len(listed), most=MOST_RESOURCES)
        own = {name: given[name] for name in fields_of(kind) if given.get(name) is not None}
        words = tags(one.get("display_name") or one.get("name") for one in given.get("tags") or ())
        links = [made for each in listed if each.get("url_type") != TABLE and (made := link(each))]
        whole = {**own, "tag_string": words, "resources": links}
        found = cleaned(whole, kind, self._report)
        found.setdefault("title", self._name or text_of(given, "id"))
        producer = text_of(given.get("organization") or {}, "title", "name")
        if producer and "producer" in fields_of(kind):
            found.setdefault("producer", producer)
        return {**found, "type": kind}

    def _tables(self) -> Iterator[Table]:
        for each in self._given.get("resources") or ():
            if each.get("url_type") != TABLE:
                continue
            schema, slug = text_of(each, "table_schema"), text_of(each, "table")
            if schema not in table_schema_names():
                raise EntryRefusedError("unknown-schema", schema=schema, table=slug)
            yield {
                "table": slug,
                "name": text_of(each, "name"),
                "name_en": text_of(each, "name_en"),
                "schema": schema,
                "version": int(each["version"]),
                "sha256": text_of(each, "hash"),
                **({"withdrawn": sorted(map(int, each["withdrawn"]))} if each.get("withdrawn") else {}),
            }

    def _file(self, table: Table) -> bytes:
        where = f"{self._root}/dataset/{self._name}/{table['table']}/v/{table['version']}.csv"
        try:
            content = self._session.get(where).content
        except FetchError as wrong:
            if wrong.rule not in OF_ONE_DATASET:
                raise
            raise EntryRefusedError(wrong.rule, **wrong.values) from None
        if hashlib.sha256(content).hexdigest() != table["sha256"]:
            raise EntryRefusedError("other-sha256", table=table["table"])
        return content
