"""The catalogue beside what was published: fresh by the rows of versions, late by due days, kept with its past."""

from __future__ import annotations

from datetime import date, timedelta

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories

from ckanext.dtts.registers import today
from glue.duties.conftest import Office

TABLE = {"dataset": "ket-qua-bac-ninh", "table": "ket-qua"}


@pytest.fixture(scope="module")
def results(office: Office) -> Office:
    """Results of 2024 and 2025 in one version; owed since 2024, and by another entry that nobody fulfils."""
    office.dataset(TABLE["dataset"])
    office.publish(TABLE["dataset"], 2024, 2025)
    office.entry("KQ", first_period="2024", **TABLE)
    office.entry("CHUA-CO", first_period="2025")
    return office


def test_rows_about_the_period_make_an_entry_fresh(results: Office) -> None:
    shown = results.act("dtts_entry_show", code="KQ")
    assert (shown["state"], shown["period"], shown["due"]) == ("fresh", "2025", "2026-01-31")
    assert shown["version"] == 1
    assert shown["late_days"] == (date.fromisoformat(shown["published_on"]) - date(2026, 1, 31)).days


def test_every_period_that_fell_due_names_the_version_that_fulfilled_it(results: Office) -> None:
    periods = results.act("dtts_entry_show", code="KQ")["periods"]
    assert [(each["period"], each["version"]) for each in periods] == [("2025", 1), ("2024", 1)]


def test_an_entry_that_nothing_fulfils_lowers_the_percentage(results: Office) -> None:
    answer = results.act("dtts_entry_list")
    states = {row["code"]: row["state"] for row in answer["results"]}
    assert (states["KQ"], states["CHUA-CO"]) == ("fresh", "not_published")
    counted = [row for row in answer["results"] if row["counted"]]
    fresh = [row for row in counted if row["fresh"]]
    assert answer["share"] == {
        "fresh": len(fresh), "due": len(counted), "percent": len(fresh) * 1000 // len(counted) / 10
    }  # fmt: skip


def test_provisional_figures_of_a_later_version_do_not_make_the_next_year_final(results: Office) -> None:
    results.publish(TABLE["dataset"], 2024, 2025, 2026, status="estimate")
    shown = results.act("dtts_entry_show", code="KQ")
    assert (shown["state"], shown["version"]) == ("fresh", 1)
    results.entry("SO-BO", due="sơ bộ 15/9; 31/1 năm sau", first_period="2025", **TABLE)
    shown = results.act("dtts_entry_show", code="SO-BO")
    assert (shown["state"], shown["period"], shown["version"]) == ("fresh", "2026", 2)


def test_an_undone_publication_counts_until_it_was_undone(results: Office) -> None:
    results.entry("HOAN", first_period="2026", due="sơ bộ 15/9; 31/1 năm sau", **TABLE)
    assert results.act("dtts_entry_show", code="HOAN")["version"] == 2
    submission = results.submission_of(TABLE["dataset"], 2)
    results.act("dtts_publication_undo", id=submission, reason="Nhầm số liệu")
    shown = results.act("dtts_entry_show", code="HOAN")
    assert (shown["state"], shown["version"]) == ("late", None)
    assert results.act("dtts_entry_show", code="KQ")["version"] == 1


def test_a_dataset_that_is_not_public_fulfils_nothing(results: Office) -> None:
    results.act("package_patch", id=TABLE["dataset"], private=True)
    try:
        assert results.act("dtts_entry_show", code="KQ")["state"] == "not_published"
    finally:
        results.act("package_patch", id=TABLE["dataset"], private=False)


def test_every_change_is_kept_with_who_made_it_and_on_what_ground(results: Office) -> None:
    results.entry("DOI", due="+10d")
    results.act("dtts_entry_update", code="DOI", due="+20d", reason="Quyết định thử")
    newest, first = results.act("dtts_entry_show", code="DOI")["changes"]
    assert newest["fields"] == {"due": ["+10d", "+20d"]}
    assert (newest["actor"], newest["reason"]) == (results.administrator, "Quyết định thử")
    assert first["fields"]["code"] == [None, "DOI"]


def test_a_change_that_changes_nothing_is_not_written_down(results: Office) -> None:
    results.entry("YEN")
    results.act("dtts_entry_update", code="YEN", due="ngày 31/01 của năm sau")
    assert len(results.act("dtts_entry_show", code="YEN")["changes"]) == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE dtts_entry_change SET actor = 'x'", "DELETE FROM dtts_entry_change"]
)
def test_the_database_refuses_to_change_what_was_written_down(results: Office, statement: str) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        model.Session.execute(sa.text(statement))
    model.Session.rollback()


def test_an_ended_entry_is_no_longer_counted(results: Office) -> None:
    results.entry("XONG")
    yesterday = today_of(results) - timedelta(days=1)
    results.act("dtts_entry_end", code="XONG", ended=yesterday.isoformat())
    shown = results.act("dtts_entry_show", code="XONG")
    assert (shown["state"], shown["counted"]) == ("ended", 0)


def test_a_day_before_the_log_is_refused_and_a_day_to_come_too(results: Office) -> None:
    day = today_of(results)
    for asked, why in ((day - timedelta(days=1), "Nhật ký"), (day + timedelta(days=1), "đã qua")):
        with pytest.raises(tk.ValidationError, match=why):
            results.act("dtts_entry_list", as_of=asked.isoformat())


def test_the_log_says_how_the_catalogue_stood_on_a_day(results: Office) -> None:
    """The log of today is moved back by three days, which only the owner of the database can do."""
    results.entry("TRUOC", due="+10d")
    with model.meta.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE dtts_entry_change DISABLE TRIGGER USER"))
        connection.execute(sa.text("UPDATE dtts_entry_change SET at = at - interval '3 days'"))
        connection.execute(sa.text("ALTER TABLE dtts_entry_change ENABLE TRIGGER USER"))
    results.act("dtts_entry_update", code="TRUOC", due="+20d")
    results.entry("SAU")
    before = results.act("dtts_entry_list", as_of=(today_of(results) - timedelta(days=2)).isoformat())
    rows = {row["code"]: row for row in before["results"]}
    assert rows["TRUOC"]["due_rule"] == "+10d"
    assert "SAU" not in rows
    assert rows["KQ"]["state"] == "not_published"


WRONG = [
    ({"agency": "khong-co"}, "agency", "không có cơ quan"),
    ({"area_id": "99@since-2025-07"}, "area_id", "không có địa bàn"),
    ({"due": "09-10"}, "due", "ngày-tháng hoặc tháng-ngày"),
    ({"first_period": "năm nay"}, "first_period", "hãy ghi năm cụ thể"),
    ({"dataset": "khong-co", "table": "a"}, "dataset", "không có bộ dữ liệu"),
    ({"table": "ket-qua"}, "table", "cùng nhau"),
    ({"legal_basis": "194/2025/NĐ-CP"}, "provenance", "tìm thấy ở đâu"),
]


@pytest.mark.parametrize(("values", "field", "why"), WRONG, ids=[field for _, field, _ in WRONG])
def test_what_cannot_be_is_refused_at_its_field(
    results: Office, values: dict[str, str], field: str, why: str
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        results.entry("SAI", **values)
    assert why in str(refused.value.error_dict[field])


def test_a_code_is_given_once(results: Office) -> None:
    with pytest.raises(tk.ValidationError, match="đã có mục"):
        results.entry("KQ")


def test_only_administrators_write_and_only_approvers_of_the_agency_link(results: Office) -> None:
    approver, stranger = factories.User(), factories.User()
    results.act(
        "member_create", id=results.agency["id"], object=approver["id"], object_type="user", capacity="admin"
    )
    results.entry("NOI")
    for user in (approver, stranger):
        with pytest.raises(tk.NotAuthorized):
            results.act("dtts_entry_update", user["name"], code="NOI", due="+1d")
    with pytest.raises(tk.NotAuthorized):
        results.act("dtts_entry_link", stranger["name"], code="NOI", **TABLE)
    assert results.act("dtts_entry_link", approver["name"], code="NOI", **TABLE)["state"] == "fresh"
    assert results.act("dtts_entry_link", approver["name"], code="NOI")["state"] == "not_published"


def today_of(office: Office) -> date:
    with office._site.flask_app.test_request_context():
        return today()
