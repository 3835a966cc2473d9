"""What an assistant is told of monitoring: the rows of the API, with the page that shows them to people."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

pytestmark = pytest.mark.usefixtures("year")


def told(site: CKANTestApp, name: str, **arguments: Any) -> dict[str, Any]:
    call = {"name": name, "arguments": arguments}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    result = site.post("/mcp", json=message, status=200).json["result"]
    assert not result["isError"], result
    answer: dict[str, Any] = json.loads(result["content"][0]["text"])
    return answer


@pytest.mark.parametrize(
    ("tool", "path", "asked"),
    [
        ("list_visits", "visits", {"within": "24", "year": 2025, "limit": 5}),
        ("list_findings", "findings", {"severity": "serious", "kind": "money"}),
        ("get_follow_up", "follow-up", {"on": "2026-11-30", "year": 2026}),
        ("get_follow_up", "follow-up", {"on": "2026-11-30", "view": "recommendations", "state": "overdue"}),
    ],
)
def test_rows_are_those_of_the_api(site: CKANTestApp, tool: str, path: str, asked: dict[str, Any]) -> None:
    answer = told(site, tool, **asked)
    rows = site.get(f"/api/dtts/v1/{path}", query_string={"limit": 25, **asked}).json["results"]
    assert rows
    assert answer["results"] == rows
    assert answer["mark"]["vi"] == "Dữ liệu minh họa"


@pytest.mark.parametrize(
    ("tool", "asked", "page"),
    [
        ("list_visits", {"within": "24"}, "/giam-sat/chuyen?dia-ban=24&minh-hoa=1"),
        (
            "list_findings",
            {"kind": "money", "year": 2026},
            "/giam-sat/phat-hien?loai=money&nam=2026&minh-hoa=1",
        ),
        ("get_follow_up", {"item": "DA04"}, "/giam-sat/kien-nghi?hang-muc=DA04&minh-hoa=1"),
    ],
)
def test_an_answer_names_the_page_on_which_people_read_it(
    site: CKANTestApp, tool: str, asked: dict[str, Any], page: str
) -> None:
    address = told(site, tool, **asked)["address"]
    assert address.endswith(page)
    site.get(page, status=200)
