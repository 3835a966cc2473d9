"""Table schemas, feeds, the sitemap and robots.txt, as a machine reads them."""

from __future__ import annotations

import json
from xml.etree import ElementTree as Xml

import pytest
from ckan.tests.helpers import CKANTestApp

from dtts.catalogue import table_schema_names
from glue.records import agency, dataset

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HERE = "http://test.dtts.example"


@pytest.fixture(scope="module", autouse=True)
def published(site: CKANTestApp) -> None:
    dataset(name="danh-muc", title="Danh mục <xã>", title_en="Communes", notes="Mô tả & ghi chú")
    dataset(
        name="thu-nghiem", title="Thử nghiệm", demo="true", owner_org=agency("so-noi-vu", "Sở Nội vụ")["id"]
    )
    dataset(name="rieng", title="Riêng", private=True)


def entries(site: CKANTestApp, path: str) -> list[Xml.Element]:
    return Xml.fromstring(site.get(path).data).findall("a:entry", ATOM)


def titles(site: CKANTestApp, path: str) -> list[str]:
    return [entry.findtext("a:title", "", ATOM) for entry in entries(site, path)]


class TestSchemas:
    def test_every_table_schema_can_be_read_at_its_address(self, site: CKANTestApp) -> None:
        for name in table_schema_names():
            answer = site.get(f"/schema/{name}.json")
            told = json.loads(answer.data)
            assert told["name"] == name
            assert all(field["title"] and field["title_en"] for field in told["fields"])

    def test_the_list_leads_to_each(self, site: CKANTestApp) -> None:
        listed = json.loads(site.get("/schema/index.json").data)
        assert [each["url"] for each in listed] == [
            f"{HERE}/schema/{name}.json" for name in table_schema_names()
        ]

    @pytest.mark.parametrize("name", ["khong-co", "..%2Fdataset%2Fregister", "administrative_units.json"])
    def test_what_is_no_schema_is_not_found(self, site: CKANTestApp, name: str) -> None:
        assert site.get(f"/schema/{name}.json", status=404)

    def test_frictionless_reads_our_schemas(self, site: CKANTestApp) -> None:
        from frictionless import Schema

        for name in table_schema_names():
            Schema.from_descriptor(json.loads(site.get(f"/schema/{name}.json").data))


class TestFeeds:
    def test_the_feed_of_everything_leads_to_our_pages(self, site: CKANTestApp) -> None:
        found = {
            entry.findtext("a:title", "", ATOM): entry.find("a:link", ATOM)
            for entry in entries(site, "/feeds/dataset.atom")
        }
        assert set(found) == {"Danh mục <xã>", "[Dữ liệu minh họa] Thử nghiệm"}
        link = found["Danh mục <xã>"]
        assert link is not None
        assert link.attrib["href"] == f"{HERE}/dataset/danh-muc"

    def test_english_is_asked_for_in_the_address(self, site: CKANTestApp) -> None:
        assert set(titles(site, "/feeds/dataset.atom?lang=en")) == {
            "Communes",
            "[Demonstration data] Thử nghiệm",
        }

    def test_an_agency_has_its_feed(self, site: CKANTestApp) -> None:
        assert titles(site, "/feeds/organization/so-noi-vu.atom") == ["[Dữ liệu minh họa] Thử nghiệm"]

    def test_a_type_has_its_feed(self, site: CKANTestApp) -> None:
        assert len(titles(site, "/feeds/type/register.atom")) == 2
        assert titles(site, "/feeds/type/finance.atom") == []
        assert site.get("/feeds/type/khong-co.atom", status=404)

    def test_an_entry_names_its_agency(self, site: CKANTestApp) -> None:
        (entry,) = entries(site, "/feeds/organization/so-noi-vu.atom")
        assert entry.findtext("a:author/a:name", "", ATOM) == "Sở Nội vụ"


class TestRobots:
    def test_they_are_kept_from_endless_searches_and_led_to_the_sitemap(self, site: CKANTestApp) -> None:
        lines = site.get("/robots.txt").text.splitlines()
        assert "Disallow: /dataset/?" in lines
        assert "Disallow: /en/dataset/?" in lines
        assert f"Sitemap: {HERE}/sitemap.xml" in lines
        assert "Disallow: /dataset/" not in lines

    def test_the_sitemap_lists_its_files(self, site: CKANTestApp) -> None:
        root = Xml.fromstring(site.get("/sitemap.xml").data)
        assert [node.text for node in root.iterfind("s:sitemap/s:loc", MAP)] == [
            f"{HERE}/sitemap/pages.xml",
            f"{HERE}/sitemap/places.xml",
            f"{HERE}/sitemap/former-places.xml",
            f"{HERE}/sitemap/datasets-1.xml",
        ]

    def test_public_datasets_stand_in_it_in_both_languages_with_their_day(self, site: CKANTestApp) -> None:
        root = Xml.fromstring(site.get("/sitemap/datasets-1.xml").data)
        addresses = [node.text for node in root.iterfind("s:url/s:loc", MAP)]
        assert addresses == [
            f"{HERE}/dataset/danh-muc",
            f"{HERE}/en/dataset/danh-muc",
            f"{HERE}/dataset/thu-nghiem",
            f"{HERE}/en/dataset/thu-nghiem",
        ]
        first = root.find("s:url", MAP)
        assert first is not None
        assert len(first.findtext("s:lastmod", "", MAP)) == len("2026-01-01")
        assert {link.attrib["hreflang"] for link in first.iterfind("x:link", MAP)} == {
            "vi",
            "en",
            "x-default",
        }

    def test_agencies_stand_in_it(self, site: CKANTestApp) -> None:
        assert f"{HERE}/organization/so-noi-vu<" in site.get("/sitemap/pages.xml").text

    def test_every_address_in_it_is_found(self, site: CKANTestApp) -> None:
        for name in ("pages", "datasets-1"):
            root = Xml.fromstring(site.get(f"/sitemap/{name}.xml").data)
            for node in root.iterfind("s:url/s:loc", MAP):
                answer = site.get(str(node.text).removeprefix(HERE), follow_redirects=False)
                assert answer.status_code == 200, node.text

    def test_a_file_that_is_not_listed_is_not_found(self, site: CKANTestApp) -> None:
        assert site.get("/sitemap/datasets-2.xml", status=404)
        assert site.get("/sitemap/datasets-0.xml", status=404)
