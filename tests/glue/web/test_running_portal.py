"""Promises about the portal as it runs: nothing leaks, nothing foreign, nothing inline, no cookie for readers."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from glue.records import administrator, dataset

PAGES = [
    "/",
    "/en/",
    "/dataset/",
    "/dataset/?q=dan+toc",
    "/dataset/ho-ngheo",
    "/en/dataset/ho-ngheo",
    "/organization/",
    "/organization/ban-dan-toc-bac-ninh",
    "/about",
    "/khong-co-trang-nay",
]


@pytest.fixture(scope="module", autouse=True)
def made(site: CKANTestApp) -> dict[str, Any]:
    return dataset(name="ho-ngheo", title="Hộ nghèo dân tộc thiểu số")


def action(site: CKANTestApp, name: str, **params: str) -> Any:
    return site.get(f"/api/3/action/{name}", query_string=params)


class TestClosedDoors:
    def test_the_version_is_not_told(self, site: CKANTestApp) -> None:
        told = json.loads(action(site, "status_show").data)["result"]
        assert not told.get("ckan_version")
        assert "2.12" not in site.get("/").text

    @pytest.mark.parametrize("name", ["user_list", "user_autocomplete"])
    def test_strangers_see_no_list_of_people(self, site: CKANTestApp, name: str) -> None:
        assert action(site, name, q="a").status_code == 403

    def test_strangers_see_no_person(self, site: CKANTestApp) -> None:
        assert action(site, "user_show", id="admin").status_code in (403, 404)
        assert site.get("/user/", follow_redirects=False).status_code in (302, 403)

    def test_there_is_no_sql(self, site: CKANTestApp) -> None:
        answer = action(site, "datastore_search_sql", sql="SELECT 1")
        assert answer.status_code == 400
        assert "not known" in answer.text.lower() or "Bad request" in answer.text

    def test_nobody_becomes_a_user_by_himself(self, site: CKANTestApp) -> None:
        person = {"name": "ke-la", "email": "x@example.org", "password": "0123456789abc"}
        assert site.post("/api/3/action/user_create", json=person).status_code == 403

    def test_search_errors_do_not_name_solr(self, site: CKANTestApp) -> None:
        answer = action(site, "package_search", q="{!xmlparser v=''}")
        assert answer.status_code in (400, 409)
        assert "solr/" not in answer.text
        assert "127.0.0.1" not in answer.text


class TestStaff:
    def test_somebody_with_tokens_sees_them_with_their_end(self, site: CKANTestApp) -> None:
        name, token = administrator()
        page = site.get(f"/user/{name}/api-tokens", headers={"Authorization": token})
        assert page.status_code == 200
        assert "thu" in page.text

    @pytest.mark.parametrize("page", ["followers", "groups", "resources", "edit"])
    def test_ckans_own_pages_of_a_dataset_open(self, site: CKANTestApp, page: str) -> None:
        _, token = administrator()
        headers = {"Authorization": token}
        assert site.get(f"/dataset/{page}/ho-ngheo", headers=headers).status_code == 200


class TestOpenDoors:
    def test_the_action_api_answers_strangers(self, site: CKANTestApp) -> None:
        found = json.loads(action(site, "package_search", q="ho ngheo").data)["result"]
        assert [hit["name"] for hit in found["results"]] == ["ho-ngheo"]

    def test_with_and_without_marks_the_api_finds_the_same(self, site: CKANTestApp) -> None:
        counts = {
            json.loads(action(site, "package_search", q=words).data)["result"]["count"]
            for words in ("dan toc", "dân tộc")
        }
        assert counts == {1}

    def test_scripts_of_other_sites_may_read_it(self, site: CKANTestApp) -> None:
        answer = site.get("/api/3/action/status_show", headers={"Origin": "https://example.org"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_reading_sets_no_cookie(site: CKANTestApp, path: str) -> None:
    assert "Set-Cookie" not in site.get(path).headers


@pytest.mark.parametrize("path", [*PAGES, "/user/login", "/user/reset"])
class TestPagesOfStrangers:
    def test_it_holds_nothing_that_its_policy_forbids(self, site: CKANTestApp, path: str) -> None:
        answer = site.get(path)
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        page = BeautifulSoup(answer.text, "html.parser")
        inline = [
            tag for tag in page.find_all("script") if not tag.get("src") and "json" not in tag.get("type", "")
        ]
        assert inline == []
        assert page.find_all("style") == []
        handlers = [
            (tag.name, name)
            for tag in page.find_all(True)
            for name in tag.attrs
            if re.match("on[a-z]+$|style$", name)
        ]
        assert handlers == []

    def test_it_loads_nothing_from_elsewhere(self, site: CKANTestApp, path: str) -> None:
        page = BeautifulSoup(site.get(path).text, "html.parser")
        loaded = [tag.get("src") for tag in page.find_all(["script", "img", "iframe"])]
        loaded += [tag["href"] for tag in page.find_all("link", rel=["stylesheet", "icon", "preload"])]
        foreign = [address for address in loaded if address and re.match(r"(https?:)?//", address)]
        assert [address for address in foreign if not address.startswith("http://test.dtts.example/")] == []


class TestKeeping:
    def test_a_page_says_how_long_it_may_be_kept_and_is_asked_for_by_its_tag(self, site: CKANTestApp) -> None:
        first = site.get("/dataset/ho-ngheo")
        assert first.headers["Cache-Control"] == "public, max-age=60"
        assert {"Cookie", "Authorization", "Accept-Encoding"} <= set(first.headers["Vary"].split(", "))
        again = site.get("/dataset/ho-ngheo", headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304

    def test_staff_pages_are_kept_by_nobody(self, site: CKANTestApp) -> None:
        answer = site.get("/dataset/ho-ngheo", headers={"Authorization": administrator()[1]})
        assert answer.headers["Cache-Control"] == "private, no-cache"

    def test_a_missing_page_is_kept_by_nobody(self, site: CKANTestApp) -> None:
        assert site.get("/dataset/khong-co").headers["Cache-Control"] == "private, no-cache"

    def test_a_page_is_small_on_the_wire(self, site: CKANTestApp) -> None:
        plain = site.get("/dataset/ho-ngheo")
        packed = site.get("/dataset/ho-ngheo", headers={"Accept-Encoding": "br"})
        assert packed.headers["Content-Encoding"] == "br"
        assert len(packed.data) * 2 < len(plain.data)


class TestWithoutSolr:
    @pytest.fixture(autouse=True)
    def solr_away(self) -> Iterator[None]:
        address = tk.config["solr_url"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            tk.config["solr_url"] = f"http://127.0.0.1:{free.getsockname()[1]}/solr/none"
            yield
        tk.config["solr_url"] = address

    def test_a_dataset_is_still_read(self, site: CKANTestApp) -> None:
        assert site.get("/dataset/ho-ngheo").status_code == 200

    @pytest.mark.parametrize(
        ("path", "sentence"),
        [("/dataset/?q=x", "tìm kiếm đang tạm ngừng"), ("/en/dataset/?q=x", "Search is away")],
    )
    def test_a_search_says_that_it_is_away_and_when_to_come_back(
        self, site: CKANTestApp, path: str, sentence: str
    ) -> None:
        answer = site.get(path)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        assert sentence in answer.text
        assert "127.0.0.1" not in answer.text
