"""Assistants ask the portal by the Model Context Protocol: its official client, and messages as they are."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import anyio
import ckan.plugins.toolkit as tk
import pytest
from ckan.tests.helpers import CKANTestApp
from mcp.client import Client
from werkzeug.serving import make_server

from ckanext.dtts.mcp.tools import TOOLS

pytestmark = pytest.mark.usefixtures("series")

QUESTIONS: dict[str, dict[str, Any]] = {
    "find_indicators": {"query": "học sinh dân tộc"},
    "find_places": {"query": "Quảng Ngãi"},
    "get_series": {
        "indicator": "GSO_EM_PUPILS",
        "area": "51@since-2025-07",
        "since": "2006",
        "until": "2006",
    },
    "get_progress": {"indicator": "GSO_EM_PUPILS", "area": "51"},
    "rank_places": {"indicator": "GSO_EM_PUPILS", "period": "2016", "level": "province"},
    "list_visits": {"within": "24", "year": 2025},
    "list_findings": {"severity": "serious", "kind": "money"},
    "get_follow_up": {"on": "2026-11-30", "view": "rates"},
    "search_datasets": {"query": "chuoi"},
    "cite": {"indicator": "GSO_EM_PUPILS"},
}


OF_MONITORING = ("list_visits", "list_findings", "get_follow_up")
"""This portal has no rows of theirs: tests/glue/followup asks them of one that has."""


@pytest.fixture(scope="module")
def address(site: CKANTestApp, series: dict[str, bytes]) -> Iterator[str]:
    """The portal behind a real port of the loopback."""
    server = make_server("127.0.0.1", 0, site.flask_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/mcp"
    server.shutdown()
    thread.join()


def said(site: CKANTestApp, method: str, params: Any = None, status: int = 200, **headers: str) -> Any:
    message = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": method,
        **({"params": params} if params is not None else {}),
    }
    return site.post("/mcp", json=message, headers=headers, status=status).json


def told(site: CKANTestApp, name: str, arguments: dict[str, Any]) -> tuple[bool, str]:
    result = said(site, "tools/call", {"name": name, "arguments": arguments})["result"]
    return result["isError"], result["content"][0]["text"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_official_client_finds_the_tools_and_gets_a_figure_with_its_citation(
    address: str, mode: str
) -> None:
    async def talk() -> tuple[list[str], str]:
        async with Client(address, mode=mode) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            result = await client.call_tool("get_series", QUESTIONS["get_series"])
            return tools, result.content[0].text

    tools, text = anyio.run(talk)
    answer = json.loads(text)
    assert tools == list(TOOLS)
    (point,) = answer["results"][0]["points"]
    assert (point["OBS_VALUE"], point["COMPARABILITY"]) == (88176, "REBASED_EXACT")
    assert answer["citation"]["en"].endswith("/chi-tieu/GSO_EM_PUPILS")
    assert answer["release"] in answer["citation"]["en"]


@pytest.mark.parametrize("name", TOOLS)
def test_every_tool_answers_with_citation_and_release_within_its_bound(site: CKANTestApp, name: str) -> None:
    failed, text = told(site, name, QUESTIONS[name])
    assert not failed, text
    answer = json.loads(text)
    assert answer["citation"]["vi"]
    assert answer["citation"]["en"]
    assert answer["release"].endswith("Z")
    assert len(text) <= 50_000
    assert name == "cite" or name in OF_MONITORING or answer["results"]


def test_a_long_answer_is_cut_and_says_of_how_many(site: CKANTestApp) -> None:
    _, text = told(site, "get_series", {"indicator": "GSO_EM_PUPILS", "area": "", "level": "province"})
    answer = json.loads(text)
    assert len(text) <= 50_000
    assert 0 < answer["shown"] < answer["total"]


def test_figures_of_two_indicators_are_cited_together_and_none_is_without_a_citation(
    site: CKANTestApp,
) -> None:
    both = {"indicator": "GSO_EM_PUPILS,GSO_POVERTY_RATE", "area": "51", "since": "2012", "until": "2012"}
    answer = json.loads(told(site, "get_series", both)[1])
    assert {row["INDICATOR"] for row in answer["results"]} == {"GSO_EM_PUPILS", "GSO_POVERTY_RATE"}
    assert len(answer["sources"]) == 2
    then = {**both, "as_of": "2020-01-01"}
    assert json.loads(told(site, "get_series", then)[1])["release"].startswith("2020-01-01T23:59:59")
    listed = json.loads(told(site, "find_indicators", {"limit": 100})[1])["results"]
    waiting = next(one["indicator"] for one in listed if not one["has_values"])
    empty = json.loads(told(site, "get_progress", {"indicator": waiting})[1])
    assert (empty["results"], bool(empty["citation"]["vi"]), bool(empty["release"])) == ([], True, True)


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("get_series", {"indicator": "GSO_EM_PUPIL", "area": "51"}, "GSO_EM_PUPILS"),
        ("get_series", {"indicator": "GSO_EM_PUPILS"}, "'area' is a required property"),
        ("get_series", {"indicator": "GSO_EM_PUPILS", "area": "51", "sql": "1"}, "'sql' was unexpected"),
        ("rank_places", {"indicator": "GSO_EM_PUPILS", "period": "2016", "level": "x"}, "'x' is not one of"),
        ("cite", {"indicator": "NOBODY_KNOWS"}, "Nothing is published"),
        ("cite", {"dataset": "dan-toc", "table": "none"}, "Nothing is published"),
        ("cite", {}, "Name an “indicator”"),
    ],
)
def test_what_a_tool_cannot_answer_comes_back_as_words_to_the_assistant(
    site: CKANTestApp, name: str, arguments: dict[str, Any], sentence: str
) -> None:
    failed, text = told(site, name, arguments)
    assert failed
    assert sentence in text


def test_the_citation_of_a_table_names_its_version_and_hash(site: CKANTestApp) -> None:
    _, text = told(site, "cite", {"dataset": "dan-toc", "table": "bang"})
    answer = json.loads(text)
    assert answer["address"].endswith("/dataset/dan-toc/bang/v/1")
    assert len(answer["sha256"]) == 64


def test_a_client_of_an_earlier_revision_gets_its_own_and_an_unknown_one_our_newest(
    site: CKANTestApp,
) -> None:
    def agreed(version: str) -> str:
        return said(site, "initialize", {"protocolVersion": version})["result"]["protocolVersion"]

    assert agreed("2025-03-26") == "2025-03-26"
    assert agreed("1999-01-01") == "2025-11-25"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", -32700),
        (b"[]", -32600),
        (b'[{"jsonrpc":"2.0","id":1,"method":"ping"}]', -32600),
        (b'{"id":1,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":1,"result":{}}', -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', -32600),
        (b"[" * 20_000, -32700),
    ],
)
def test_what_is_no_message_is_refused(site: CKANTestApp, content: bytes, code: int) -> None:
    answer = site.post("/mcp", data=content, content_type="application/json", status=400).json
    assert (answer["id"], answer["error"]["code"]) == (None, code)


def test_an_unknown_method_or_tool_is_an_error_of_the_protocol(site: CKANTestApp) -> None:
    assert said(site, "resources/list")["error"]["code"] == -32601
    assert said(site, "tools/call", {"name": "drop_table"})["error"]["code"] == -32602


def test_a_notification_is_taken_without_an_answer(site: CKANTestApp) -> None:
    message = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert site.post("/mcp", json=message, status=202).get_data() == b""


def test_a_modern_message_that_contradicts_its_headers_is_refused(site: CKANTestApp) -> None:
    meta = {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    headers = {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list"}
    assert "tools" in said(site, "tools/list", {"_meta": meta}, **headers)["result"]
    wrong = {**headers, "Mcp-Method": "tools/call"}
    assert said(site, "tools/list", {"_meta": meta}, 400, **wrong)["error"]["code"] == -32020
    assert said(site, "tools/list", {}, 400, **headers)["error"]["code"] == -32602
    later = {**headers, "MCP-Protocol-Version": "2099-01-01"}
    future = {**meta, "io.modelcontextprotocol/protocolVersion": "2099-01-01"}
    assert said(site, "tools/list", {"_meta": future}, 400, **later)["error"]["data"]["supported"] == [
        "2026-07-28"
    ]


def test_there_is_no_session_no_cookie_and_no_stream(site: CKANTestApp) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    response = site.post("/mcp", json=message)
    assert "Set-Cookie" not in response.headers
    assert "Mcp-Session-Id" not in response.headers
    assert site.get("/mcp", status=405).headers["Allow"] == "POST"


def test_a_message_is_bounded_in_size_and_kind(site: CKANTestApp) -> None:
    site.post("/mcp", data=b" " * 70_000, content_type="application/json", status=413)
    site.post("/mcp", data=b"{}", content_type="text/plain", status=415)


def test_one_address_is_counted(site: CKANTestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dtts.mcp_per_minute", 2)
    message = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    answers = [site.post("/mcp", json=message, expect_errors=True) for _ in range(5)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
