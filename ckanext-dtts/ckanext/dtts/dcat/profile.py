"""The profile `dtts` of ckanext-dcat: its addresses and formats, our mapping."""

from __future__ import annotations

from collections.abc import Mapping
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

SERVICES: Mapping[str, Mapping[str, str]] = {
    "/api/3/action": {"vi": "API của CKAN", "en": "CKAN API"},
    "/api/dtts/v1": {"vi": "API chỉ tiêu và danh mục", "en": "API of indicators and registers"},
    "/bulk/manifest.json": {
        "vi": "Toàn bộ chỉ tiêu dạng Parquet, hằng đêm",
        "en": "All indicators as Parquet, nightly",
    },
    "/mcp": {"vi": "Model Context Protocol cho trợ lý AI", "en": "Model Context Protocol for assistants"},
}
"""The portal's doors for machines, by their addresses."""
DESCRIPTIONS = {
    "/api/3/action": "/api/3/action/help_show?name=package_search",
    "/api/dtts/v1": "/api/dtts/v1/openapi.json",
}


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
        for path, said in SERVICES.items():
            _service(write, catalog_ref, f"{site}{path}", said, f"{site}{DESCRIPTIONS.get(path, path)}")


def _service(write: Writer, catalog: URIRef, address: str, said: Mapping[str, str], description: str) -> None:
    """A door for machines, and where it is described."""
    service = write.thing(catalog, DCAT.service, DCAT.DataService, URIRef(address))
    write.both(service, DCT.title, said)
    write.link(service, DCAT.endpointURL, address, RDFS.Resource)
    write.link(service, DCAT.endpointDescription, description, RDFS.Resource)
