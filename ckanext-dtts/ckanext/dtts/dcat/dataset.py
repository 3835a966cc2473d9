"""A dataset of the portal in DCAT-AP 3."""

from __future__ import annotations

from typing import Any

from rdflib import Graph, Literal, URIRef

from ckanext.dtts.dcat import tables
from ckanext.dtts.dcat.distribution import distributions
from ckanext.dtts.dcat.evaluated import evaluated
from ckanext.dtts.dcat.reused import reused
from ckanext.dtts.dcat.statistical import statistical
from ckanext.dtts.dcat.terms import (
    ADMS,
    AGENCY_KIND,
    COUNTRY,
    DCAT,
    DCATAP,
    DCT,
    DQV,
    DTTS,
    ELI,
    FOAF,
    LANGUAGES,
    MARK,
    PROV,
    PUBLIC,
    RDF,
    RDFS,
    SKOS,
    THEME_OF,
    THEMES,
    VCARD,
    XSD,
)
from ckanext.dtts.dcat.writing import Writer, uri
from ckanext.dtts.registers.names import place_name
from ckanext.dtts.search.document import values
from dtts.registers import COUNTRY as COUNTRY_ID

Dataset = dict[str, Any]


def describe(graph: Graph, dataset: Dataset, about: URIRef, site: str) -> None:
    """Write everything known of `dataset` (as `package_show` gives it) about `about`.

    `site` is the portal's address without a slash at the end.
    """
    write = Writer(graph)
    graph.add((about, RDF.type, DCAT.Dataset))
    _names(write, dataset, about, site)
    _people(write, dataset, about, site)
    _extent(write, dataset, about, site)
    _origin(write, dataset, about)
    distributions(write, dataset, about, site)
    _version(write, dataset, about, site)
    statistical(write, dataset, about, site)
    evaluated(write, dataset, about, site)
    reused(write, dataset, about)


def is_demo(dataset: Dataset) -> bool:
    """Whether the figures are made up to show how the portal works."""
    return str(dataset.get("demo", "")).lower() == "true"


def _names(write: Writer, dataset: Dataset, about: URIRef, site: str) -> None:
    write.text(about, DCT.title, dataset, "title")
    write.both(about, DCT.description, _description(dataset))
    write.literal(about, DCT.identifier, dataset["id"])
    write.link(about, DCAT.landingPage, f"{site}/dataset/{dataset['name']}", FOAF.Document)
    write.moment(about, DCT.issued, dataset.get("metadata_created"))
    write.moment(about, DCT.modified, dataset.get("metadata_modified"))
    write.link(about, DCT.accessRights, PUBLIC, DCT.RightsStatement)
    for language in LANGUAGES:
        write.link(about, DCT.language, language, DCT.LinguisticSystem)
    for tag in dataset.get("tags") or []:
        write.both(about, DCAT.keyword, {"vi": tag["name"]})
    write.literal(about, DTTS.datasetType, dataset.get("type"))
    write.literal(about, DTTS.programmeItem, dataset.get("programme_item"))
    write.concept(about, DCAT.theme, THEME_OF.get(str(dataset.get("theme"))), THEMES)
    if is_demo(dataset):
        write.both(about, DCAT.keyword, MARK)
        write.graph.add((about, DTTS.demo, Literal(True)))


def _version(write: Writer, dataset: Dataset, about: URIRef, site: str) -> None:
    """A dataset of one table has that table's version. Of several tables each file says its own, and no
    version is a dataset beside this one: portals that harvest would take it for another."""
    offers = [offer for offer in tables.offers(dataset, site) if offer.form == "csv"]
    if len(offers) == 1 and offers[0].resource.get("version"):
        write.literal(about, DCAT.version, str(offers[0].resource["version"]))
        write.both(about, ADMS.versionNotes, offers[0].notes)
        write.link(about, DCAT.previousVersion, offers[0].previous)


def _description(dataset: Dataset) -> dict[str, str]:
    """The description, led by the mark of demonstration data: other portals show nothing else of it."""
    texts = {"vi": dataset.get("notes"), "en": dataset.get("notes_en")}
    lead = {code: f"[{mark}] " if is_demo(dataset) else "" for code, mark in MARK.items()}
    return {code: lead[code] + text for code, text in texts.items() if text}


def _people(write: Writer, dataset: Dataset, about: URIRef, site: str) -> None:
    agency = dataset.get("organization") or {}
    if agency:
        where = URIRef(f"{site}/organization/{agency['name']}")
        publisher = write.thing(about, DCT.publisher, FOAF.Agent, where)
        write.text(publisher, FOAF.name, agency, "title")
        write.concept(publisher, DCT.type, AGENCY_KIND)
    if dataset.get("producer"):
        write.text(write.thing(about, DCT.creator, FOAF.Agent), FOAF.name, dataset, "producer")
    if dataset.get("contact_name"):
        contact = write.thing(about, DCAT.contactPoint, VCARD.Kind)
        write.literal(contact, VCARD.fn, dataset["contact_name"])
        if dataset.get("contact_email"):
            write.link(contact, VCARD.hasEmail, f"mailto:{dataset['contact_email']}")
        write.link(contact, VCARD.hasURL, dataset.get("contact_uri"))


def _extent(write: Writer, dataset: Dataset, about: URIRef, site: str) -> None:
    write.link(about, DCT.accrualPeriodicity, dataset.get("frequency"), DCT.Frequency)
    if dataset.get("period_start") or dataset.get("period_end"):
        period = write.thing(about, DCT.temporal, DCT.PeriodOfTime)
        write.day(period, DCAT.startDate, dataset.get("period_start"))
        write.day(period, DCAT.endDate, dataset.get("period_end"))
    for area_id in values(dataset.get("area_id")):
        address = COUNTRY if area_id == COUNTRY_ID else f"{site}/dia-ban/{area_id}"
        place = write.thing(about, DCT.spatial, DCT.Location, uri(address))
        write.literal(place, DCT.identifier, area_id)
        write.both(place, SKOS.prefLabel, {code: place_name(area_id, code) for code in ("vi", "en")})


def _origin(write: Writer, dataset: Dataset, about: URIRef) -> None:
    if dataset.get("provenance"):
        statement = write.thing(about, DCT.provenance, DCT.ProvenanceStatement)
        write.text(statement, RDFS.label, dataset, "provenance")
    source = uri(dataset.get("source_url"))
    if source is not None:
        write.text(
            write.thing(about, PROV.wasDerivedFrom, PROV.Entity, source), DCT.title, dataset, "source_title"
        )
    if dataset.get("quality_notes"):
        note = write.thing(about, DQV.hasQualityAnnotation, DQV.QualityAnnotation)
        write.text(note, RDFS.comment, dataset, "quality_notes")
    if dataset.get("publication_decision"):
        decision = write.thing(about, DCT.isReferencedBy, ELI.LegalResource)
        write.graph.add((decision, RDF.type, RDFS.Resource))
        write.both(decision, DCT.title, {"vi": dataset["publication_decision"]})
    for number in str(dataset.get("legal_basis") or "").split(";"):
        if number.strip():
            law = write.thing(about, DCATAP.applicableLegislation, ELI.LegalResource)
            write.literal(law, DCT.identifier, number.strip(), XSD.string)
