"""A published table, as each of the open doors shows it to a stranger."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, XSD, Namespace
from rdflib.term import Node

SPDX = Namespace("http://spdx.org/rdf/terms#")
HERE = "http://test.dtts.example"
PAGE = f"{HERE}/dataset/diem-ho-tro/diem"


@pytest.fixture(scope="module")
def files(site: CKANTestApp, facility: dict[str, Any]) -> dict[str, tuple[Graph, Node]]:
    """The distributions of the catalogue by the ending of their download."""
    graph = Graph().parse(data=site.get("/dataset/diem-ho-tro.ttl").text, format="turtle")
    return {
        str(graph.value(file, DCAT.downloadURL)).rpartition(".")[2]: (graph, file)
        for file in graph.subjects(RDF.type, DCAT.Distribution)
    }


class TestCatalogue:
    def test_it_names_the_four_files_of_the_table(self, files: dict[str, tuple[Graph, Node]]) -> None:
        assert set(files) == {"csv", "parquet", "json", "xlsx"}

    @pytest.mark.parametrize(
        ("form", "media_type"),
        [
            ("csv", "text/csv"),
            ("parquet", "application/vnd.apache.parquet"),
            ("json", "application/json"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ],
    )
    def test_each_file_has_its_address_page_and_media_type(
        self, files: dict[str, tuple[Graph, Node]], form: str, media_type: str
    ) -> None:
        graph, file = files[form]
        assert graph.value(file, DCAT.downloadURL) == URIRef(f"{PAGE}.{form}")
        assert graph.value(file, DCAT.accessURL) == URIRef(PAGE)
        assert str(graph.value(file, DCAT.mediaType)).endswith(f"/media-types/{media_type}")
        assert graph.value(file, DCAT.version) == Literal("1")

    @pytest.mark.parametrize("form", ["csv", "parquet"])
    def test_size_and_checksum_are_those_of_the_file_that_is_served(
        self, site: CKANTestApp, files: dict[str, tuple[Graph, Node]], form: str
    ) -> None:
        graph, file = files[form]
        content = site.get(f"/dataset/diem-ho-tro/diem.{form}").data
        assert graph.value(file, DCAT.byteSize) == Literal(len(content), datatype=XSD.nonNegativeInteger)
        checksum = graph.value(file, SPDX.checksum)
        assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()
        assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256

    def test_each_file_conforms_to_the_schema_that_the_portal_serves(
        self, site: CKANTestApp, files: dict[str, tuple[Graph, Node]]
    ) -> None:
        for graph, file in files.values():
            address = str(graph.value(file, DCTERMS.conformsTo))
            assert address == f"{HERE}/schema/it_support_points.json"
        assert json.loads(site.get("/schema/it_support_points.json").data)["name"] == "it_support_points"

    def test_the_rows_are_offered_through_an_api(self, files: dict[str, tuple[Graph, Node]]) -> None:
        graph, file = files["csv"]
        service = graph.value(file, DCAT.accessService)
        assert graph.value(service, DCAT.endpointURL) == URIRef(f"{HERE}/api/3/action/datastore_search")


class TestDataStore:
    def rows(self, site: CKANTestApp, facility: dict[str, Any], **params: str) -> dict[str, Any]:
        resource = facility["resources"][0]["id"]
        answer = site.get(
            "/api/3/action/datastore_search", query_string={"resource_id": resource, **params}, status=200
        )
        return json.loads(answer.data)["result"]

    def test_a_stranger_reads_typed_columns(self, site: CKANTestApp, facility: dict[str, Any]) -> None:
        kinds = {field["id"]: field["type"] for field in self.rows(site, facility)["fields"]}
        assert (kinds["point_id"], kinds["opened_on"]) == ("text", "date")

    def test_codes_keep_their_zeros(self, site: CKANTestApp, facility: dict[str, Any]) -> None:
        codes = [row["point_id"] for row in self.rows(site, facility)["records"]]
        assert sorted(codes) == ["0164A", "07210"]

    def test_rows_can_be_filtered_by_a_code(self, site: CKANTestApp, facility: dict[str, Any]) -> None:
        found = self.rows(site, facility, filters=json.dumps({"point_id": "07210"}))
        assert [row["point_id"] for row in found["records"]] == ["07210"]

    @pytest.mark.parametrize("name", ["datastore_upsert", "datastore_create", "datastore_delete"])
    def test_a_stranger_changes_nothing(self, site: CKANTestApp, facility: dict[str, Any], name: str) -> None:
        before = self.rows(site, facility)["records"]
        asked = {"resource_id": facility["resources"][0]["id"], "records": [{"point_id": "x"}], "force": True}
        assert site.post(f"/api/3/action/{name}", json=asked).status_code in (403, 409)
        assert self.rows(site, facility)["records"] == before


class TestSearch:
    def test_the_schema_of_its_table_narrows_a_search(
        self, site: CKANTestApp, facility: dict[str, Any]
    ) -> None:
        params = {"fq": "table_schemas:it_support_points", "facet.field": '["table_schemas", "demo"]'}
        found = json.loads(site.get("/api/3/action/package_search", query_string=params).data)["result"]
        assert [hit["name"] for hit in found["results"]] == ["diem-ho-tro"]
        assert found["facets"] == {"table_schemas": {"it_support_points": 1}, "demo": {"true": 1}}

    def test_the_table_stands_in_the_sitemap(self, site: CKANTestApp, facility: dict[str, Any]) -> None:
        assert f"<loc>{PAGE}</loc>" in site.get("/sitemap/datasets-1.xml").text

    def test_search_engines_are_told_of_the_files_and_the_mark(
        self, site: CKANTestApp, facility: dict[str, Any]
    ) -> None:
        page = site.get("/dataset/diem-ho-tro").text
        told = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
        assert {file["contentUrl"] for file in told["distribution"]} == {
            f"{PAGE}.{form}" for form in ("csv", "parquet", "json", "xlsx")
        }
        assert told["description"].startswith("[Dữ liệu minh họa] ")
