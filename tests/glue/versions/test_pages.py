"""Each version has an address for ever, with its files, its difference, its citation, or its tombstone."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from glue.road.people import People, Web
from glue.versions.conftest import WHY_UNDONE, WHY_WITHDRAWN

HERE = "http://test.dtts.example"


def at(history: dict[str, Any], ending: str) -> str:
    return f"/dataset/{history['name']}/diem{ending}"


def links(answer: Any) -> dict[str, str]:
    """Address by relation, of the header Link."""
    pairs = [part.split(";") for part in answer.headers["Link"].split(", ")]
    return {relation.strip()[5:-1]: address[1:-1].removeprefix(HERE) for address, relation in pairs}


def test_the_current_version_says_what_it_changed(history: dict[str, Any], web: Web) -> None:
    page = web.get(at(history, "/v/2")).text
    assert "1 dòng thêm, 2 dòng đổi" in page
    assert "hiện hành" in page
    assert "quy tắc của cơ quan" in page


def test_every_version_that_is_not_withdrawn_can_be_read(history: dict[str, Any], web: Web) -> None:
    for number, rows in ((1, 2), (2, 3), (3, 1)):
        assert web.get(at(history, f"/v/{number}")).status_code == 200
        text = web.get(at(history, f"/v/{number}.csv")).text
        assert len(list(csv.reader(io.StringIO(text)))) == rows + 1


def test_a_version_that_was_undone_stays_and_says_why(history: dict[str, Any], web: Web) -> None:
    page = web.get(at(history, "/v/3")).text
    assert "Phiên bản này không còn là bản mới nhất." in page
    assert WHY_UNDONE in page


def test_a_withdrawn_version_leaves_a_tombstone(history: dict[str, Any], web: Web) -> None:
    answer = web.get(at(history, "/v/4"), status=410)
    assert WHY_WITHDRAWN in answer.text
    assert "đã được rút lại" in answer.text
    for ending in ("/v/4.csv", "/v/4.parquet", "/v/4/thay-doi", "/v/4/thay-doi.csv", "/v/4/trich-dan.bib"):
        assert web.get(at(history, ending), status=410)


def test_the_list_says_how_each_version_stands(history: dict[str, Any], web: Web) -> None:
    page = web.get(at(history, "/versions")).text
    for words in (WHY_UNDONE, WHY_WITHDRAWN, "hiện hành", "đã được thay", "không còn là bản mới nhất"):
        assert words in page


def test_no_page_names_who_sent_or_approved_or_what_the_file_was_called(
    history: dict[str, Any], web: Web, people: People
) -> None:
    names = [people.users[role]["name"] for role in ("sender", "approver")] + ["diem.csv"]
    for ending in ("/v/1", "/v/2", "/v/3", "/v/2/thay-doi", "/versions"):
        page = web.get(at(history, ending)).text
        assert not [name for name in names if name in page]
    told = json.dumps(
        people.does(None, "dtts_version_show", dataset=history["name"], table="diem", version=2)
    )
    assert not [name for name in names if name in told]


def test_the_page_of_changes_leads_to_all_of_them_as_csv(history: dict[str, Any], web: Web) -> None:
    page = web.get(at(history, "/v/2/thay-doi")).text
    assert at(history, "/v/2/thay-doi.csv") in page
    lines = list(csv.DictReader(io.StringIO(web.get(at(history, "/v/2/thay-doi.csv")).text)))
    assert [line["change"] for line in lines].count("changed") == 2
    changed = next(line for line in lines if line["change"] == "changed")
    assert (changed["point_id"], changed["field"], changed["from"], changed["to"]) == (
        "00001", "broadband_mbps", "12.5", "25",
    )  # fmt: skip


def test_a_first_version_has_no_list_of_changes(history: dict[str, Any], web: Web) -> None:
    assert web.get(at(history, "/v/1/thay-doi")).status_code == 200
    assert web.get(at(history, "/v/1/thay-doi.csv"), status=404)


def test_a_version_that_never_was_is_not_found(history: dict[str, Any], web: Web) -> None:
    assert web.get(at(history, "/v/9"), status=404)


@pytest.mark.parametrize("ending", ["", ".csv", ".parquet"])
def test_headers_lead_from_a_version_to_its_neighbours(
    history: dict[str, Any], web: Web, ending: str
) -> None:
    found = links(web.get(at(history, f"/v/2{ending}")))
    assert found["latest-version"] == at(history, ending)
    assert found["predecessor-version"] == at(history, f"/v/1{ending}")
    assert found["successor-version"] == at(history, f"/v/3{ending}")
    assert found["version-history"] == at(history, "/versions")
    assert "successor-version" not in links(web.get(at(history, f"/v/3{ending}")))


def test_the_file_that_moves_says_where_it_stays(history: dict[str, Any], web: Web) -> None:
    answer = web.get(at(history, ".csv"))
    assert answer.headers["Content-Location"] == f"{HERE}{at(history, '/v/2.csv')}"
    assert links(answer)["canonical"] == at(history, "/v/2.csv")


@pytest.mark.parametrize("form", ["", ".csv"])
def test_latest_leads_to_where_it_stays(history: dict[str, Any], web: Web, form: str) -> None:
    answer = web.get(at(history, f"/v/latest{form}"), follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (307, at(history, f"/v/2{form}"))


@pytest.mark.parametrize("ending", ["/v/2.csv", "/v/2/thay-doi.csv", ".csv"])
def test_a_file_that_is_known_is_not_sent_again(history: dict[str, Any], web: Web, ending: str) -> None:
    tag = web.get(at(history, ending)).headers["ETag"]
    assert web.get(at(history, ending), headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("form", "words"),
    [("bib", "@misc{"), ("ris", "TY  - DATA"), ("json", '"type": "dataset"')],
)
def test_a_version_is_cited_by_its_permanent_address(
    history: dict[str, Any], web: Web, form: str, words: str
) -> None:
    text = web.get(at(history, f"/v/2/trich-dan.{form}")).text
    assert words in text
    assert f"{HERE}{at(history, '/v/2')}" in text


def test_the_api_tells_of_every_version(history: dict[str, Any], web: Web) -> None:
    base = f"/api/dtts/v1/tables/{history['name']}/diem/versions"
    listed = json.loads(web.get(base).data)["results"]
    assert [each["standing"] for each in listed] == ["withdrawn", "undone", "current", "replaced"]
    assert json.loads(web.get(f"{base}/3").data)["because"]["reason"] == WHY_UNDONE
    gone = web.get(f"{base}/4", status=410)
    assert json.loads(gone.data)["tombstone"]["reason"] == WHY_WITHDRAWN
    told = json.loads(web.get(f"{base}/2/difference").data)
    assert (told["replaced"], told["difference"]["rows"]["added"]) == (1, 1)
    assert web.get(f"{base}/9", status=404)
