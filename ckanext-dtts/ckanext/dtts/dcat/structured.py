"""A dataset as schema.org tells it, for the search engines that read pages."""

from __future__ import annotations

import json
from typing import Any

from ckanext.dtts.dcat import tables
from ckanext.dtts.dcat.dataset import Dataset, is_demo
from ckanext.dtts.dcat.distribution import licence_address
from ckanext.dtts.dcat.statistics import SCHEMA, UNIT, measured
from ckanext.dtts.dcat.terms import MARK, MEDIA_TYPE
from ckanext.dtts.registers.names import place_name
from ckanext.dtts.search.document import values
from ckanext.dtts.views import labels
from dtts.catalogue import table_schema
from dtts.indicators.definition import Definition, definitions

# Search engines cut descriptions outside these bounds and warn about them.
_LONGEST_DESCRIPTION = 5000
_OUT_OF_PLACE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def structured(dataset: Dataset, site: str, lang: str) -> str:
    """JSON-LD that may stand inside a script element: `dataset` as `package_show` gives it."""
    return _script(_record(dataset, site, lang))


def defined_term(one: Definition, site: str, lang: str) -> str:
    """JSON-LD of an indicator as a term of the portal's list of indicators, for its page."""
    prefix = "/en" if lang == "en" else ""
    indicators = f"{site}{prefix}/chi-tieu/"
    return _script(
        {
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "@id": f"{site}/chi-tieu/{one.code}",
            "url": f"{indicators}{one.code}",
            "termCode": one.code,
            "name": one.name[lang],
            "alternateName": one.name["vi" if lang == "en" else "en"],
            "description": one.definition[lang],
            "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": f"{site}/chi-tieu/", "url": indicators},
        }
    )


def _script(record: dict[str, Any]) -> str:
    return json.dumps(_said(record), ensure_ascii=False).translate(_OUT_OF_PLACE)


def _record(dataset: Dataset, site: str, lang: str) -> dict[str, Any]:
    prefix = "/en" if lang == "en" else ""
    agency = dataset.get("organization") or {}
    mark = f"[{MARK[lang]}] " if is_demo(dataset) else ""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{site}/dataset/{dataset['id']}",
        "url": f"{site}{prefix}/dataset/{dataset['name']}",
        "name": _pick(dataset, "title", lang),
        "alternateName": dataset.get("title_en") if lang == "vi" else dataset.get("title"),
        "description": mark + _pick(dataset, "notes", lang)[:_LONGEST_DESCRIPTION],
        "identifier": dataset["id"],
        "inLanguage": ["vi", "en"],
        "keywords": [tag["name"] for tag in dataset.get("tags") or []] + ([MARK[lang]] if mark else []),
        "license": licence_address(dataset),
        "isAccessibleForFree": True,
        "creator": _organisation(dataset.get("producer") or agency.get("title"), None),
        "publisher": _organisation(
            agency.get("title"), f"{site}/organization/{agency['name']}" if agency else None
        ),
        "datePublished": _day(dataset.get("metadata_created")),
        "dateModified": _day(dataset.get("metadata_modified")),
        "temporalCoverage": _period(dataset),
        "spatialCoverage": [
            {"@type": "Place", "name": place_name(area, lang) or area}
            for area in values(dataset.get("area_id"))
        ],
        "citation": dataset.get("source_url"),
        "includedInDataCatalog": {"@type": "DataCatalog", "name": labels.site_title(lang), "url": f"{site}/"},
        "variableMeasured": _variables(dataset, site, lang),
        "distribution": [_download(offer, lang) for offer in tables.offers(dataset, site)],
    }


def _variables(dataset: Dataset, site: str, lang: str) -> list[dict[str, Any]]:
    """The indicators that a dataset has values of, each with its unit and its page."""
    told = measured(dataset)
    codes = sorted(told.indicators & definitions().keys()) if told else []
    prefix = "/en" if lang == "en" else ""
    return [_variable(definitions()[code], f"{site}{prefix}/chi-tieu/{code}", lang) for code in codes]


def _variable(one: Definition, address: str, lang: str) -> dict[str, Any]:
    units = table_schema(SCHEMA).field(UNIT).enum_labels
    return {
        "@type": "PropertyValue",
        "propertyID": one.code,
        "name": one.name[lang],
        "description": one.definition[lang],
        "unitText": units[one.unit_measure][lang] if one.unit_measure in units else one.unit_measure,
        "measurementTechnique": one.method[lang] if one.method else None,
        "url": address,
    }


def _download(offer: tables.Offer, lang: str) -> dict[str, Any]:
    name = offer.resource.get("name_en") if lang == "en" else None
    return {
        "@type": "DataDownload",
        "name": name or offer.resource.get("name"),
        "encodingFormat": MEDIA_TYPE[offer.form].split("media-types/")[1],
        "contentUrl": offer.download,
        "contentSize": f"{offer.size} B" if offer.size is not None else None,
        "sha256": offer.sha256,
    }


def _organisation(name: str | None, url: str | None) -> dict[str, Any] | None:
    return {"@type": "Organization", "name": name, "url": url} if name else None


def _period(dataset: Dataset) -> str | None:
    start, end = dataset.get("period_start"), dataset.get("period_end")
    return f"{start or '..'}/{end or '..'}" if start or end else None


def _pick(dataset: Dataset, field: str, lang: str) -> str:
    vietnamese, english = dataset.get(field) or "", dataset.get(f"{field}_en") or ""
    return str((english or vietnamese) if lang == "en" else (vietnamese or english))


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _said(value: Any) -> Any:
    """`value` without what is not known: an empty property says something else than no property."""
    if isinstance(value, dict):
        return {key: _said(item) for key, item in value.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [_said(item) for item in value]
    return value
