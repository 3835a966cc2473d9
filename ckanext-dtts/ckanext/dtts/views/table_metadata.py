"""Beside every table and each of its versions: what it is, for machines (`….metadata.json`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan import model
from flask import Blueprint, Response

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.road import show
from ckanext.dtts.views import answers, citing, dataset, table, versions
from dtts.catalogue import Field, TableSchema, table_schema
from dtts.citation import citation_text
from dtts.exports.xlsx import ROWS

blueprint = Blueprint("dtts_table_metadata", __name__)

Row = dict[str, Any]
FORMS = ("csv", "json", "parquet", "xlsx")
CITED = ("bib", "ris", "json")
OF_DATASET = ("title", "title_en", "notes", "notes_en", "type", "metadata_modified")
OF_SOURCE = ("source_title", "source_url", "producer", "producer_en", "provenance", "provenance_en")


@blueprint.get("/dataset/<dataset_name>/<table_name>.metadata.json")
def newest(dataset_name: str, table_name: str) -> Response:
    """Of the current version."""
    pkg = dataset.show(dataset_name)
    shown = table.call("dtts_table_show", {"dataset": pkg["name"], "table": table_name})
    return _told(pkg, table_name, shown["version"])


@blueprint.get(f"{versions.ADDRESS}.metadata.json")
def numbered(dataset_name: str, table_name: str, version: int) -> Response:
    """Of a version that stays as it is; of a withdrawn one the tombstone (410)."""
    return _told(dataset.show(dataset_name), table_name, version)


def _told(pkg: Row, table_name: str, number: int) -> Response:
    record = versions.readable(pkg, table_name, number)
    return versions.kept_from_strangers(answers.as_json(described(record, pkg)), pkg)


def described(record: Row, pkg: Row) -> Row:
    """Schema, columns, codes, version, licence, sources and citation of a version (`dtts_version_show`)."""
    schema = table_schema(record["schema"])
    own = f"{site_address()}/dataset/{record['dataset']}/{record['table']}/v/{record['version']}"
    return {
        "page": own,
        "data": {form: f"{own}.{form}" for form in FORMS if form != "xlsx" or record["rows"] <= ROWS},
        "dataset": {"name": pkg["name"]} | {name: pkg.get(name) for name in OF_DATASET},
        "table": {"name": record["table"], "title": record["name"], "title_en": record["name_en"]},
        **({"mark": show.DEMO_MARK} if record["demo"] else {}),
        "version": _version(record),
        "schema": _schema(schema, record["schema_version"]),
        "columns": [_column(field) for field in schema.fields],
        "codes": {
            field.name: {code: dict(words) for code, words in field.enum_labels.items()}
            for field in schema.fields
            if field.enum_labels
        },
        "licence": _licence(record["licence"]),
        "sources": [_source(pkg)],
        "citation": _citation(record, pkg, own),
    }


def _version(record: Row) -> Row:
    kept = ("published", "standing", "rows", "files", "sentence", "current", "predecessor", "successor")
    return {"number": record["version"]} | {name: record[name] for name in kept}


def _schema(schema: TableSchema, published_with: int) -> Row:
    return {
        "name": schema.name,
        "version": published_with,
        "current_version": schema.version,
        "url": f"{site_address()}/schema/{schema.name}.json",
        **_both("title", schema.title),
        **_both("description", schema.description),
        "primaryKey": list(schema.primary_key),
        "foreignKeys": [
            {"fields": key.fields, "resource": key.resource, "reference_fields": key.reference_fields}
            for key in schema.foreign_keys
        ],
        "missingValues": list(schema.missing_values),
    }


def _column(field: Field) -> Row:
    return {
        "name": field.name,
        "type": field.type,
        **({"format": field.format} if field.format != "default" else {}),
        **_both("title", field.title),
        **_both("description", field.description),
        **({"unit": field.unit} if field.unit else {}),
        "constraints": dict(field.constraints),
    }


def _both(name: str, words: Mapping[str, str]) -> Row:
    return {name: words["vi"], f"{name}_en": words["en"]}


def _licence(identifier: str | None) -> Row | None:
    known = model.Package.get_license_register().get(identifier or "")
    if known is None:
        return None
    return {
        "id": known.id,
        "title": known._data.get("title_vi") or known.title,
        "title_en": known.title,
        "url": known.url or None,
    }


def _source(pkg: Row) -> Row:
    """Where the figures are from, and the agency that publishes them."""
    agency = pkg.get("organization") or {}
    told = {name: pkg.get(name) or None for name in OF_SOURCE}
    return told | {"publisher": agency.get("title"), "publisher_en": agency.get("title_en") or None}


def _citation(record: Row, pkg: Row, own: str) -> Row:
    cited = citing.citation(record, pkg)
    lines = {lang: citation_text(cited, lang) for lang in ("vi", "en")}
    return lines | {"files": {form: f"{own}/trich-dan.{form}" for form in CITED}}
