"""Works of others that use a dataset: DCAT-AP has `dct:isReferencedBy` for what refers to it."""

from __future__ import annotations

from typing import Any

from rdflib import URIRef

from ckanext.dtts.dcat.terms import DCT, FOAF, MARK, RDF, RDFS
from ckanext.dtts.dcat.writing import Writer, uri
from ckanext.dtts.feedback.reuses import listing, show
from dtts.reuse import works

MOST = 50
"""So many of the newest; all of them are in the list for machines."""


def reused(write: Writer, dataset: dict[str, Any], about: URIRef) -> None:
    """Write each public work with its class, its titles and who made it."""
    found, _total = listing.public(listing.Asked(package_id=dataset["id"]), MOST, 0)
    for one in show.public_dicts(found):
        address = uri(one["address"])
        if address is not None and not one["broken_since"]:
            _work(write, one, about, address)


def _work(write: Writer, one: dict[str, Any], about: URIRef, address: URIRef) -> None:
    work = write.thing(about, DCT.isReferencedBy, RDFS.Resource, address)
    known = works().get(one["work"])
    if known is not None:
        write.graph.add((work, RDF.type, URIRef(known.resource)))
    title = {
        lang: f"[{MARK[lang]}] {text}" if one["demo"] else text
        for lang, text in one["written"].items()
        if text
    }
    write.both(work, DCT.title, title)
    write.literal(write.thing(work, DCT.creator, FOAF.Agent), FOAF.name, one["maker"])
    write.link(work, DCT.license, one["licence"]["url"], DCT.LicenseDocument)
