"""What keepers see and do in the browser: put in, dry run, start, watch, decide, try again."""

from __future__ import annotations

import csv
import io
import re

import pytest
from ckan import model

from ckanext.dtts.harvest import running, runs, sources
from ckanext.dtts.model import Run
from glue.harvest.catalogue import Catalogue
from glue.harvest.keeper import FILE, Keeper, balance, entries
from glue.harvest.listed import NAME
from glue.road.people import People, Web


class Browser:
    """A keeper at the portal's pages."""

    def __init__(self, web: Web, people: People) -> None:
        self._web, self._headers = web, people.token("sysadmin")

    def get(self, path: str, status: int = 200) -> str:
        return self._web.get(path, headers=self._headers, status=status).body

    def post(self, path: str, status: int = 303, **form: str) -> str:
        answer = self._web.post(path, data=form, headers=self._headers, status=status, follow_redirects=False)
        return answer.headers.get("Location", "") if status == 303 else answer.body


@pytest.fixture
def browser(web: Web, people: People) -> Browser:
    return Browser(web, people)


def work() -> Run:
    """Do the run that waits, in this process."""
    model.Session.remove()
    run = runs.claim("tests")
    assert run is not None
    run_id, token = run.id, run.lease_token
    assert running.run(run_id, token) == 0
    model.Session.remove()
    return model.Session.get_one(Run, run_id)


def test_only_keepers_see_the_pages(web: Web, people: People) -> None:
    assert web.get("/thu-thap", follow_redirects=False).status_code == 303
    web.get("/thu-thap", headers=people.token("approver"), status=403)
    web.post("/thu-thap/x", data={"do": "check"}, headers=people.token("sender"), status=403)


def test_a_source_is_put_in_tried_looked_at_and_started(
    browser: Browser, keeper: Keeper, served: Catalogue
) -> None:
    served.records["moi"] = [*entries(1, 2), *entries(3, area_id=["x"])]
    text = FILE.format(
        name="moi", agency="ban-dan-toc-bac-ninh", connector=NAME, address=served.address, path="moi",
        target="{dataset_type: program_result}", policy="valid", more="",
    )  # fmt: skip
    assert browser.post("/thu-thap/-/nguon", definition=text).endswith("/thu-thap/moi")
    assert sources.get("moi").state == "new"
    browser.post("/thu-thap/moi", do="active")
    assert sources.get("moi").state == "new"  # not before a dry run
    page = browser.post("/thu-thap/moi", do="check")
    assert 'http-equiv="refresh"' in browser.get(page)
    run = work()
    assert balance(run) == {"records": 3, "created": 2, "failed": 1}
    shown = browser.get(page)
    assert "Bộ dữ liệu 1" in shown and "area_id" in shown and "refresh" not in shown
    assert keeper.titles(sources.get("moi")) == []
    browser.post("/thu-thap/moi", do="active")
    assert sources.get("moi").state == "active"
    assert "Bộ dữ liệu" not in browser.get("/thu-thap")


def test_every_fault_of_a_file_is_told_at_once_and_nothing_is_kept(browser: Browser, keeper: Keeper) -> None:
    wrong = browser.post("/thu-thap/-/nguon", status=422, definition="id: A b\npolicy: maybe\n")
    for field in ("id", "policy", "title", "owner", "connector", "address", "target"):
        assert f"<code>{field}</code>" in wrong
    assert "A b" in wrong


def test_what_waits_is_accepted_or_refused_with_one_click(
    browser: Browser, keeper: Keeper, served: Catalogue
) -> None:
    source = keeper.source(entries(1, 2, 3), policy="approval")
    run = keeper.run(source)
    assert (balance(run), keeper.titles(source)) == ({"records": 3, "held": 3}, [])
    path = f"/thu-thap/{source.name}/quyet-dinh"
    browser.post(path, id=str(keeper.records(source)["r1"].id), decision="refuse")
    browser.post(path, waits="create", decision="accept")
    assert keeper.titles(source) == ["Bộ dữ liệu 2", "Bộ dữ liệu 3"]
    again = keeper.run(source)
    assert balance(again) == {"records": 3, "unchanged": 2, "held": 1}
    assert keeper.records(source)["r1"].waits is None  # a no is not asked about twice


def test_faults_are_a_table_and_a_csv_and_a_record_can_be_tried_again(
    browser: Browser, keeper: Keeper
) -> None:
    source = keeper.source([*entries(1), *entries(2, area_id=["=1+1"])])
    run = keeper.run(source)
    page = f"/thu-thap/{source.name}/lan-chay/{run.id}"
    shown = browser.get(page)
    assert "r2" in shown
    assert re.search(r"2 = 1 \D+ \+ 0 \D+ \+ 0 \D+ \+ 1 \D+ \+ 0 \D+", shown)
    (row,) = csv.DictReader(io.StringIO(browser.get(f"{page}.csv").removeprefix("\ufeff")))
    assert (row["record"], row["code"]) == ("r2", "invalid-record")
    (fault,) = keeper.faults(run)
    browser.post(f"/thu-thap/{source.name}/quyet-dinh", run=str(run.id), id=str(fault.id), decision="retry")
    assert keeper.titles(source) == ["Bộ dữ liệu 1"]  # it is as wrong as before


def test_a_run_of_another_source_is_not_shown_under_a_name(browser: Browser, keeper: Keeper) -> None:
    source = keeper.source([])
    run = keeper.run(source)
    browser.get(f"/thu-thap/khac/lan-chay/{run.id}", status=404)
    browser.get(f"/thu-thap/{source.name}/lan-chay/x", status=404)
