"""The queue: whose it is, in which order, narrowed how, and what it costs at the 10,000th submission."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.desk import queue
from ckanext.dtts.model import Submission
from glue.desk.conftest import Desk, words
from glue.records import agency, dataset
from glue.road.points import points
from glue.statements import counted

MANY = 10_000


def titles(desk: Desk, query: str = "", role: str = "approver") -> list[str]:
    """The ids of the submissions on a page of the queue."""
    page = desk.read(f"/duyet{query}", role=role)
    return [link["href"].rpartition("/")[2] for link in page.select(".queue h2 a")]


@pytest.fixture(autouse=True)
def nothing_waits(desk: Desk) -> None:
    """What tests before left waiting is sent back."""
    for sent in desk.people.does("sysadmin", "dtts_submission_list", limit=1000):
        if sent["state"] == "awaiting_approval":
            desk.people.does("sysadmin", "dtts_submission_reject", id=sent["id"], reason="Thử")


def test_the_longest_waiting_comes_first(desk: Desk, facility: dict[str, Any]) -> None:
    sent = [desk.waiting(facility, point)["id"] for point in ("0164A", "07210", "07211")]
    assert titles(desk) == sent


def test_a_line_says_who_sent_what_and_how_much_it_changes(desk: Desk, facility: dict[str, Any]) -> None:
    desk.published(facility, "0164A")
    desk.waiting(facility, "0164A", "07210")
    told = words(desk.read("/duyet", role="approver"))
    assert "1 bảng chờ duyệt" in told
    assert "thêm 1 dòng" in told
    assert "sửa 0" not in told
    assert "đã chờ 0 phút" in told
    assert "thường lệ" in told


def test_only_approvers_have_a_queue_and_only_of_their_agencies(desk: Desk, facility: dict[str, Any]) -> None:
    desk.waiting(facility)
    assert titles(desk, role="stranger") == []
    assert "Chỉ người duyệt" in words(desk.read("/duyet", role="sender", status=403))
    assert "/user/login" in desk.web.get("/duyet", follow_redirects=False).headers["Location"]


def test_the_queue_is_narrowed_by_agency_table_and_state(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    mine, other = agency()["id"], agency("ban-dan-toc-son-la", "Ban Dân tộc tỉnh Sơn La")["id"]
    assert titles(desk, f"?agency={mine}", "sysadmin") == [sent["id"]]
    assert titles(desk, f"?agency={other}", "sysadmin") == []
    assert titles(desk, "?schema=it_support_points") == [sent["id"]]
    assert titles(desk, "?schema=facilities") == []
    assert titles(desk, "?state=scheduled") == []
    desk.people.does(
        "approver", "dtts_submission_approve", id=sent["id"], publish_at="2027-01-04T08:00:00+07:00"
    )
    assert titles(desk, "?state=scheduled") == [sent["id"]]


@pytest.mark.parametrize("query", ["?after=x", "?after=2026-01-01~x", "?state=x", "?place=x&agency=x"])
def test_an_address_that_means_nothing_is_no_failure(desk: Desk, query: str) -> None:
    assert titles(desk, query) == []


def test_every_submission_of_ten_thousand_is_on_one_page_and_each_page_costs_two_statements(
    desk: Desk, many: list[uuid.UUID]
) -> None:
    asked = queue.Asked([agency()["id"]])
    found: list[uuid.UUID] = []
    while True:
        with counted() as said:
            lines, after = queue.page(asked, 1000)
            counts = queue.counts(asked)
        assert len(said) == 2
        found += [line.id for line in lines]
        if after is None:
            break
        asked = queue.Asked(asked.agencies, after=after)
    assert found == many
    assert counts.total == len(many)


def test_the_last_page_of_ten_thousand_is_found_by_its_mark(desk: Desk, many: list[uuid.UUID]) -> None:
    before = model.Session.get_one(Submission, many[-3])
    address = queue.Mark(before.created, before.id).text().replace("+", "%2B")
    assert titles(desk, f"?after={address}") == [str(each) for each in many[-2:]]


@pytest.fixture
def many(people: Any, web: Any) -> Iterator[list[uuid.UUID]]:
    """So many that wait, in the order in which they came; many came in the same moment."""
    with web.flask_app.test_request_context():
        made = dataset(type="facility", title="Rất nhiều")
    ids = sorted(uuid.uuid4() for _ in range(MANY))
    with _without_guards() as connection:
        table = uuid.uuid4()
        connection.execute(_TABLE, {"id": table, "package": made["id"]})
        sender = model.User.get(people.users["sender"]["name"]).id
        connection.execute(
            _SUBMISSION,
            [
                {"id": each, "table": table, "actor": sender, "late": number // 7}
                for number, each in enumerate(ids)
            ],
        )
    yield ids
    with _without_guards() as connection:
        connection.execute(sa.text("DELETE FROM dtts_submission WHERE table_id = :id"), {"id": table})
        connection.execute(sa.text("DELETE FROM dtts_table WHERE id = :id"), {"id": table})


_TABLE = sa.text(
    "INSERT INTO dtts_table (id, package_id, slug, schema_name, name, created) "
    "VALUES (:id, :package, 'diem', 'it_support_points', 'Điểm', now())"
)
_SUBMISSION = sa.text(
    "INSERT INTO dtts_submission (id, table_id, state, schema_name, schema_version, filename, media_type, sha256, size,"
    " door, actor_id, request_sha256, answers, progress_stage, progress_done, created, changed)"
    " VALUES (:id, :table, 'awaiting_approval', 'it_support_points', 1, 'diem.csv', 'text/csv', repeat('0', 64), 1,"
    " 'upload', :actor, repeat('0', 64), '{}', 'write', 1, timestamptz '2026-01-01' + :late * interval '1 second',"
    " now())"
)


@contextmanager
def _without_guards() -> Iterator[sa.Connection]:
    """Rows written past the guards of the road: ten thousand of them by the road would take an hour."""
    with model.meta.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE dtts_submission DISABLE TRIGGER USER"))
        yield connection
        connection.execute(sa.text("ALTER TABLE dtts_submission ENABLE TRIGGER USER"))


def test_the_page_of_the_queue_asks_a_bounded_number_of_questions(
    desk: Desk, facility: dict[str, Any]
) -> None:
    desk.waiting(facility)
    with counted() as few:
        titles(desk)
    for point in ("07210", "07211", "07212"):
        desk.people.submits(points(point), facility)
    desk.work()
    with counted() as more:
        assert len(titles(desk)) == 4
    assert about_submissions(more) == about_submissions(few) > 0


def about_submissions(said: list[str]) -> int:
    """How many of these statements ask about submissions; CKAN notes now and then who was here."""
    return sum("dtts_submission" in statement for statement in said)
