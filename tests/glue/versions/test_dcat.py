"""The catalogue tells which version is current, what it changed, and which one it replaced."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, RDF, Namespace
from rdflib.term import Node

from glue.road.people import Web

ADMS = Namespace("http://www.w3.org/ns/adms#")
HERE = "http://test.dtts.example"


@pytest.fixture(scope="module")
def graph(history: dict[str, Any], web: Web) -> Graph:
    return Graph().parse(data=web.get(f"/dataset/{history['name']}.ttl").text, format="turtle")


def notes(graph: Graph, about: Node) -> dict[str | None, str]:
    return {each.language: str(each) for each in graph.objects(about, ADMS.versionNotes)}


@pytest.mark.parametrize("kind", [DCAT.Dataset, DCAT.Distribution])
def test_dataset_and_files_say_what_the_version_changed(
    history: dict[str, Any], graph: Graph, kind: URIRef
) -> None:
    before = URIRef(f"{HERE}/dataset/{history['name']}/diem/v/1")
    for about in graph.subjects(RDF.type, kind):
        assert graph.value(about, DCAT.version) == Literal("2")
        assert graph.value(about, DCAT.previousVersion) == before
        told = notes(graph, about)
        assert told["vi"].startswith("1 dòng thêm, 2 dòng đổi")
        assert told["en"].startswith("1 row added, 2 rows changed")


def test_no_version_is_taken_for_a_dataset_of_its_own(graph: Graph) -> None:
    assert len(set(graph.subjects(RDF.type, DCAT.Dataset))) == 1
