"""Datasets of observations in the catalogue: DCAT-AP's own shapes judge, and ours of StatDCAT-AP."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, SKOS

from ckanext.dtts.dcat.profile import SERVICES
from ckanext.dtts.dcat.terms import STAT
from glue.standards.shapes import DCAT_AP, STAT_DCAT_AP, violations


@pytest.fixture(scope="module")
def catalogue(site: CKANTestApp, series: dict[str, bytes]) -> Graph:
    return Graph().parse(data=site.get("/catalog.ttl").get_data(as_text=True), format="turtle")


@pytest.mark.parametrize("name", [*DCAT_AP, STAT_DCAT_AP])
def test_the_shapes_find_nothing_to_refuse_in_the_catalogue(catalogue: Graph, name: str) -> None:
    assert violations(catalogue, name) == []


@pytest.mark.parametrize(
    ("name", "predicate"),
    [
        (DCAT_AP[0], DCTERMS.description),
        (STAT_DCAT_AP, STAT.numSeries),
        (STAT_DCAT_AP, STAT.statUnitMeasure),
        (STAT_DCAT_AP, STAT.dimension),
        (STAT_DCAT_AP, STAT.attribute),
        (STAT_DCAT_AP, SKOS.prefLabel),
    ],
)
def test_the_shapes_miss_a_property_that_is_taken_away(
    catalogue: Graph, name: str, predicate: URIRef
) -> None:
    poorer = Graph()
    for triple in catalogue:
        if triple[1] != predicate:
            poorer.add(triple)
    assert violations(poorer, name)


def test_a_dataset_of_observations_says_how_many_series_and_in_which_unit(
    site: CKANTestApp, catalogue: Graph
) -> None:
    (about,) = catalogue.subjects(DCTERMS.title, Literal("Chuỗi ngheo", lang="vi"))
    rows = [
        row
        for row in site.get("/api/dtts/v1/observations?indicator=GSO_POVERTY_RATE&limit=5000").json["results"]
        if row["GEO_VERSION"] == "ASREP"
    ]
    (count,) = catalogue.objects(about, STAT.numSeries)
    assert count.toPython() == len({row["REF_AREA"] for row in rows}) > 50
    (unit,) = catalogue.objects(about, STAT.statUnitMeasure)
    assert set(catalogue.objects(unit, SKOS.prefLabel)) == {
        Literal("Phần trăm", "vi"),
        Literal("Percent", "en"),
    }
    assert len(list(catalogue.objects(about, STAT.dimension))) == 9
    assert str(next(catalogue.objects(about, DCAT.temporalResolution))) == "P1Y"


@pytest.mark.parametrize(("prefix", "name"), [("", "Tỷ lệ nghèo"), ("/en", "Poverty rate")])
def test_search_engines_are_told_what_a_dataset_measures(site: CKANTestApp, prefix: str, name: str) -> None:
    page = BeautifulSoup(site.get(f"{prefix}/dataset/ngheo").get_data(as_text=True), "html.parser")
    told = json.loads(page.find("script", type="application/ld+json").string)
    (variable,) = told["variableMeasured"]
    assert (variable["propertyID"], variable["name"]) == ("GSO_POVERTY_RATE", name)
    assert variable["url"].endswith(f"{prefix}/chi-tieu/GSO_POVERTY_RATE")
    assert site.get(variable["url"].removeprefix("http://test.dtts.example")).status_code == 200


@pytest.mark.parametrize(("prefix", "name"), [("", "Tỷ lệ nghèo"), ("/en", "Poverty rate")])
def test_search_engines_are_told_what_an_indicator_means(site: CKANTestApp, prefix: str, name: str) -> None:
    page = BeautifulSoup(
        site.get(f"{prefix}/chi-tieu/GSO_POVERTY_RATE").get_data(as_text=True), "html.parser"
    )
    told = json.loads(page.find("script", type="application/ld+json").string)
    assert (told["@type"], told["termCode"], told["name"]) == ("DefinedTerm", "GSO_POVERTY_RATE", name)
    assert (
        site.get(told["inDefinedTermSet"]["url"].removeprefix("http://test.dtts.example")).status_code == 200
    )


@pytest.mark.parametrize("path", SERVICES)
def test_the_catalogue_leads_to_every_door_for_machines(
    site: CKANTestApp, catalogue: Graph, path: str
) -> None:
    (about,) = [one for one in catalogue.objects(None, DCAT.service) if str(one).endswith(path)]
    described = str(next(catalogue.objects(about, DCAT.endpointDescription)))
    answer = site.get(described.removeprefix("http://test.dtts.example"), expect_errors=True)
    # Without a set there is no manifest, and assistants do not ask by GET.
    assert answer.status_code in {"/bulk/manifest.json": (200, 404), "/mcp": (405,)}.get(path, (200,))
