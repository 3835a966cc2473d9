"""Small helps for writing triples: text in two languages, dates, addresses that may be rubbish."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from ckanext.dtts.dcat.terms import DCT, LABELS, RDF, SKOS, XSD


class Writer:
    """Writes about things into one graph; empty values leave no trace."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def text(self, about: Node, predicate: Node, record: Mapping[str, Any], field: str) -> None:
        """`field` as Vietnamese and `field_en` as English."""
        self.both(about, predicate, {"vi": record.get(field), "en": record.get(f"{field}_en")})

    def both(self, about: Node, predicate: Node, text: Mapping[str, Any]) -> None:
        """A text in each language that it is given in."""
        for language in ("vi", "en"):
            if text.get(language):
                self.graph.add((about, predicate, Literal(str(text[language]), lang=language)))

    def literal(self, about: Node, predicate: Node, value: Any, datatype: URIRef | None = None) -> None:
        """A plain or typed value."""
        if value not in (None, ""):
            self.graph.add((about, predicate, Literal(value, datatype=datatype)))

    def moment(self, about: Node, predicate: Node, value: str | None) -> None:
        """A moment that CKAN keeps in UTC without saying so."""
        if value:
            zoned = value if value.endswith(("Z", "+00:00")) else f"{value}Z"
            self.graph.add((about, predicate, Literal(zoned, datatype=XSD.dateTime)))

    def day(self, about: Node, predicate: Node, value: str | None) -> None:
        """A date; what is none is left out, since a reader's tool would refuse the whole catalogue."""
        try:
            day = date.fromisoformat(str(value)[:10])
        except ValueError:
            return
        self.graph.add((about, predicate, Literal(day.isoformat(), datatype=XSD.date)))

    def link(self, about: Node, predicate: Node, address: str | None, kind: Node | None = None) -> None:
        """Something with an address, and what it is."""
        target = uri(address)
        if target is not None:
            self.graph.add((about, predicate, target))
            if kind is not None:
                self.graph.add((target, RDF.type, kind))

    def concept(self, about: Node, predicate: Node, address: str | None, scheme: str | None = None) -> None:
        """A term of somebody's vocabulary, with what it is called."""
        if not address:
            return
        self.link(about, predicate, address, SKOS.Concept)
        self.both(URIRef(address), SKOS.prefLabel, LABELS[address])
        if scheme:
            self.link(URIRef(address), SKOS.inScheme, scheme, SKOS.ConceptScheme)
            self.both(URIRef(scheme), DCT.title, LABELS[scheme])

    def thing(self, about: Node, predicate: Node, kind: Node, at: URIRef | None = None) -> Node:
        """Something of a kind, with its address if it has one; more is written about what comes back."""
        node = at or BNode()
        self.graph.add((about, predicate, node))
        self.graph.add((node, RDF.type, kind))
        return node


def uri(address: str | None) -> URIRef | None:
    """An http(s) or mailto address with everything escaped that RDF forbids; None when it is none."""
    text = (address or "").strip()
    if not text.startswith(("http://", "https://", "mailto:")):
        return None
    return URIRef(quote(text, safe=":/?#[]@!$&'()*+,;=%-._~"))
