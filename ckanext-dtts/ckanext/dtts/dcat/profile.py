"""The profile `dtts` of ckanext-dcat: its addresses and formats, our mapping."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckanext.dcat.profiles.base import RDFProfile
from rdflib import Graph, URIRef

from ckanext.dtts.dcat.dataset import describe
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.dcat.terms import (
    AGENCY_KIND,
    DCAT,
    DCT,
    FOAF,
    LABELS,
    LANGUAGES,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
    THEMES,
)
from ckanext.dtts.dcat.writing import Writer
from ckanext.dtts.views import labels


class DttsProfile(RDFProfile):
    """Writes datasets and the catalogue; reads nothing, harvesting has its own road."""

    def __init__(self, graph: Graph, dataset_type: str = "dataset", compatibility_mode: bool = False) -> None:
        # Not the base's: it asks scheming for a type `dataset`, and every dataset here has its own type.
        self.g = graph
        self.compatibility_mode = compatibility_mode
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace, override=True)

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Called by ckanext-dcat for each dataset of a page of the catalogue."""
        describe(self.g, dataset_dict, dataset_ref, site_address())

    def graph_from_catalog(self, catalog_dict: dict[str, Any] | None, catalog_ref: URIRef) -> None:
        """The portal itself."""
        write, site = Writer(self.g), site_address()
        self.g.add((catalog_ref, RDF.type, DCAT.Catalog))
        titles = {code: labels.site_title(code) for code in ("vi", "en")}
        write.both(catalog_ref, DCT.title, titles)
        write.both(catalog_ref, DCT.description, {"vi": tk.config["ckan.site_description"]})
        write.link(catalog_ref, FOAF.homepage, f"{site}/", FOAF.Document)
        for language in LANGUAGES:
            write.link(catalog_ref, DCT.language, language, DCT.LinguisticSystem)
        write.link(catalog_ref, DCAT.themeTaxonomy, THEMES, SKOS.ConceptScheme)
        write.both(URIRef(THEMES), DCT.title, LABELS[THEMES])
        publisher = write.thing(catalog_ref, DCT.publisher, FOAF.Agent, URIRef(f"{site}/about"))
        write.both(publisher, FOAF.name, titles)
        write.concept(publisher, DCT.type, AGENCY_KIND)
        service = write.thing(catalog_ref, DCAT.service, DCAT.DataService, URIRef(f"{site}/api/3/action"))
        write.both(service, DCT.title, {"vi": "API của CKAN", "en": "CKAN API"})
        write.link(service, DCAT.endpointURL, f"{site}/api/3/action", RDFS.Resource)
