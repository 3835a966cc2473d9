from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from rdflib import Graph

from core.harvesters.payloads import FOLDER, Files, harvest
from dtts.catalogue import dataset_type, dataset_type_names
from dtts_harvesters.record import Failure, Record
from harvest_server.server import Request, Server, reply

CATALOGUE = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
<https://du-lieu.example.vn/1> a dcat:Dataset ;
  dct:title "Co so"@fr, "Cơ sở minh họa"@vi, "Facilities"@en ; dct:description "Mô tả" ;
  dct:modified "2026-11-20T00:00:00Z" ; dcat:keyword "giảm nghèo"@vi, "poverty"@en ;
  dct:license <https://creativecommons.org/licenses/by/4.0/> ;
  dct:publisher [ foaf:name "Đơn vị minh họa" ] ;
  dcat:contactPoint [ vcard:fn "Văn phòng" ; vcard:hasEmail <mailto:vp@du-lieu.example.vn> ] ;
  dcat:distribution [ dct:title "Bảng"@vi ; dcat:accessURL <https://du-lieu.example.vn/1.csv> ; dct:format "CSV" ] ;
  <https://du-lieu.example.vn/rieng> "của riêng" .
<https://du-lieu.example.vn/2> a dcat:Dataset ; dct:title "Hai" .
"""
FIELDS: dict[str, Any] = {"connector": "dcat", "target": {"dataset_type": "program_result"}}
DEFAULTS = Path(__file__).parents[3] / "harvesters" / "dtts_harvesters" / "defaults"
TYPES = {"turtle": "turtle", "rdf-xml": "pretty-xml", "json-ld": "json-ld"}


def serialised(format_: str) -> bytes:
    return Graph().parse(data=CATALOGUE, format="turtle").serialize(format=TYPES[format_]).encode()


def of(content: bytes, format_: str, **changed: Any) -> tuple[list[Any], Any]:
    with Server({"/": lambda request: reply(content)}) as server:
        found, report, _ = harvest(server, "/", **{**FIELDS, "options": {"format": format_}, **changed})
    return found, report


@pytest.mark.parametrize("format_", list(TYPES))
def test_every_serialisation_gives_the_same_datasets(format_: str) -> None:
    found, report = of(serialised(format_), format_)
    assert [one.id for one in found] == ["https://du-lieu.example.vn/1", "https://du-lieu.example.vn/2"]
    assert found[0].content == {
        "title": "Cơ sở minh họa",
        "title_en": "Facilities",
        "notes": "Mô tả",
        "tag_string": "giảm nghèo",
        "license_id": "CC-BY-4.0",
        "producer": "Đơn vị minh họa",
        "contact_name": "Văn phòng",
        "contact_email": "vp@du-lieu.example.vn",
        "resources": [{"url": "https://du-lieu.example.vn/1.csv", "name": "Bảng", "format": "CSV"}],
    }
    assert found[0].modified.isoformat() == "2026-11-20T00:00:00+00:00"
    assert {one.field for one in report.drift.values()} == {"https://du-lieu.example.vn/rieng"}
    assert report.complete


def test_an_order_of_triples_changes_no_digest() -> None:
    lines = Graph().parse(data=CATALOGUE, format="turtle").serialize(format="nt").splitlines()
    digests = []
    for listed in (lines, lines[::-1]):
        found, _ = of("\n".join(listed).encode(), "turtle")
        digests.append([one.digest for one in found])
    assert digests[0] == digests[1]


def paged(server: Server, total: int = 4, following: str = "") -> None:
    """The two real pages, their own address replaced by that of the loopback."""
    pages = [(FOLDER / "dcat" / f"paged-collection-{number}.jsonld").read_text("utf-8") for number in (1, 2)]
    site = server.address("")

    def route(request: Request) -> bytes:
        text = pages[int(request.query.get("page", 1)) - 1].replace(
            "http://data.test.org/catalog.jsonld", f"{site}/"
        )
        if following:
            text = text.replace(f"{site}/?page=2", following)
        return reply(
            text.replace('totalItems": [{"@value": 4', f'totalItems": [{{"@value": {total}').encode()
        )

    server.routes["/"] = route


def test_the_pages_of_a_collection_are_read_to_their_end() -> None:
    with Server() as server:
        paged(server)
        found, report, state = harvest(server, "/", **FIELDS, options={"format": "json-ld"})
    assert [one.id[-1] for one in found] == ["1", "2", "3", "4"]
    assert report.announced == 4 and report.complete
    # A first page that has not changed says nothing of the others: it is asked for without a condition.
    assert "read" not in state


def test_a_collection_that_gives_fewer_than_it_says_is_no_complete_reading() -> None:
    with Server() as server:
        paged(server, total=9)
        found, report, _ = harvest(server, "/", **FIELDS, options={"format": "json-ld"})
    assert len(found) == 4 and not report.complete


@pytest.mark.parametrize(
    ("following", "rule"),
    [("https://khac.example.vn/?page=2", "next-elsewhere"), ("{site}/?page=1", "paging-repeats")],
)
def test_a_collection_that_leads_elsewhere_or_in_a_circle_is_left(following: str, rule: str) -> None:
    with Server() as server:
        paged(server, following=following.format(site=server.address("")))
        found, report, _ = harvest(server, "/", **FIELDS, options={"format": "json-ld"})
    assert found[-1].rule == rule and not report.complete


@pytest.mark.parametrize(
    "context",
    ['"http://127.0.0.1/c"', '["http://127.0.0.1/c"]', '{"@import": "http://127.0.0.1/c"}'],
)
@pytest.mark.parametrize("where", ['{{"@context": {0}}}', '[{{"@graph": [{{"a": {{"@context": {0}}}}}]}}]'])
def test_a_context_that_lies_elsewhere_is_never_fetched(
    context: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *a, **k: opened.append(a))
    (failure,), _ = of(where.format(context).encode(), "json-ld")
    assert (failure.rule, opened) == ("remote-context", [])


@pytest.mark.parametrize(
    ("content", "format_", "rule"),
    [
        (b"<!DOCTYPE rdf [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rdf/>", "rdf-xml", "broken-rdf"),
        (b"<rdf:RDF", "rdf-xml", "broken-rdf"),
        (b"@prefix", "turtle", "broken-rdf"),
        (b"{", "json-ld", "broken-rdf"),
        (b"<!doctype html><html>", "turtle", "html-instead"),
        (b'{"datasets": []}', "dcat-us", "no-list"),
        (b"", "turtle", "empty-file"),
    ],
)
def test_what_is_no_catalogue_ends_the_reading(content: bytes, format_: str, rule: str) -> None:
    (failure,), report = of(content, format_)
    assert (failure.rule, failure.fatal, report.complete) == (rule, True, False)


def payload(path: str, format_: str) -> tuple[list[Any], Any]:
    with Server(Files()) as server:
        found, report, _ = harvest(server, path, **FIELDS, options={"format": format_})
    return found, report


def test_a_catalogue_of_opendata_swiss_comes_with_its_files() -> None:
    found, report = payload("/dcat/opendata_swiss_catalog.xml", "rdf-xml")
    assert [one.id for one in found if isinstance(one, Record)]
    assert all(one.content["resources"] for one in found)
    assert report.complete


def test_dcat_us_comes_with_what_our_forms_take() -> None:
    found, report = payload("/dcat/usda.gov.data.json", "dcat-us")
    first = found[0]
    assert (first.id, first.title) == (
        "USDA-DM-002",
        "Department of Agriculture Congressional Logs for Fiscal Year 2014",
    )
    assert first.content["contact_email"] == "Alexis.Graves@ocio.usda.gov"
    assert first.content["license_id"] == "CC0-1.0"
    assert {"additionalField", "additionalFieldDict.a", "additionalFieldList"} <= {
        one.field for one in report.drift.values()
    }


def test_an_address_that_is_none_costs_its_file_and_not_its_dataset() -> None:
    (record,), report = payload("/dcat/dcatus_multiple_invalid.json", "dcat-us")
    assert record.title == "Veterans Honor Map Locations"
    assert "resources" not in record.content
    assert any(name.startswith("license_id=") for name in report.ignored)


@pytest.mark.parametrize(
    "poison", [None, 7, {}, {"identifier": ""}, {"identifier": "x", "distribution": 7}, {"identifier": ["a"]}]
)
def test_one_broken_dataset_leaves_the_others_alone(poison: Any) -> None:
    whole = json.loads((FOLDER / "dcat" / "usda.gov.data.json").read_text("utf-8"))
    count = len(whole["dataset"])
    whole["dataset"].insert(1, poison)
    found, _ = of(json.dumps(whole).encode(), "dcat-us")
    assert len([one for one in found if isinstance(one, Record)]) == count
    (failure,) = [one for one in found if isinstance(one, Failure)]
    assert not failure.fatal


def test_the_defaults_map_to_fields_that_every_dataset_type_has() -> None:
    shared = set.intersection(
        *(
            {field["field_name"] for field in dataset_type(name)["dataset_fields"]}
            for name in dataset_type_names()
            if name not in ("register", "document", "expert", "event", "facility", "product")
        )
    )
    for name in ("ckan", "dcat", "dcat-us"):
        text = (DEFAULTS / f"{name}.yaml").read_text("utf-8")
        assert set(yaml.safe_load(text)["fields"].values()) <= shared
