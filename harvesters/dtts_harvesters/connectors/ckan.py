"""Another CKAN (2.8 to 2.12): its public datasets, whole or what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from dtts_harvesters.changed import TRUSTED_FOR
from dtts_harvesters.dataset import MOST_RESOURCES, cleaned, fields_of, link, tags
from dtts_harvesters.defaulted import mapper_for
from dtts_harvesters.entries import Entries, EntryRefusedError, text_of
from dtts_harvesters.kind import Kind, State
from dtts_harvesters.mapping import inside
from dtts_harvesters.moments import OVERLAP, mark_after, read_moment, since
from dtts_harvesters.payload import read_json
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import FetchError, GuardedSession
from dtts_harvesters.source.fields import Section, text, truth, whole
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed

_APART = ("resources", "tags", "extras")
_SOLR = "%Y-%m-%dT%H:%M:%SZ"


@dataclass
class Ckan:
    """One record a dataset. `mark` in the state is the newest `metadata_modified` that was seen, `count` how
    many datasets there were."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """The datasets that changed since the mark where nothing else can have happened, else all of them:
        an unchanged portal costs two requests."""
        self.state = state
        reading = _Reading(self.source, state, report, session)
        try:
            yield from reading.changed() if reading.is_recent() else reading.everything()
        except FetchError as wrong:
            yield failed(wrong, self.source.address, report)
            return
        self.state = reading.state_after()


class _Reading:
    """One run."""

    def __init__(self, source: Source, state: State, report: Report, session: GuardedSession) -> None:
        self.source, self.before, self.report, self.session = source, state, report, session
        named = fields_of(source.target.dataset_type) if source.options.get("same_software") else ()
        own = {name: name for name in named if name != "tag_string"}
        self.mapper = mapper_for("ckan", source, report, dict(state.get("types", {})), own)
        self.entries = Entries(report, source.address)
        self.newest: datetime | None = None
        self.whole = False

    def is_recent(self) -> bool:
        """Whether asking for changes is enough."""
        read = read_moment(self.before.get("read"))
        now = self.session.clock.now()
        return "mark" in self.before and read is not None and now - read < TRUSTED_FOR

    def changed(self) -> Iterator[Record | Failure]:
        """What changed; everything when datasets came or went, since changes do not show what went."""
        moment = since(self.before["mark"], OVERLAP)
        assert moment is not None
        wanted = f"metadata_modified:[{moment.astimezone(timezone.utc).strftime(_SOLR)} TO *]"
        total = self._search(self._asked(0, "", rows=0))["count"]
        first = self._search(self._asked(0, wanted))
        if total != self.before.get("count") or any(map(self._is_new, first["results"])):
            yield from self.everything()
            return
        self.report.announced = total
        yield from self._pages(first, wanted)

    def everything(self) -> Iterator[Record | Failure]:
        """All datasets; complete when as many different ones came as were announced."""
        self.whole = True
        first = self._search(self._asked(0, ""))
        self.report.announced = first["count"]
        yield from self._pages(first, "")
        self.mapper.finish()
        self.report.complete = self.entries.distinct == self.report.announced

    def state_after(self) -> State:
        """What the next run needs."""
        now = self.session.clock.now()
        kept = {
            "types": self.mapper.types,
            "read": self.before.get("read"),
            "count": self.before.get("count"),
        }
        if self.whole:
            kept |= {"read": now.isoformat(), "count": self.report.announced}
        mark = mark_after(self.newest, self.before.get("mark"), now)
        return kept if mark is None else {**kept, "mark": mark}

    def _pages(self, page: Mapping[str, Any], wanted: str) -> Iterator[Record | Failure]:
        start = 0
        while page["results"]:
            for package in page["results"]:
                taken = self.entries.take(*self._named(package))
                if taken is not None:
                    yield taken
            start += len(page["results"])
            if start >= page["count"]:
                return
            page = self._search(self._asked(start, wanted))

    def _asked(self, start: int, wanted: str, rows: int | None = None) -> Mapping[str, str | int]:
        """Sorted by what does not change, so that pages do not shift when a dataset is edited."""
        queries = [one for one in (self.source.options.get("query", ""), wanted) if one]
        asked: dict[str, str | int] = {"sort": "id asc", "start": start}
        asked["rows"] = self.source.options.get("rows", 100) if rows is None else rows
        if queries:
            asked["fq"] = " AND ".join(f"({one})" for one in queries)
        return asked

    def _search(self, asked: Mapping[str, str | int]) -> Mapping[str, Any]:
        address = f"{self.source.address.rstrip('/')}/api/3/action/package_search"
        answer = self.session.get(address, parameters=asked)
        document = read_json(answer)
        found = inside(document, "result")
        if inside(document, "success") is not True or not isinstance(inside(found, "results"), list):
            raise FetchError("no-list", path="result.results", address=answer.address)
        if not isinstance(inside(found, "count"), int):
            raise FetchError("no-list", path="result.count", address=answer.address)
        result: Mapping[str, Any] = found
        return result

    def _is_new(self, package: Any) -> bool:
        created, mark = read_moment(inside(package, "metadata_created")), read_moment(self.before["mark"])
        return created is None or mark is None or created > mark

    def _named(self, package: Any) -> tuple[str, Any, Any]:
        record_id = text_of(package, "id") if isinstance(package, Mapping) else ""
        return record_id, package, lambda: self._record(record_id, package)

    def _record(self, record_id: str, package: Mapping[str, Any]) -> Record:
        modified = read_moment(package.get("metadata_modified"))
        if modified:
            self.newest = max(modified, self.newest) if self.newest else modified
        fields = self.mapper.mapped({k: v for k, v in package.items() if k not in _APART} | _extras(package))
        found = cleaned({**fields, **_apart(package)}, self.source.target.dataset_type, self.report)
        title = text_of(found, "title") or text_of(package, "name") or record_id
        address = f"{self.source.address.rstrip('/')}/dataset/{text_of(package, 'name') or record_id}"
        return Record(record_id, modified, {**found, "title": title}, title, address)


def _extras(package: Mapping[str, Any]) -> dict[str, Any]:
    return {f"extras.{one['key']}": one["value"] for one in package.get("extras") or ()}


def _apart(package: Mapping[str, Any]) -> dict[str, Any]:
    """What CKAN keeps in lists of its own."""
    listed = package.get("resources") or []
    if len(listed) > MOST_RESOURCES:
        raise EntryRefusedError("too-many-files", count=len(listed), most=MOST_RESOURCES)
    found = {
        "tag_string": tags(one.get("display_name") or one.get("name") for one in package.get("tags") or ()),
        "resources": [made for made in map(link, listed) if made],
    }
    organization = package.get("organization")
    producer = text_of(organization, "title", "name") if isinstance(organization, Mapping) else ""
    return {**found, **({"producer": producer} if producer and not package.get("author") else {})}


_OPTIONS = Section({"rows": whole(1, 1000), "query": text, "same_software": truth})


def options(value: Any) -> Mapping[str, Any]:
    """`rows` a page; `query` is a filter of Solr (`organization:so-tai-chinh`); with `same_software` fields
    of our own dataset types are taken as they are."""
    read: Mapping[str, Any] = _OPTIONS(value)
    return read


KIND = Kind(
    name="ckan",
    title={"vi": "Cổng CKAN", "en": "CKAN portal"},
    gives="dataset",
    options=options,
    make=Ckan,
)
