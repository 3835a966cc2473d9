"""One decision on all tables of a visit."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.model import Event, FieldVisit, Submission
from glue.pages.sending import fields_of
from glue.visits.conftest import PLAN, Office

VISIT = "/ban-lam-viec/chuyen-giam-sat"
SLUGS = ("monitoring-visits", "visit-sites", "findings", "recommendations")
WHOLE = "Duyệt cả đợt"


@pytest.fixture(autouse=True)
def tables_are_free(office: Office) -> Iterator[None]:
    """What a test left waiting goes back to its sender: visits go one after the other."""
    yield
    office.free()


@pytest.fixture
def no_response_period(monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings are public when they are approved, so that recommendations follow at once."""
    monkeypatch.setitem(tk.config, "dtts.followup.response_days", 0)


@pytest.fixture
def visit_id(office: Office, words: dict[str, str]) -> str:
    """Of a visit whose first table waits for its approver."""
    found = office.sends({**words, "shared_on": "2026-11-20"})
    office.works()
    return found


def visit_of(visit_id: str) -> FieldVisit:
    model.Session.expire_all()
    return model.Session.get_one(FieldVisit, uuid.UUID(visit_id))


def part_of(visit_id: str, schema: str) -> Submission:
    return model.Session.get_one(Submission, uuid.UUID(visit_of(visit_id).parts[schema]))


def page_of(office: Office, visit_id: str, role: str) -> BeautifulSoup:
    answer = office.web.get(f"{VISIT}/{visit_id}", headers=office.people.token(role))
    return BeautifulSoup(answer.text, "html.parser")


def presses(office: Office, visit_id: str, button: str, **more: str) -> Any:
    """A press of the approver on the page of the visit, with all that its form carries."""
    form = page_of(office, visit_id, "approver").find("button", string=button).find_parent("form")
    headers, data = office.people.token("approver"), {**fields_of(form), **more}
    answer = office.web.post(form["action"], data=data, headers=headers, follow_redirects=False)
    office.works()
    return answer


def rows_of(office: Office, slug: str, visit_id: str) -> list[dict[str, Any]]:
    code = uuid.UUID(visit_id).hex[:8]
    return [row for row in office.rows(slug) if code in (row.get("visit_id") or row["finding_id"])]


@pytest.mark.usefixtures("no_response_period")
def test_one_press_lets_all_tables_through_and_the_log_says_whose_word_it_was(
    office: Office, visit_id: str
) -> None:
    answer = presses(office, visit_id, WHOLE)
    assert answer.headers["Location"].endswith(f"{VISIT}/{visit_id}")
    visit = visit_of(visit_id)
    assert visit.state == "done"
    assert [len(rows_of(office, slug, visit_id)) for slug in SLUGS] == [1, 1, 1, 1]
    parts = [uuid.UUID(part) for part in visit.parts.values()]
    query = sa.select(Event).where(Event.submission_id.in_(parts), Event.kind == "approved")
    told = [(each.actor_kind, each.actor, each.details.get("visit")) for each in model.Session.scalars(query)]
    person = ("person", visit.approved_by)
    assert sorted(told, key=str) == sorted([(*person, None), *[(*person, visit_id)] * 3], key=str)


def test_findings_keep_their_response_period_and_a_publication_called_off_takes_the_word_back(
    office: Office, visit_id: str
) -> None:
    presses(office, visit_id, WHOLE)
    part = part_of(visit_id, "findings")
    assert (part.state, part.publish_at.isoformat()) == ("scheduled", "2026-12-19T17:00:00+00:00")
    assert "recommendations" not in visit_of(visit_id).parts
    office.people.does("approver", "dtts_publication_call_off", id=str(part.id), reason="Xem lại.")
    office.works()
    assert visit_of(visit_id).approved_by is None
    assert part_of(visit_id, "findings").state == "awaiting_approval"


def test_what_the_check_remarks_waits_for_a_person(
    office: Office, visit_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ckanext.dtts.visits.whole._warnings_of_public", lambda _: -1)
    presses(office, visit_id, WHOLE)
    assert part_of(visit_id, "visit_sites").state == "awaiting_approval"


def test_a_visit_is_sent_back_as_a_whole_and_asks_for_a_decision_anew(
    office: Office, visit_id: str, words: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ckanext.dtts.visits.whole._warnings_of_public", lambda _: -1)
    presses(office, visit_id, WHOLE)
    presses(office, visit_id, "Trả lại", reason="Điểm 1 thiếu tiến độ.")
    visit = visit_of(visit_id)
    assert (visit.state, set(visit.parts)) == ("stopped", {"monitoring_visits", "visit_sites"})
    for address in (f"{VISIT}/{visit_id}", f"{VISIT}/{visit_id}?sua=1"):
        page = office.web.get(address, headers=office.people.token("sender")).text
        assert "Điểm 1 thiếu tiến độ." in page
    assert office.sends({**words, "visit": visit_id}) == visit_id
    assert visit_of(visit_id).approved_by is None


def test_only_who_decides_finds_the_press_and_its_table_leads_to_it(office: Office, visit_id: str) -> None:
    assert page_of(office, visit_id, "approver").find("button", string=WHOLE)
    assert page_of(office, visit_id, "sender").find("button", string=WHOLE) is None
    table = f"/duyet/{part_of(visit_id, 'monitoring_visits').id}"
    page = office.web.get(table, headers=office.people.token("approver")).text
    assert f'href="{VISIT}/{visit_id}"' in page


def test_a_file_of_somebody_does_not_pass_for_a_table_of_a_visit(office: Office, visit_id: str) -> None:
    asked = {"dataset": "giam-sat", "table": "phat-hien", "schema": "findings"}
    upload = FileStorage(io.BytesIO(b"a\n1\n"), filename="phat-hien.csv")
    with pytest.raises(tk.ValidationError, match="dành cho các đợt giám sát"):
        office.people.does(
            "sender",
            "dtts_table_submit",
            **asked,
            upload=upload,
            idempotency_key=f"visit:{visit_id}:findings:1",
        )


def test_a_table_that_is_no_part_of_a_visit_is_approved_by_itself(office: Office) -> None:
    upload = FileStorage(io.BytesIO(PLAN.replace(b"MH-KH-01", b"MH-KH-02")), filename="ke-hoach.csv")
    asked = {"dataset": "giam-sat", "table": "ke-hoach-2", "schema": "monitoring_plans", "upload": upload}
    sent = office.people.does("sender", "dtts_table_submit", **asked)
    office.works()
    with pytest.raises(tk.ValidationError, match="không thuộc một đợt giám sát"):
        office.people.does("approver", "dtts_submission_approve", id=sent["id"], whole_visit=True)
