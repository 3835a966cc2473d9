"""DCAT in RDF: datasets of a graph, and the next page of a Hydra collection."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, Node, URIRef

from dtts_harvesters.catalogue_entry import CatalogueEntry
from dtts_harvesters.session import FetchError

HYDRA, VCARD = Namespace("http://www.w3.org/ns/hydra/core#"), Namespace("http://www.w3.org/2006/vcard/ns#")
LANGUAGES = ("vi", "", "en")
"""Which text is ours where there are several: Vietnamese, then one that says nothing, then English."""
_PREFIXES = {
    "http://purl.org/dc/terms/": "dct",
    "http://www.w3.org/ns/dcat#": "dcat",
    "http://www.w3.org/ns/adms#": "adms",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://www.w3.org/2002/07/owl#": "owl",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://schema.org/": "schema",
    "http://www.w3.org/ns/hydra/core#": "hydra",
    "http://www.w3.org/2006/vcard/ns#": "vcard",
}
_LABELS = (FOAF.name, VCARD.fn, SKOS.prefLabel, RDFS.label, DCTERMS.title)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMATS = {"rdf-xml": "xml", "turtle": "turtle", "json-ld": "json-ld"}

# Warnings on dates that are none: ours are told in the report.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def graph_of(content: bytes, format_: str, address: str) -> Graph:
    """The graph. FetchError `broken-rdf`, or `remote-context` for JSON-LD whose context lies elsewhere:
    rdflib would fetch it, past every guard."""
    if format_ == "rdf-xml" and _DOCTYPE.search(content):
        raise FetchError("broken-rdf", address=address)
    if format_ == "json-ld" and _remote_context(_json(content, address)):
        raise FetchError("remote-context", address=address)
    try:
        return Graph().parse(data=content, format=_FORMATS[format_], publicID=address)
    except Exception:  # noqa: BLE001 - every parser of rdflib raises what it likes
        raise FetchError("broken-rdf", address=address) from None


def entries(graph: Graph) -> Iterator[CatalogueEntry]:
    """The datasets in the order of their ids, so that it does not depend on the graph's."""
    found = [_entry(graph, subject) for subject in graph.subjects(RDF.type, DCAT.Dataset, unique=True)]
    yield from sorted(found, key=lambda one: one.id)


def next_page(graph: Graph) -> str | None:
    """The address of the next page, by the old and the new words of Hydra."""
    for predicate in (HYDRA.next, HYDRA.nextPage):
        for value in graph.objects(None, predicate):
            return str(value)
    return None


def announced(graph: Graph) -> int | None:
    """How many datasets the collection says that it has."""
    for value in graph.objects(None, HYDRA.totalItems):
        return int(str(value)) if str(value).isdecimal() else None
    return None


def _entry(graph: Graph, subject: Node) -> CatalogueEntry:
    fields: dict[str, Any] = {}
    for predicate in sorted(set(graph.predicates(subject)), key=str):
        if predicate not in (DCAT.distribution, DCAT.keyword):
            fields |= _texts(graph, subject, predicate)
    for contact in graph.objects(subject, DCAT.contactPoint):
        fields |= _texts(graph, contact, VCARD.fn) | _email(graph, contact)
    identifier = _first(graph, subject, DCTERMS.identifier)
    files = [_file(graph, one) for one in graph.objects(subject, DCAT.distribution)]
    return CatalogueEntry(
        str(subject) if isinstance(subject, URIRef) else identifier,
        fields,
        _first(graph, subject, DCTERMS.modified) or _first(graph, subject, DCTERMS.issued),
        _keywords(graph, subject),
        sorted(files, key=lambda one: one["url"]),
        {name: str(value) for name, value in fields.items()},
    )


def _texts(graph: Graph, subject: Node, predicate: Node) -> dict[str, str]:
    """The best text under the name itself, and the others by language behind an `@`."""
    name = _name(predicate)
    by_language: dict[str, str] = {}
    for value in sorted(graph.objects(subject, predicate), key=str):
        language = (value.language or "").partition("-")[0] if isinstance(value, Literal) else ""
        text = _label(graph, value)
        if text:
            by_language.setdefault(language, text)
    order = [*LANGUAGES, *sorted(set(by_language) - set(LANGUAGES))]
    best = next((by_language[one] for one in order if one in by_language), None)
    found = {} if best is None else {name: best}
    return found | {f"{name}@{one}": text for one, text in by_language.items() if one}


def _label(graph: Graph, value: Node) -> str:
    """A literal's text, a thing's name where it has one, else its address."""
    if isinstance(value, Literal):
        return str(value).strip()
    for predicate in _LABELS:
        for name in sorted(graph.objects(value, predicate), key=str):
            return str(name).strip()
    return "" if isinstance(value, BNode) else str(value)


def _email(graph: Graph, contact: Node) -> dict[str, str]:
    value = _first(graph, contact, VCARD.hasEmail)
    if not value:
        for inner in graph.objects(contact, VCARD.hasEmail):
            value = _first(graph, inner, VCARD.hasValue)
    return {"vcard:hasEmail": value.removeprefix("mailto:")} if value else {}


def _keywords(graph: Graph, subject: Node) -> list[str]:
    """Vietnamese ones where there are any, else those of one other language."""
    by_language: dict[str, list[str]] = {}
    for value in graph.objects(subject, DCAT.keyword):
        language = (value.language or "").partition("-")[0] if isinstance(value, Literal) else ""
        by_language.setdefault(language, []).append(str(value))
    order = [*LANGUAGES, *sorted(set(by_language) - set(LANGUAGES))]
    return sorted(next((by_language[one] for one in order if one in by_language), []))


def _file(graph: Graph, node: Node) -> dict[str, str]:
    def text(predicate: Node) -> str:
        return _texts(graph, node, predicate).get(_name(predicate), "")

    form = text(DCTERMS["format"]) or text(DCAT.mediaType)
    return {
        "url": _first(graph, node, DCAT.downloadURL) or _first(graph, node, DCAT.accessURL),
        "name": text(DCTERMS.title),
        "description": text(DCTERMS.description),
        "format": form.rpartition("/")[2] if form.startswith("http") else form,
    }


def _first(graph: Graph, subject: Node, predicate: Node) -> str:
    found = sorted(str(one) for one in graph.objects(subject, predicate) if not isinstance(one, BNode))
    return found[0].strip() if found else ""


def _name(predicate: Node) -> str:
    text = str(predicate)
    for start, prefix in _PREFIXES.items():
        if text.startswith(start):
            return f"{prefix}:{text[len(start) :]}"
    return text


def _json(content: bytes, address: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise FetchError("broken-rdf", address=address) from None


def _remote_context(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_remote_context, value))
    if not isinstance(value, Mapping):
        return False
    context = value.get("@context")
    contexts = context if isinstance(context, list) else [context]
    if any(isinstance(one, str) or (isinstance(one, Mapping) and "@import" in one) for one in contexts):
        return True
    return any(map(_remote_context, value.values()))
