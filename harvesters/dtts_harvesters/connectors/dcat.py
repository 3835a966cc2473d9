"""A catalogue in DCAT: RDF in its serialisations, page by page, or DCAT-US in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin

from dtts.errors import UsageError
from dtts_harvesters import dcat_us
from dtts_harvesters.catalogue_entry import CatalogueEntry
from dtts_harvesters.changed import conditions, validators
from dtts_harvesters.dataset import MOST_RESOURCES, cleaned, is_web, link, tags
from dtts_harvesters.defaulted import mapper_for
from dtts_harvesters.entries import Entries, EntryRefusedError, text_of
from dtts_harvesters.kind import Kind, State
from dtts_harvesters.mapping import Mapper
from dtts_harvesters.moments import read_moment
from dtts_harvesters.payload import check_payload, read_json
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import Answer, FetchError, GuardedSession, read_address
from dtts_harvesters.source.fields import Section, one_of
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed

FORMATS = ("rdf-xml", "turtle", "json-ld", "dcat-us")
ACCEPT = "text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8, application/json;q=0.7"
MOST_PAGES = 1000


@dataclass
class Dcat:
    """One record a dataset."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """The datasets of all pages; a catalogue of one page is asked for only when it has changed."""
        self.state = state
        defaults = "dcat-us" if self.source.options["format"] == "dcat-us" else "dcat"
        mapper = mapper_for(defaults, self.source, report, dict(state.get("types", {})), {})
        entries = Entries(report, self.source.address)
        answers: list[State] = []
        try:
            for answer, found in self._pages(session, state, report):
                answers.append(validators(answer, session.clock.now()))
                for entry in found:
                    make = partial(self._record, entry, mapper, report)
                    taken = entries.take(entry.id, entry.whole, make)
                    if taken is not None:
                        yield taken
        except FetchError as wrong:
            yield failed(wrong, self.source.address, report)
            return
        if report.not_modified:
            report.complete = True
            return
        mapper.finish()
        report.complete = report.announced in (None, entries.distinct)
        # What a first page says of itself tells nothing of the others.
        kept = answers[0] if len(answers) == 1 else {}
        self.state = {**kept, "types": mapper.types}

    def _pages(
        self, session: GuardedSession, state: State, report: Report
    ) -> Iterator[tuple[Answer, Iterator[CatalogueEntry]]]:
        address: str | None = self.source.address
        headers = {**conditions(state, session.clock.now()), "Accept": ACCEPT}
        seen: set[str] = set()
        while address:
            if address in seen or len(seen) >= MOST_PAGES:
                raise FetchError("paging-repeats", address=address.partition("?")[0])
            seen.add(address)
            answer = session.get(address, headers=headers)
            if answer.not_modified:
                report.not_modified = True
                return
            headers = {"Accept": ACCEPT}
            found, following, total = read_page(answer, self.source.options["format"])
            report.announced = total if total is not None else report.announced
            yield answer, found
            address = self._following(address, following)

    def _following(self, address: str, following: str | None) -> str | None:
        if not following:
            return None
        after = urljoin(address, following)
        if read_address(after).origin != read_address(self.source.address).origin:
            raise FetchError("next-elsewhere", host=read_address(after).host)
        return after

    def _record(self, entry: CatalogueEntry, mapper: Mapper, report: Report) -> Record:
        if len(entry.files) > MOST_RESOURCES:
            raise EntryRefusedError("too-many-files", count=len(entry.files), most=MOST_RESOURCES)
        fields = mapper.mapped(entry.fields)
        fields["tag_string"] = tags(entry.keywords if isinstance(entry.keywords, list) else [entry.keywords])
        fields["resources"] = [made for made in map(link, entry.files) if made]
        content = cleaned(fields, self.source.target.dataset_type, report)
        title = text_of(content, "title") or entry.id
        address = entry.id if is_web(entry.id) else text_of(content, "source_url") or self.source.address
        return Record(entry.id, read_moment(entry.modified), {**content, "title": title}, title, address)


def read_page(answer: Answer, format_: str) -> tuple[Iterator[CatalogueEntry], str | None, int | None]:
    """The datasets of a page, the address of the next one, and how many there are in all."""
    if format_ == "dcat-us":
        return dcat_us.entries(read_json(answer), answer.address), None, None
    check_payload(answer, "rdf")
    from dtts_harvesters import dcat_rdf

    graph = dcat_rdf.graph_of(answer.content, format_, answer.address)
    return dcat_rdf.entries(graph), dcat_rdf.next_page(graph), dcat_rdf.announced(graph)


def make(source: Source) -> Dcat:
    """UsageError where rdflib is not installed and the format needs it."""
    if source.options["format"] != "dcat-us":
        try:
            import rdflib  # noqa: F401 - only whether it is there
        except ImportError as absent:
            raise UsageError("RDF needs rdflib: pip install 'ckanext-dtts[harvest]'") from absent
    return Dcat(source)


def options(value: Any) -> Mapping[str, Any]:
    """`format`: what the catalogue is written in. N-Triples are read as Turtle, of which they are a part."""
    read: Mapping[str, Any] = Section({"format": one_of(*FORMATS)}, required=frozenset({"format"}))(value)
    return read


KIND = Kind(
    name="dcat",
    title={"vi": "Danh mục DCAT", "en": "DCAT catalogue"},
    gives="dataset",
    options=options,
    make=make,
)
