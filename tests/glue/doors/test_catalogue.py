"""The catalogue that other catalogues harvest: DCAT-AP 3 over HTTP, in three notations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Namespace

from glue.records import dataset

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = "http://publications.europa.eu/resource/authority/"


@pytest.fixture(scope="module")
def made(site: CKANTestApp) -> dict[str, Any]:
    return dataset(
        name="ho-tro-dat-o",
        title="Hỗ trợ đất ở",
        title_en="Residential land support",
        notes="Số hộ được hỗ trợ <b>đất ở</b>.</script>",
        notes_en="Households supported.",
        tag_string="đất ở,giảm nghèo",
        theme="society",
        area_id=["24@since-2025-07", "VN"],
        period_start="2021-01-01",
        period_end="2023-12-31",
        contact_email="dautu@example.org",
        producer="Ủy ban Dân tộc",
        source_url="https://example.org/bảng 1",
        source_title="Bảng 1",
        legal_basis="01/2022/TT-UBDT; 88/2019/QH14",
        resources=[{"name": "Văn bản", "url": "https://example.org/a.pdf"}],
    )


@pytest.fixture(scope="module")
def graph(site: CKANTestApp, made: dict[str, Any]) -> Graph:
    return Graph().parse(data=site.get("/dataset/ho-tro-dat-o.ttl").text, format="turtle")


@pytest.fixture(scope="module")
def about(made: dict[str, Any], graph: Graph) -> URIRef:
    return next(node for node in graph.subjects(RDF.type, DCAT.Dataset) if str(node).endswith(made["id"]))


@pytest.mark.parametrize(
    ("ending", "media_type", "notation"),
    [
        ("ttl", "text/turtle", "turtle"),
        ("jsonld", "application/ld+json", "json-ld"),
        ("rdf", "application/rdf+xml", "xml"),
    ],
)
@pytest.mark.parametrize("path", ["/catalog", "/dataset/ho-tro-dat-o"])
def test_each_notation_says_the_same(
    site: CKANTestApp,
    made: dict[str, Any],
    graph: Graph,
    path: str,
    ending: str,
    media_type: str,
    notation: str,
) -> None:
    answer = site.get(f"{path}.{ending}")
    assert answer.headers["Content-Type"].startswith(media_type)
    read = Graph().parse(data=answer.text, format=notation)
    titles = set(read.objects(None, DCTERMS.title))
    assert {Literal("Hỗ trợ đất ở", lang="vi"), Literal("Residential land support", lang="en")} <= titles
    if path != "/catalog":
        assert len(read) == len(graph)


class TestDataset:
    def test_names_and_descriptions_come_in_both_languages(self, graph: Graph, about: URIRef) -> None:
        assert set(graph.objects(about, DCTERMS.title)) == {
            Literal("Hỗ trợ đất ở", lang="vi"),
            Literal("Residential land support", lang="en"),
        }
        assert {text.language for text in graph.objects(about, DCTERMS.description)} == {"vi", "en"}

    def test_what_dcat_ap_wants_for_every_thing_is_there(self, graph: Graph, about: URIRef) -> None:
        wanted = {
            DCAT.Dataset: [DCTERMS.title, DCTERMS.description],
            DCAT.Distribution: [DCAT.accessURL],
            FOAF.Agent: [FOAF.name],
            SKOS.Concept: [SKOS.prefLabel],
            SKOS.ConceptScheme: [DCTERMS.title],
            DCAT.DataService: [DCTERMS.title, DCAT.endpointURL],
        }
        missing = [
            (node, predicate)
            for kind, predicates in wanted.items()
            for node in graph.subjects(RDF.type, kind)
            for predicate in predicates
            if not list(graph.objects(node, predicate))
        ]
        assert missing == []

    @pytest.mark.parametrize(
        ("predicate", "kind"),
        [
            (DCTERMS.publisher, FOAF.Agent),
            (DCTERMS.creator, FOAF.Agent),
            (DCAT.contactPoint, VCARD.Kind),
            (DCTERMS.spatial, DCTERMS.Location),
            (DCTERMS.temporal, DCTERMS.PeriodOfTime),
            (DCTERMS.provenance, DCTERMS.ProvenanceStatement),
            (DCTERMS.accrualPeriodicity, DCTERMS.Frequency),
            (DCAT.theme, SKOS.Concept),
            (DCAT.distribution, DCAT.Distribution),
        ],
    )
    def test_what_is_told_about_is_of_its_kind(
        self, graph: Graph, about: URIRef, predicate: URIRef, kind: URIRef
    ) -> None:
        told = list(graph.objects(about, predicate))
        assert told
        assert all((node, RDF.type, kind) in graph for node in told)

    def test_the_period_is_in_dates(self, graph: Graph, about: URIRef) -> None:
        period = graph.value(about, DCTERMS.temporal)
        assert graph.value(period, DCAT.startDate) == Literal("2021-01-01", datatype=XSD.date)
        assert graph.value(period, DCAT.endDate) == Literal("2023-12-31", datatype=XSD.date)

    def test_places_have_their_permanent_address_and_names(self, graph: Graph, about: URIRef) -> None:
        names = {
            str(place): {str(name) for name in graph.objects(place, SKOS.prefLabel)}
            for place in graph.objects(about, DCTERMS.spatial)
        }
        assert names == {
            "http://test.dtts.example/dia-ban/24@since-2025-07": {"Tỉnh Bắc Ninh", "Bac Ninh Province"},
            f"{EU}country/VNM": {"Cả nước", "Whole country"},
        }

    def test_the_frequency_is_the_european_one(self, graph: Graph, about: URIRef) -> None:
        assert graph.value(about, DCTERMS.accrualPeriodicity) == URIRef(f"{EU}frequency/ANNUAL")

    def test_every_file_carries_the_licence(self, graph: Graph, about: URIRef) -> None:
        licences = {graph.value(file, DCTERMS.license) for file in graph.objects(about, DCAT.distribution)}
        assert licences == {URIRef("https://creativecommons.org/licenses/by/4.0/")}

    def test_an_address_with_blanks_and_letters_is_written_as_one(self, graph: Graph) -> None:
        assert "https://example.org/b%E1%BA%A3ng%201" in {str(node) for node in graph.subjects()}

    def test_provenance_is_told(self, graph: Graph, about: URIRef) -> None:
        statement = graph.value(about, DCTERMS.provenance)
        assert graph.value(statement, RDFS.label) == Literal("Lập từ văn bản công bố.", lang="vi")


class TestCatalogue:
    def test_it_names_itself_and_every_public_dataset(self, site: CKANTestApp, about: URIRef) -> None:
        read = Graph().parse(data=site.get("/catalog.ttl").text, format="turtle")
        catalogue = next(read.subjects(RDF.type, DCAT.Catalog))
        assert read.value(catalogue, DCTERMS.publisher) is not None
        assert read.value(catalogue, DCTERMS.description) is not None
        assert (catalogue, DCAT.dataset, about) in read

    def test_demonstration_data_are_marked_where_other_portals_look(self, site: CKANTestApp) -> None:
        dataset(name="minh-hoa", title="Số liệu bịa", notes="Thử.", demo="true")
        text = site.get("/dataset/minh-hoa.ttl").text
        assert "dtts:demo true" in text
        assert '"[Dữ liệu minh họa] Thử."@vi' in text
        assert '"Demonstration data"@en' in text

    def test_real_data_carry_no_such_mark(self, site: CKANTestApp, made: dict[str, Any]) -> None:
        assert "dtts:demo" not in site.get("/dataset/ho-tro-dat-o.ttl").text

    def test_a_private_dataset_is_in_no_catalogue(self, site: CKANTestApp) -> None:
        dataset(name="rieng", title="Chưa công khai", private=True)
        assert "Chưa công khai" not in site.get("/catalog.ttl").text
        assert site.get("/dataset/rieng.ttl", follow_redirects=False).status_code in (302, 403, 404)


class TestSearchEngines:
    def test_a_page_tells_schema_org_about_its_dataset(self, site: CKANTestApp, made: dict[str, Any]) -> None:
        page = site.get("/dataset/ho-tro-dat-o").text
        script = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
        told = json.loads(script)
        assert told["@type"] == "Dataset"
        assert told["name"] == "Hỗ trợ đất ở"
        assert told["description"].endswith("</script>")
        assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert told["temporalCoverage"] == "2021-01-01/2023-12-31"
        assert {"@type": "Place", "name": "Tỉnh Bắc Ninh"} in told["spatialCoverage"]

    def test_the_english_page_tells_it_in_english(self, site: CKANTestApp, made: dict[str, Any]) -> None:
        page = site.get("/en/dataset/ho-tro-dat-o").text
        told = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
        assert told["name"] == "Residential land support"
        assert told["alternateName"] == "Hỗ trợ đất ở"
