"""Files of a dataset in DCAT-AP 3: four of each table, and one for each linked document."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from rdflib import URIRef
from rdflib.term import Node

from ckanext.dtts.dcat import tables
from ckanext.dtts.dcat.terms import (
    ADMS,
    DCAT,
    DCT,
    FILE_TYPE,
    MEDIA_TYPE,
    RDFS,
    SHA256,
    SPDX,
    XSD,
)
from ckanext.dtts.dcat.writing import Writer, uri
from dtts.catalogue import table_schema, table_schema_names

Dataset = dict[str, Any]
_NAMES = {"csv": "CSV", "parquet": "Parquet", "json": "JSON", "xlsx": "Excel"}


def distributions(write: Writer, dataset: Dataset, about: URIRef, site: str) -> None:
    """Write what can be downloaded of `dataset`."""
    for offer in tables.offers(dataset, site):
        file = write.thing(about, DCAT.distribution, DCAT.Distribution, uri(f"{offer.page}#{offer.form}"))
        _file(write, offer, file)
        _terms(write, dataset, file)
        _schema(write, offer.resource, file, site)
        if offer.form == "csv":
            _rows(write, offer.resource, file, site)
    for resource in tables.links(dataset):
        file = write.thing(about, DCAT.distribution, DCAT.Distribution)
        write.link(file, DCAT.accessURL, resource["url"], RDFS.Resource)
        write.text(file, DCT.title, resource, "name")
        write.text(file, DCT.description, resource, "description")
        _terms(write, dataset, file)


def licence_address(dataset: Dataset) -> str | None:
    """Where the licence can be read; None for terms that have no page of their own."""
    known = model.Package.get_license_register().get(dataset.get("license_id") or "")
    return (known.url or None) if known else None


def _file(write: Writer, offer: tables.Offer, file: Node) -> None:
    resource, form = offer.resource, offer.form
    names = {"vi": resource.get("name"), "en": resource.get("name_en")}
    write.both(file, DCT.title, {code: f"{name} ({_NAMES[form]})" for code, name in names.items() if name})
    write.text(file, DCT.description, resource, "description")
    write.link(file, DCAT.accessURL, offer.page, RDFS.Resource)
    write.link(file, DCAT.downloadURL, offer.download, RDFS.Resource)
    write.link(file, DCAT.mediaType, MEDIA_TYPE[form], DCT.MediaType)
    write.link(file, DCT["format"], FILE_TYPE[form], DCT.MediaTypeOrExtent)
    write.literal(file, DCAT.version, resource.get("version") and str(resource["version"]))
    write.both(file, ADMS.versionNotes, offer.notes)
    write.link(file, DCAT.previousVersion, offer.previous)
    write.moment(file, DCT.issued, resource.get("created"))
    write.moment(file, DCT.modified, resource.get("last_modified"))
    write.literal(file, DCAT.byteSize, offer.size, XSD.nonNegativeInteger)
    if offer.sha256:
        checksum = write.thing(file, SPDX.checksum, SPDX.Checksum)
        write.link(checksum, SPDX.algorithm, str(SHA256), SPDX.ChecksumAlgorithm)
        write.literal(checksum, SPDX.checksumValue, offer.sha256, XSD.hexBinary)


def _terms(write: Writer, dataset: Dataset, file: Node) -> None:
    address = licence_address(dataset)
    if address:
        write.link(file, DCT.license, address, DCT.LicenseDocument)
        return
    known = model.Package.get_license_register().get(dataset.get("license_id") or "")
    if known:
        rights = write.thing(file, DCT.rights, DCT.RightsStatement)
        write.both(rights, RDFS.label, {"vi": known._data.get("title_vi"), "en": known.title})


def _schema(write: Writer, resource: dict[str, Any], file: Node, site: str) -> None:
    name = resource.get("table_schema")
    if name not in table_schema_names():
        return
    standard = write.thing(file, DCT.conformsTo, DCT.Standard, uri(f"{site}/schema/{name}.json"))
    write.both(standard, DCT.title, table_schema(name).title)


def _rows(write: Writer, resource: dict[str, Any], file: Node, site: str) -> None:
    """The same rows through CKAN's DataStore API, where they can be filtered."""
    service = write.thing(
        file,
        DCAT.accessService,
        DCAT.DataService,
        uri(f"{site}/api/3/action/datastore_search#{resource['id']}"),
    )
    write.both(
        service, DCT.title, {"vi": f"API: {resource.get('name')}", "en": f"API: {resource.get('name')}"}
    )
    write.link(service, DCAT.endpointURL, f"{site}/api/3/action/datastore_search", RDFS.Resource)
    description = f"{site}/api/3/action/datastore_info?id={resource['id']}"
    write.link(service, DCAT.endpointDescription, description, RDFS.Resource)


def site_address() -> str:
    """The portal's address without a slash at the end."""
    return str(tk.config["ckan.site_url"]).rstrip("/")
