"""A file that is only checked is set beside the published table that it would replace, if one is named."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from glue.records import dataset
from glue.road.people import People, Web

GONE = "previous-gone:published"
TABLE = Path(__file__).parents[2] / "fixtures" / "tables" / "corrected.csv"
SCHEMA = "output_results"
SHORTER = b"".join(TABLE.read_bytes().splitlines(keepends=True)[:-1])


@pytest.fixture(scope="module")
def results(people: People, web: Web, work: Callable[..., int]) -> dict[str, Any]:
    """A published table of results, `ket-qua`."""
    with web.flask_app.test_request_context():
        made = dataset(type="program_result", demo="true")
        sent = people.submits(TABLE.read_bytes(), made, table="ket-qua", schema=SCHEMA)
        assert work() == 0
        assert people.sees(sent)["state"] == "published"
        return made


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dtts.check_per_minute", 0)


def sent(web: Web, address: str, status: int = 200, **said: str) -> Any:
    data = {"file": (io.BytesIO(SHORTER), "ket-qua.csv"), **said}
    return web.post(address, data=data, content_type="multipart/form-data", status=status)


def test_rows_that_would_go_are_named(results: dict[str, Any], web: Web) -> None:
    replaces = f"{results['name']}/ket-qua"
    report = sent(web, "/api/dtts/v1/check", replaces=replaces).json
    assert (report["schema"], GONE in [each["rule"] for each in report["patterns"]]) == (
        SCHEMA, True,
    )  # fmt: skip
    alone = sent(web, "/api/dtts/v1/check", schema=SCHEMA).json
    assert GONE not in [each["rule"] for each in alone["patterns"]]


@pytest.mark.parametrize("replaces", ["khong-co/ket-qua", "{name}/khong-co", "{name}", "../etc/passwd"])
def test_a_table_that_is_not_published_is_refused(results: dict[str, Any], web: Web, replaces: str) -> None:
    answer = sent(web, "/api/dtts/v1/check", 400, replaces=replaces.format(name=results["name"]))
    assert answer.json["error"]["code"] == "no-such-table"


def test_a_private_table_is_no_table_for_strangers(results: dict[str, Any], web: Web, people: People) -> None:
    people.does("approver", "package_patch", id=results["id"], private=True)
    try:
        answer = sent(web, "/api/dtts/v1/check", 400, replaces=f"{results['name']}/ket-qua")
        assert answer.json["error"]["code"] == "no-such-table"
    finally:
        people.does("approver", "package_patch", id=results["id"], private=False)


def test_the_page_says_what_the_file_was_compared_with(results: dict[str, Any], web: Web) -> None:
    replaces = f"{results['name']}/ket-qua"
    assert f'name="replaces" value="{replaces}"' in web.get(f"/kiem-tra?replaces={replaces}").text
    page = sent(web, "/kiem-tra", replaces=replaces, schema=SCHEMA).text
    assert "Đã so với bảng đã công bố" in page
    assert "không còn trong bảng" in page


def test_the_page_forgets_a_table_that_is_not_there(web: Web, results: dict[str, Any]) -> None:
    assert 'name="replaces"' not in web.get("/kiem-tra?replaces=khong/co").text
